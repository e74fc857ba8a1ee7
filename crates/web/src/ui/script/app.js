// What the pages do with JavaScript. Every page works without it; nothing here makes HTML or runs text.
'use strict';
(() => {
  const root = document.documentElement;
  root.classList.add('js');

  // Trusted Types: all HTML that htmx parses comes through here. Our pages escape what people wrote, so
  // markup that could act is never theirs: refuse it whole. The head of a whole page is left out but for its title.
  const banned = /^(script|iframe|frame|object|embed|base|meta|link|applet|animate|set)$/;
  const links = /^(href|src|action|formaction|xlink:href|data|poster|background|ping)$/;
  const plain = value => value.replace(/&#(?:x([0-9a-f]+)|([0-9]+));?/gi, (_, x, n) => String.fromCharCode(x ? parseInt(x, 16) : n))
    .replace(/&(tab|newline);/gi, '').replace(/&colon;/gi, ':').replace(/[\0- ]/g, '').toLowerCase();
  const acts = html => {
    // Whatever may start a tag is read as one, also within texts and comments; by the rules of HTML, where white space is five characters.
    const tag = /<([a-z][^\t\n\f\r \/>]*)/gi;
    const attribute = /[\t\n\f\r \/]*([^\t\n\f\r \/>][^\t\n\f\r \/>=]*)(?:[\t\n\f\r ]*=[\t\n\f\r ]*(?:"([^"]*)"?|'([^']*)'?|([^\t\n\f\r >]*)))?/y;
    for (let found; (found = tag.exec(html));) {
      if (banned.test(found[1].toLowerCase().replace(/^svg:/, ''))) return found[1];
      attribute.lastIndex = tag.lastIndex;
      for (let one; (one = attribute.exec(html));) {
        const name = one[1].toLowerCase(), value = plain(one[2] ?? one[3] ?? one[4] ?? '');
        if (/^(on|hx-on|data-hx-on|srcdoc$)/.test(name) || (links.test(name) && /^(javascript|vbscript|data:text)/.test(value))) return name;
      }
    }
    return '';
  };
  if (window.trustedTypes) {
    trustedTypes.createPolicy('default', {
      createHTML(html) {
        const bare = html.replace(/<head[\s>][^]*?<\/head>/i, head => (head.match(/<title>[^<]*<\/title>/i) || [''])[0]);
        const what = acts(bare);
        if (what) throw new TypeError('markup that acts is refused: ' + what);
        return bare;
      },
    });
  }

  const one = (query, within = document) => within.querySelector(query);
  const all = (query, within = document) => within.querySelectorAll(query);
  const on = (name, act, capture) => document.addEventListener(name, act, capture);
  const say = (where, text) => { const region = one(where); if (region && text && region.textContent !== text) region.textContent = text; };

  // What was typed into another form of the page is not lost without a word. What the top bar asks is no work.
  const changed = field => {
    if (/^(hidden|submit|button|file)$/.test(field.type)) return field.type === 'file' && field.value !== '';
    if (field.type === 'checkbox' || field.type === 'radio') return field.checked !== field.defaultChecked;
    if (!field.options) return field.value !== field.defaultValue;
    const chosen = [...field.options].findIndex(option => option.defaultSelected);
    return field.selectedIndex !== Math.max(chosen, 0);
  };
  const unsaved = sent => [...all('main form')].some(form =>
    form !== sent && form.method === 'post' && [...form.elements].some(field => 'value' in field && changed(field)));
  on('submit', event => {
    const form = event.target, ask = one('#ask');
    if (form.method !== 'post' || form.dataset.sure || !ask || !ask.showModal || !unsaved(form)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    ask.onclose = () => {
      if (ask.returnValue !== 'yes') return;
      form.dataset.sure = '1';
      form.requestSubmit(event.submitter);
      delete form.dataset.sure;
    };
    ask.returnValue = '';
    ask.showModal();
  }, true);

  // Work in place of a lock (`auth.step_up_required`): done while the password is typed; whoever is quicker waits for it.
  const task = one('form[data-challenge]');
  if (task && window.crypto && crypto.subtle) {
    const { challenge, bits } = task.dataset, utf8 = new TextEncoder(), many = 256;
    const answer = one('[name=step_up_answer]', task), words = one('[data-working]', task);
    const zeros = hash => { let n = 0; for (const byte of new Uint8Array(hash)) { if (byte) return n + Math.clz32(byte) - 24; n += 8; } return n; };
    const solve = async () => {
      for (let at = 0; ; at += many) {
        const tried = Array.from({ length: many }, (_, i) => crypto.subtle.digest('SHA-256', utf8.encode(`${challenge}.${at + i}`)));
        const found = (await Promise.all(tried)).findIndex(hash => zeros(hash) >= bits);
        if (found >= 0) return String(at + found);
        // How likely it is that an answer would have been found by now.
        if (at % 16384 === 0) words.textContent = words.dataset.working.replace('{n}', Math.floor(99 * (1 - Math.exp(-at / 2 ** bits))));
        await new Promise(next => setTimeout(next));
      }
    };
    const solved = solve().then(text => { answer.value = text; words.textContent = words.dataset.worked; }, () => {});
    on('submit', event => {
      if (event.target !== task || answer.value) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const { submitter } = event;
      if (submitter) { submitter.setAttribute('aria-busy', 'true'); submitter.disabled = true; }
      solved.then(() => { rest(task); if (answer.value) task.requestSubmit(submitter); });
    }, true);
  }

  // Without a line nothing is sent, and what was typed stays.
  on('submit', event => {
    if (navigator.onLine || event.target.method !== 'post') return;
    event.preventDefault();
    event.stopImmediatePropagation();
    toast(document.body.dataset.offline);
  }, true);
  addEventListener('offline', () => toast(document.body.dataset.offline));

  // A form is sent once, however often its button is pressed.
  const rest = form => {
    delete form.dataset.sent;
    for (const button of all('[aria-busy]', form)) { button.removeAttribute('aria-busy'); button.disabled = false; }
  };
  on('submit', event => {
    const form = event.target;
    if (form.method !== 'post' || form.dataset.again !== undefined) return;
    if (form.dataset.sent) { event.preventDefault(); event.stopImmediatePropagation(); return; }
    form.dataset.sent = '1';
    const button = event.submitter || one('button[type=submit], button:not([type])', form);
    // Later, or the button's own name and value would not be sent.
    if (button) setTimeout(() => { button.setAttribute('aria-busy', 'true'); button.disabled = true; });
  }, true);
  on('htmx:afterRequest', event => { const form = event.target.closest('form'); if (form) rest(form); });
  addEventListener('pageshow', event => { if (event.persisted) all('form[data-sent]').forEach(rest); });

  // Whoever types an address means that one.
  on('input', event => {
    const choice = document.getElementById(event.target.closest('[data-chooses]')?.dataset.chooses);
    if (choice) choice.checked = true;
  });
  on('change', event => {
    const form = event.target.form;
    if (form && form.dataset.autosubmit !== undefined) form.requestSubmit();
  });

  on('click', event => {
    const target = event.target;
    const step = target.closest('[data-step]');
    if (step) {
      const input = one('input', step.parentElement);
      if (step.dataset.step > 0) input.stepUp(); else input.stepDown();
      for (const name of ['input', 'change']) input.dispatchEvent(new Event(name, { bubbles: true }));
    }
    const copy = target.closest('[data-copy]');
    if (copy) navigator.clipboard.writeText(copy.dataset.copy).then(() => toast(copy.dataset.done), () => {});
    const opens = target.closest('[data-opens]');
    if (opens) one('#' + opens.dataset.opens)?.showModal();
    for (const menu of all('details[data-menu][open]')) if (!menu.contains(target)) menu.open = false;
  });

  let away;
  const toast = text => {
    say('#toast', text);
    clearTimeout(away);
    away = setTimeout(() => { const region = one('#toast'); if (region) region.textContent = ''; }, 6000);
  };

  // Keys. Single letters can be switched off where the help explains them.
  const keys = one('[data-keys]');
  const off = () => { try { return localStorage.getItem('keys') === 'off'; } catch { return false; } };
  if (keys) {
    // What is kept is asked for when there is time: the answer comes from another process.
    (window.requestIdleCallback || setTimeout)(() => { keys.checked = !off(); });
    keys.addEventListener('change', () => { try { localStorage.setItem('keys', keys.checked ? 'on' : 'off'); } catch { /* kept for this page only */ } });
  }
  let going = 0;
  on('keydown', event => {
    if (event.key === 'Escape') {
      for (const menu of all('details[data-menu][open]')) { menu.open = false; one('summary', menu).focus(); }
    }
    const typing = event.target.closest?.('input, textarea, select, [contenteditable], dialog');
    if (typing || event.ctrlKey || event.metaKey || event.altKey || (keys ? !keys.checked : off())) return;
    if (event.timeStamp - going < 1500 && /^[a-z]$/i.test(event.key)) {
      one(`a[data-key="${event.key.toLowerCase()}"]`)?.click();
      going = 0;
    } else if (event.key === 'g') going = event.timeStamp;
    else if (event.key === '/' && one('[data-search]')) { event.preventDefault(); one('[data-search]').focus(); }
    else if (event.key === '?') one('dialog#help')?.showModal();
  });

  // Deadlines count down in the page's own words.
  let numbers;
  const number = n => (numbers ??= new Intl.NumberFormat(root.lang || undefined)).format(n);
  const tick = () => {
    for (const time of all('time[data-deadline]')) {
      const left = Math.floor((Date.parse(time.dataset.deadline) - Date.now()) / 60000), span = Math.abs(left);
      const words = left < 0 ? time.dataset.late : time.dataset.left;
      if (!words || Number.isNaN(left)) continue;
      time.textContent = words.replace('{h}', number(Math.floor(span / 60))).replace('{m}', number(span % 60));
      time.classList.toggle('late', left < 0);
      time.classList.toggle('soon', left >= 0 && left < 30);
    }
  };

  // What a page asks by itself says so, and is counted apart from what somebody does. Nothing is refreshed that nobody sees.
  const refreshes = request => /^every /.test(request.elt.getAttribute('hx-trigger') || '') && !request.triggeringEvent;
  on('htmx:configRequest', event => {
    const request = event.detail;
    if (refreshes(request) && document.hidden) event.preventDefault();
    else if (refreshes(request) || request.triggeringEvent?.type === 'input') request.headers['AQAD-Automatic'] = 'true';
  });

  // What htmx changed is said aloud, where the server gave words for it; a poor line is shown.
  on('htmx:afterSettle', event => {
    tick();
    const said = event.target.closest?.('[data-announce]') || one('[data-announce]', event.target);
    if (said) say('#live', said.dataset.announce);
  });
  for (const name of ['htmx:sendError', 'htmx:timeout', 'htmx:responseError', 'htmx:swapError']) on(name, event => {
    // A refresh that was one too many is left out; the next one comes.
    if (event.detail.xhr?.status !== 429 || !refreshes(event.detail.requestConfig || event.detail)) toast(document.body.dataset.offline);
  });

  on('DOMContentLoaded', () => {
    tick();
    setInterval(tick, 20000);
    one('[data-focus]')?.focus();
  });
})();
