#!/usr/bin/env node
// What bench/promotion/day.mjs needs to know of a running, seeded AQAD.
//
//   prepare.mjs catalogue URL OUT              once: what people look at, and how often
//   prepare.mjs people URL OUT PEOPLE PASSWORD after each start: who writes, and what
//
// PEOPLE has a kind, a company (32 hex digits) and an e-mail address a line. "catalogue" writes
// OUT/catalogue.json, "people" OUT/people.json.
import { readFileSync, writeFileSync } from 'node:fs';
import { Client } from './client.mjs';
import { dice, shuffle } from './dice.mjs';

const [what, url, out, list, password] = process.argv.slice(2);
const client = new Client(url, 8);
async function ask(method, path, headers, body) {
  const answer = await client.ask(method, path, headers, body && JSON.stringify(body));
  if (answer.status !== 200) throw new Error(`${method} ${path}: ${answer.status} ${answer.text()}`);
  return answer;
}
const json = async (...request) => JSON.parse((await ask(...request)).text());
const bearer = (token) => `authorization: Bearer ${token}\r\n`;
const random = dice(11);

// ---------------------------------------------------------------- what people look at

/** Queries as people type them: a brand and a word, two words of a name, one word, the beginning of one. */
function queries(items, most) {
  const words = (text) => text.toLowerCase().split(/[^\p{L}]+/u).filter((word) => word.length >= 4);
  const found = new Set();
  for (const { title, brand } of items) {
    const [of, by] = [words(title), words(brand)];
    if (!of.length) continue;
    const word = of[Math.floor(random() * of.length)];
    const turn = random();
    if (turn < 0.35 && by.length) found.add(`${by[0]} ${word}`);
    else if (turn < 0.75 && of.length > 1) found.add(of.slice(0, 2).join(' '));
    else if (turn < 0.9) found.add(word);
    else found.add(word.slice(0, 4));
    if (found.size === most) break;
  }
  return [...found];
}

if (what === 'catalogue') {
  const items = [];
  for (let cursor = ''; cursor !== null; ) {
    const page = await json('GET', `/api/products?limit=100${cursor && `&cursor=${cursor}`}`);
    items.push(...page.items.map(({ id, title, brand }) => ({ id, title, brand })));
    cursor = page.next_cursor ?? null;
  }
  const categories = (await json('GET', '/api/categories')).map(({ slug }) => slug);
  // The order is the popularity.
  shuffle(items, random);
  writeFileSync(`${out}/catalogue.json`, JSON.stringify({ products: items.map(({ id }) => id), categories: shuffle(categories, random), searches: queries(items, 2_000) }));
  console.log(`${items.length} products, ${categories.length} categories`);
}

// ---------------------------------------------------------------- who writes

const VENDORS = 40;
const RETAILERS = 16;
const ORDERS = 200;
/** The 32 hex digits behind an id such as cmp_01m…: five bits a letter. */
const hexOf = (id) => [...id.split('_')[1]].reduce((n, letter) => n * 32n + BigInt('0123456789abcdefghjkmnpqrstvwxyz'.indexOf(letter)), 0n).toString(16).padStart(32, '0');

if (what === 'people') {
  const { products } = JSON.parse(readFileSync(`${out}/catalogue.json`, 'utf8'));
  const emails = { vendor: new Map(), retailer: [] };
  for (const line of readFileSync(list, 'utf8').split('\n').filter(Boolean)) {
    const [kind, company, email] = line.split(/[\t|]/);
    if (kind === 'vendor') emails.vendor.set(company.toLowerCase(), email);
    else emails.retailer.push(email);
  }
  const signIn = async (email) => (await json('POST', '/api/auth/login', '', { email, password })).access_token;

  // What is most looked at is what changes: of four popular products three change their price, and
  // the fourth is ordered, for a sum that is known beforehand.
  const priced = new Map();
  const wanted = [];
  for (let rank = 0; rank < Math.min(1_200, products.length); rank++) {
    const { id, offers } = await json('GET', `/api/products/${products[rank]}`);
    for (const offer of offers) {
      if (rank % 4 === 3) {
        if (offer.price.currency === 'INR') wanted.push(offer);
      } else {
        const vendor = hexOf(offer.vendor_id);
        if (emails.vendor.has(vendor)) priced.set(vendor, [...(priced.get(vendor) ?? []), { offer: offer.offer_id, product: id }]);
      }
    }
  }
  const vendors = [...priced].sort(([, one], [, other]) => other.length - one.length).slice(0, VENDORS);
  const offers = [];
  for (const [vendor, of] of vendors) {
    const token = await signIn(emails.vendor.get(vendor));
    for (const { offer, product } of of) {
      const answer = await ask('GET', `/api/offers/${offer}`, bearer(token));
      offers.push({ offer, product, token, etag: answer.header('etag'), price: JSON.parse(answer.text()).price.amount_minor });
    }
  }
  const tokens = [];
  for (const email of emails.retailer.slice(0, RETAILERS)) tokens.push(await signIn(email));
  const orders = Array.from({ length: wanted.length ? ORDERS : 0 }, () => {
    // One line of each of up to three vendors.
    const lines = [...new Map(Array.from({ length: 3 }, () => wanted[Math.floor(random() * wanted.length)]).map((offer) => [offer.vendor_id, offer])).values()];
    const quantity = (offer) => Math.max(offer.min_quantity, offer.quantity_step);
    return JSON.stringify({
      lines: lines.map((offer) => ({ offer_id: offer.offer_id, quantity: quantity(offer) })),
      expected_total: { amount_minor: lines.reduce((sum, offer) => sum + quantity(offer) * offer.price.amount_minor, 0), currency: 'INR' },
      payment_terms: 'net_30',
    });
  });
  if (!offers.length || !tokens.length || !orders.length) throw new Error(`${offers.length} offers, ${tokens.length} retailers, ${orders.length} orders: nobody writes`);
  writeFileSync(`${out}/people.json`, JSON.stringify({ offers, retailers: tokens, orders }));
  console.error(`${vendors.length} vendors change the prices of ${offers.length} offers, ${tokens.length} retailers place orders`);
}
client.close();
