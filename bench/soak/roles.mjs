// Everybody who uses a marketplace, and what they do.
import { readFileSync } from 'node:fs';
import { bearer, cookie, orderBodies } from '../compare/people.mjs';
import { folder } from '../compare/contenders.mjs';
import { hex, open, shown } from '../compare/database.mjs';
import { Client } from '../promotion/client.mjs';
import { dice } from '../promotion/dice.mjs';
import { couriers } from './couriers.mjs';

const CONNECTIONS = 32;
const QUERIES = ['rice', 'glass bottle', 'pack of 12', 'tea', 'wooden', 'fresh', 'steel', 'organic', 'kilo', 'box'];
const RENEW_MS = 25 * 60_000;
const COURIERS_MS = 2_000;

/** Asks and counts; whatever was not expected is told in the end. */
function counter(client) {
  const [kinds, examples] = [{}, []];
  let [answered, wrong] = [0, 0];
  async function ask(kind, method, path, headers = '', body = undefined, expect = [200]) {
    const answer = await client.ask(method, path, headers, body === undefined ? undefined : JSON.stringify(body));
    answered++;
    kinds[kind] = (kinds[kind] ?? 0) + 1;
    if (expect.includes(answer.status)) return answer;
    wrong++;
    if (examples.length < 10) examples.push(`${kind}: ${method} ${path}: ${answer.status || 'no answer'} ${answer.text().slice(0, 200)}`);
    return undefined;
  }
  return { ask, counted: () => ({ answered, wrong }), said: () => ({ kinds, wrong, examples }) };
}

async function read({ who, engine, database }) {
  const db = await open({ who, engine, database });
  const id = (column) => hex(engine, column);
  const emails = async (where, most) => (await db.rows(`select u.email from users u join memberships m on m.user_id = u.id join companies o on o.id = m.company_id where ${where} order by u.email limit ${most}`)).map(([email]) => email);
  const products = (await db.rows(`select ${id('id')} from products where state = 'published' order by id`)).map(([digits]) => shown('prd', digits));
  const categories = (await db.rows('select slug from categories')).map(([slug]) => slug);
  const offers = (await db.rows(`select ${id('o.id')}, ${id('o.vendor_id')}, o.min_quantity, o.quantity_step, a.amount_minor, u.email
    from offers o join prices a on a.offer_id = o.id join companies c on c.id = o.vendor_id join memberships m on m.company_id = c.id join users u on u.id = m.user_id
    where o.currency = 'INR' and o.state = 'active' and c.state = 'approved' and m.role = 'owner' order by o.id`)).map(([offer, vendor, least, step, price, email]) => ({ id: shown('off', offer), vendor, least: Number(least), step: Number(step), price: Number(price), email }));
  const found = {
    products, categories, offers, vendors: [...new Set(offers.map(({ email }) => email))].slice(0, 8),
    retailers: await emails("o.kind = 'retailer' and o.currency = 'INR' and m.role = 'owner'", 16),
    staff: { dispatcher: 'dispatch@aqad.example', admin: 'admin@aqad.example' },
    partner: (await emails("o.kind = 'delivery_partner' and o.currency = 'INR' and m.role = 'owner'", 1))[0],
  };
  found.rider = (await db.rows(`select u.email, ${id('u.id')}, ${id('o.id')} from users u join memberships m on m.user_id = u.id join companies o on o.id = m.company_id
    where m.role = 'rider' and o.id = (select m2.company_id from memberships m2 join users u2 on u2.id = m2.user_id where u2.email = '${found.partner}') order by u.email limit 1`)).map(([email, user, company]) => ({ email, id: shown('usr', user), company: shown('cmp', company) }))[0];
  await db.end();
  return found;
}

export async function meet(server) {
  const who = await read(server);
  const password = readFileSync(`${folder}/password.${server.engine}`, 'utf8').trim();
  const client = new Client(server.url, CONNECTIONS);
  const counts = counter(client);
  const { ask } = counts;
  const random = dice(17);
  const any = (list) => list[Math.floor(random() * list.length)];

  // Some sign in now and work on; others come and go all the time, so that sessions begin and end.
  const [working, coming] = [who.retailers.slice(0, 8), who.retailers.slice(8)];
  const signed = new Map();
  async function signIn() {
    for (const email of [...working, ...who.vendors, who.staff.dispatcher, who.staff.admin, who.partner, who.rider.email]) {
      signed.set(email, { api: await bearer(server, '', email), pages: await cookie(server, email) });
    }
  }
  await signIn();
  // All connections there will be, from the beginning.
  await Promise.all(Array.from({ length: CONNECTIONS }, () => ask('product', 'GET', `/api/products/${any(who.products)}`)));
  const renewing = setInterval(() => signIn().catch((error) => counts.said().examples.push(`signing in again: ${error.message}`)), RENEW_MS);
  const api = (email) => signed.get(email).api;
  const pages = (email) => signed.get(email).pages;

  // Some vendors change prices, of others is ordered: an order's total is known beforehand.
  const selling = new Set(who.vendors.slice(0, 5));
  const priced = who.offers.filter(({ email }) => who.vendors.includes(email) && !selling.has(email)).slice(0, 100).map((offer) => ({ ...offer, base: offer.price }));
  const sold = who.offers.filter(({ email }) => selling.has(email));
  const bodies = orderBodies({ offers: sold }, 4, 2).map((text) => JSON.parse(text));
  const vendorOf = new Map(sold.map(({ vendor, email }) => [shown('cmp', vendor), email]));
  const parts = new Map();
  const courier = couriers({ ask, api, who, parts });
  const riding = setInterval(() => courier(), COURIERS_MS);

  let placed = 0;
  async function order() {
    const buyer = any(working);
    const answer = await ask('order', 'POST', '/api/orders', `${api(buyer)}idempotency-key: soak-${process.pid}-${placed++}\r\n`, any(bodies), [201]);
    if (!answer) return;
    const { id, vendor_orders: list } = JSON.parse(answer.text());
    await ask('page, signed in', 'GET', `/orders/${id}`, pages(buyer));
    for (const part of list) {
      const vendor = vendorOf.get(part.vendor_id);
      parts.set(part.id, { order: id, buyer });
      for (const step of ['acceptance', 'preparation', 'packing']) {
        // Each step is possible only after the one before.
        if (!(await ask(`vendor's ${step}`, 'POST', `/api/vendor-orders/${part.id}/${step}`, api(vendor), step === 'acceptance' ? {} : undefined))) return;
      }
    }
  }
  async function price() {
    const offer = any(priced);
    if (!offer || offer.busy) return;
    offer.busy = true;
    try {
      const shownNow = await ask('offer', 'GET', `/api/offers/${offer.id}`, api(offer.email));
      if (!shownNow) return;
      // Never far from where it began: what is far off is held for a second person.
      const wanted = Math.max(1, Math.round(offer.base * (1 + (random() - 0.5) / 20)));
      const price_minor = wanted === JSON.parse(shownNow.text()).price.amount_minor ? wanted + 1 : wanted;
      await ask('price', 'PUT', `/api/offers/${offer.id}/price`, `${api(offer.email)}if-match: ${shownNow.header('etag')}\r\n`, { price_minor });
    } finally {
      offer.busy = false;
    }
  }
  async function comeAndGo() {
    const answer = await ask('sign-in', 'POST', '/api/auth/login', '', { email: any(coming), password });
    if (!answer) return;
    const headers = `authorization: Bearer ${JSON.parse(answer.text()).access_token}\r\n`;
    await ask('me', 'GET', '/api/me', headers);
    // Every second one forgets to sign out: such a session is ended when there are too many.
    if (random() < 0.5) await ask('sign-out', 'POST', '/api/auth/logout', headers, undefined, [200, 204]);
  }
  const VENDOR = ['/vendor', '/vendor/orders', '/vendor/sales', '/vendor/products', '/vendor/stock', '/vendor/prices'];
  const RETAILER = ['/', '/orders', '/products', '/basket', '/notices', '/me'];
  const ADMIN = ['/admin', '/admin/orders', '/admin/audit', '/admin/companies', '/admin/jobs', '/admin/health', '/admin/users'];
  const html = 'accept: text/html\r\n';
  // How often, of a hundred.
  const DEEDS = [
    [38, () => ask('product', 'GET', `/api/products/${any(who.products)}`)],
    [14, () => ask('search', 'GET', `/api/products?q=${encodeURIComponent(any(QUERIES))}&sort=${any(['newest', 'name', 'price_asc'])}`)],
    [9, () => ask('category', 'GET', `/api/products?category=${any(who.categories)}`)],
    [9, () => ask('page, visitor', 'GET', any(['/', '/products', `/products/${any(who.products)}`, `/products?q=${encodeURIComponent(any(QUERIES))}`]), html)],
    [10, () => ask('page, signed in', 'GET', any([...RETAILER, `/products/${any(who.products)}`]), pages(any(working)))],
    [8, () => ask("page, vendor's", 'GET', any(VENDOR), pages(any(who.vendors)))],
    [3, () => ask("page, staff's", 'GET', any(ADMIN), pages(who.staff.admin))],
    [1, () => ask("page, partner's", 'GET', '/delivery', pages(who.partner))],
    [4, price],
    [3, order],
    [1, comeAndGo],
  ];
  const sum = DEEDS.reduce((all, [weight]) => all + weight, 0);
  return {
    ...counts,
    /** One deed, by a number from 0 to 1. */
    act(chance) {
      let left = chance * sum;
      return (DEEDS.find(([weight]) => (left -= weight) < 0) ?? DEEDS[0])[1]();
    },
    async end() {
      clearInterval(renewing);
      clearInterval(riding);
      await courier();
      client.close();
    },
  };
}
