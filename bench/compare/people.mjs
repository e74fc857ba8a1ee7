// What a contender is asked for: products, words, orders, and who asks. Everybody gets the same kinds of
// requests, chosen by the same dice.
import { readFileSync } from 'node:fs';
import jwt from '../express/node_modules/jsonwebtoken/index.js';
import { dice } from '../promotion/dice.mjs';
import { JWT_SECRET, folder } from './contenders.mjs';
import { hex, open, shown } from './database.mjs';

export const HOT = 10_000;
const RETAILERS = 17;
/** Orders go to so many vendors, with all that each of them sells. */
const VENDORS = 300;
const [BIG, SMALL] = [0, 1];
const known = new Map();

/** Read once for each contender: its database is what it is. */
export async function catalogueOf(one) {
  const name = `${one.who} ${one.engine}`;
  if (!known.has(name)) known.set(name, await (one.kind === 'express' ? expressCatalogue(one) : aqadCatalogue(one)));
  return known.get(name);
}

async function aqadCatalogue(one) {
  const { engine } = one;
  const db = await open(one);
  const id = (column) => hex(engine, column);
  const products = (await db.rows(`select ${id('id')} from products where state = 'published' order by id`)).map(([digits]) => shown('prd', digits));
  const retailers = (await db.rows(emails('retailer'))).map(([email]) => email);
  const offers = (await db.rows(`
    select ${id('o.id')}, ${id('o.vendor_id')}, o.min_quantity, o.quantity_step, a.amount_minor
    from offers o join prices a on a.offer_id = o.id join products p on p.id = o.product_id
    join (select id from companies where kind = 'vendor' and state = 'approved' and currency = 'INR' order by id limit ${VENDORS}) c on c.id = o.vendor_id
    where o.currency = 'INR' and o.state = 'active' and p.state = 'published' and exists (select 1 from stock_levels s where s.offer_id = o.id)
    order by o.id`)).map(([offer, vendor, least, step, price]) => ({ id: shown('off', offer), vendor, least: Number(least), step: Number(step), price: Number(price) }));
  const vendors = [];
  for (const digits of readFileSync(`${folder}/vendors.${engine}`, 'utf8').split('\n').filter(Boolean)) {
    const [email] = await db.row(`${emails('vendor', 1)} and ${id('o.id')} = '${engine === 'postgres' ? digits : digits.toUpperCase()}' ${LAST(1)}`);
    vendors.push(email);
  }
  await db.end();
  return { products, offers, ...buyers(retailers), vendors: { big: vendors[BIG], small: vendors[SMALL] } };

  function emails(kind, only) {
    return `select u.email from users u join memberships m on m.user_id = u.id join companies o on o.id = m.company_id
      where o.kind = '${kind}' and o.currency = 'INR' and o.state = 'approved' and m.role = 'owner'${only ? '' : ` ${LAST(RETAILERS)}`}`;
  }
}
/** One of them looks at pages and orders nothing, so that its pages stay what they are. */
const buyers = (retailers) => ({ retailers: retailers.slice(1), reader: retailers[0] });
const LAST = (n) => `order by u.email limit ${n}`;

async function expressCatalogue(one) {
  const db = await open(one);
  const products = (await db.rows('select id from products order by id')).map(([id]) => id);
  const retailers = (await db.rows(`select id from retailers where currency = 'INR' order by id limit ${RETAILERS}`)).map(([id]) => Number(id));
  const offers = (await db.rows(`select o.id, o.vendor_id, o.min_quantity, o.quantity_step, o.amount_minor from offers o
    join (select distinct vendor_id from offers where currency = 'INR' order by vendor_id limit ${VENDORS}) v on v.vendor_id = o.vendor_id
    where o.currency = 'INR' and exists (select 1 from stock s where s.offer_id = o.id) order by o.id`)).map(([id, vendor, least, step, price]) => ({ id: Number(id), vendor, least: Number(least), step: Number(step), price: Number(price) }));
  const [big, small] = readFileSync(`${folder}/vendors.mariadb`, 'utf8').split('\n').filter(Boolean);
  const vendors = {};
  for (const [size, digits] of Object.entries({ big, small })) [vendors[size]] = await db.row(`select id from vendors where hex(source) = '${digits.toUpperCase()}'`);
  await db.end();
  return { products, offers, ...buyers(retailers), vendors };
}

/** Those that are asked for often: spread over the catalogue, as sales are. */
export function hot(products) {
  const step = Math.max(1, Math.floor(products.length / HOT));
  return products.filter((_, at) => at % step === 0).slice(0, HOT);
}

/** Bodies of orders with so many lines of so many vendors. */
export function orderBodies({ offers }, lines, vendors, many = 300) {
  const random = dice(lines * 100 + vendors);
  const of = new Map();
  for (const offer of offers) of.set(offer.vendor, [...(of.get(offer.vendor) ?? []), offer]);
  const each = Math.ceil(lines / vendors);
  const able = [...of.values()].filter((list) => list.length >= each);
  if (able.length < vendors) return undefined;
  const pick = (list, n) => {
    const rest = [...list];
    return Array.from({ length: n }, () => rest.splice(Math.floor(random() * rest.length), 1)[0]);
  };
  return Array.from({ length: many }, () => {
    const chosen = pick(able, vendors).flatMap((list) => pick(list, each)).slice(0, lines);
    const quantity = ({ least, step }) => Math.ceil(Math.max(least, step) / step) * step;
    const total = chosen.reduce((sum, offer) => sum + quantity(offer) * offer.price, 0);
    return JSON.stringify({
      lines: chosen.map((offer) => ({ offer_id: offer.id, quantity: quantity(offer) })),
      expected_total: { amount_minor: total, currency: 'INR' }, payment_terms: 'net_30',
    });
  });
}

// ---------------------------------------------------------------- signing in

async function post(server, path, body) {
  const answer = await fetch(server.url.replace('localhost', '127.0.0.1') + path, { method: 'POST', headers: { 'content-type': 'application/json', connection: 'close' }, body: JSON.stringify(body) });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`POST ${path}: ${answer.status} ${text}`);
  return { answer, said: JSON.parse(text) };
}
const password = (engine) => readFileSync(`${folder}/password.${engine}`, 'utf8').trim();
const minted = new Map();
/** Header lines of somebody who is signed in to the API; sessions outlast restarts. */
export async function bearer(server, kind, email) {
  if (server.kind === 'express') return `authorization: Bearer ${jwt.sign({ sub: email, company: Number(email), kind }, JWT_SECRET, { algorithm: 'HS256', expiresIn: '2h' })}\r\n`;
  const name = `${server.who} ${server.engine} ${email}`;
  const kept = minted.get(name);
  if (kept && Date.now() - kept.at < 40 * 60_000) return kept.header;
  const { said } = await post(server, '/api/auth/login', { email, password: password(server.engine) });
  const header = `authorization: Bearer ${said.access_token}\r\n`;
  minted.set(name, { header, at: Date.now() });
  return header;
}
/** …and of somebody who is signed in to the pages. */
export async function cookie(server, email) {
  const { answer } = await post(server, '/api/auth/session', { email, password: password(server.engine) });
  const cookies = answer.headers.getSetCookie().map((line) => line.split(';')[0]);
  return `cookie: ${cookies.join('; ')}\r\naccept: text/html\r\n`;
}
