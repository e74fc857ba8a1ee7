// People with a browser. Whatever the browser complains of on the way fails the test that asks.
import { chromium } from "playwright-core";

const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // A name that another site would have, on this machine.
  "--host-resolver-rules=MAP evil.example 127.0.0.1, MAP *.evil.example 127.0.0.1",
];

export function openBrowser() {
  return chromium.launch({ executablePath: process.env.AQAD_CHROMIUM ?? "/usr/bin/chromium", headless: true, args: QUIET });
}

/** Somebody at a screen. `scripts: false` switches JavaScript off; `still` is how the system asks for no motion. */
export class Person {
  static async at(browser, shop, { scripts = true, width = 1440, height = 900, theme, lang = "en-IN", still = false } = {}) {
    const context = await browser.newContext({
      viewport: { width, height },
      javaScriptEnabled: scripts,
      colorScheme: theme ?? "light",
      reducedMotion: still ? "reduce" : "no-preference",
      locale: lang,
      baseURL: shop.url,
    });
    const page = await context.newPage();
    return new Person(shop, context, page, scripts);
  }

  constructor(shop, context, page, scripts) {
    Object.assign(this, { shop, context, page, scripts, complaints: [] });
    context.on("page", (other) => this.#listen(other));
    this.#listen(page);
  }

  #listen(page) {
    page.on("console", (message) => {
      const text = message.text();
      // A refusal that a test provokes is told by its status, not by the console; and a page that is
      // left while it renews itself does not get its answer.
      const expected = /the server responded with a status of (4|5)\d\d|^htmx:(sendAbort|afterRequest)/;
      if (message.type() === "error" && !expected.test(text)) this.complaints.push(text);
    });
    page.on("pageerror", (error) => this.complaints.push(String(error)));
    page.on("dialog", (dialog) => {
      this.complaints.push(`a dialog: ${dialog.message()}`);
      dialog.dismiss();
    });
  }

  async signIn(role, then = "/home") {
    const { email } = this.shop.account(role);
    await this.page.goto(`/sign-in?next=${encodeURIComponent(then)}`);
    await this.page.fill("#email", email);
    await this.page.fill("#password", this.shop.password);
    await this.press("form.form button.primary");
    return this;
  }

  /** Presses something that leads to another page, and waits for it. */
  async press(what) {
    const button = typeof what === "string" ? this.page.locator(what).first() : what.first();
    await Promise.all([this.page.waitForEvent("load"), button.click()]);
  }

  /** Presses the button of a form, and before that whatever opens it. */
  async confirm(form) {
    const found = this.page.locator(form).first();
    const cover = this.page.locator("details:not([open])", { has: this.page.locator(form) }).last();
    if ((await cover.count()) > 0) await cover.locator("summary").first().click();
    await this.press(found.locator("button:not([name])"));
  }

  /** Types into fields, by their ids; of a list, chooses. */
  async fill(fields) {
    for (const [id, text] of Object.entries(fields)) {
      const field = this.page.locator(`#${id}`);
      const sort = await field.evaluate((one) => one.tagName);
      if (sort === "SELECT") await field.selectOption(text);
      else await field.fill(text);
    }
  }

  /** Waits for what background work brings, by looking again. */
  async until(path, selector) {
    for (let tries = 0; tries < 60; tries += 1) {
      await this.go(path);
      if ((await this.page.locator(selector).count()) > 0) return this.page.locator(selector).first();
      await this.page.waitForTimeout(250);
    }
    throw new Error(`${path} never has ${selector}: ${await this.text()}`);
  }

  /** What the JSON API says to the same person. */
  async read(path) {
    return (await this.context.request.get(path)).json();
  }

  path() {
    return new URL(this.page.url()).pathname;
  }

  async go(path) {
    return this.page.goto(path);
  }

  text(selector = "main") {
    return this.page.locator(selector).first().innerText();
  }

  async leave() {
    await this.context.close();
  }
}
