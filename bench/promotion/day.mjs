#!/usr/bin/env node
// A promotion day: many people look at few things while vendors change prices and retailers order.
//
//   day.mjs FOLDER URL,URL SEED SECONDS rate N       N requests a second, whether or not earlier ones were answered
//   day.mjs FOLDER URL,URL SEED SECONDS clients N    N clients, each asks when it has its answer
//
// 70 % products, 15 % categories, 15 % searches, all by Zipf; of everything, 1.6 % are price changes
// and 0.4 % orders instead. Clients belong to the nodes in turn. Prints one line of JSON.
//
// What is shown must be true. After a price change was acknowledged,
//   same    the same client reads the product from the same node at once,
//   other   and from the other node after BOUND_MS (100): both must show the new price;
//   later   whoever reads that product anywhere, later than that, must see it too. This catches an
//           old price that a slow reader puts back into a cache after it was thrown out.
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { Client } from './client.mjs';
import { dice, zipf } from './dice.mjs';

const [folder, urls, seed, seconds, mode, amount] = process.argv.slice(2);
const BOUND_MS = Number(process.env.BOUND_MS ?? 100);
const CONNECTIONS = 64;
const SKEW = 1.0;
if (!['rate', 'clients'].includes(mode) || !(Number(amount) > 0)) throw new Error('day.mjs FOLDER URL,URL SEED SECONDS rate|clients N');
const catalogue = JSON.parse(readFileSync(`${folder}/catalogue.json`, 'utf8'));
const people = JSON.parse(readFileSync(`${folder}/people.json`, 'utf8'));
const nodes = urls.split(',').map((url) => new Client(url, CONNECTIONS));
const random = dice(Number(seed));
const one = (list) => list[Math.floor(random() * list.length)];
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

// ---------------------------------------------------------------- what comes of it

const took = { product: [], category: [], search: [], price: [], order: [] };
const answers = {};
const checks = { same: { made: 0, wrong: 0 }, other: { made: 0, wrong: 0 }, later: { made: 0, wrong: 0 } };
const examples = [];
let requests = 0;
let errors = 0;
let skipped = 0;

async function ask(kind, since, node, method, path, headers, body) {
  requests++;
  const answer = await node.ask(method, path, headers, body);
  if (since !== undefined) took[kind].push(performance.now() - since);
  const name = `${kind} ${answer.status || 'broken'}`;
  answers[name] = (answers[name] ?? 0) + 1;
  if (answer.status !== 200 && answer.status !== 201) errors++;
  return answer;
}

// ---------------------------------------------------------------- prices

// What an offer costs by the last acknowledged change; `steady` from when on everybody must know,
// Infinity while a change is on its way.
const watched = new Map();
for (const offer of people.offers) {
  Object.assign(offer, { base: offer.price, steady: 0 });
  watched.set(offer.product, [...(watched.get(offer.product) ?? []), offer]);
}
const priceOf = (product, id) => product.offers.find(({ offer_id }) => offer_id === id)?.price.amount_minor;

function check(what, answer, { offer, price }) {
  if (answer.status !== 200) return; // It is an error, and counted as one.
  checks[what].made++;
  const shown = priceOf(JSON.parse(answer.text()), offer);
  if (shown === price) return;
  checks[what].wrong++;
  if (examples.length < 5) examples.push(`${what}: ${offer} costs ${price}, shown ${shown}`);
}

async function changePrice(since, at) {
  // Nobody else changes an offer whose last change is still being looked at.
  let offer;
  for (let tries = 0; tries < 10 && !(offer?.steady < performance.now()); tries++) offer = one(people.offers);
  if (!(offer.steady < performance.now())) return void skipped++;
  offer.steady = Infinity;
  const path = `/api/products/${offer.product}`;
  // All nodes have just shown the old price, so that all have it to forget. That is not the vendor's time.
  const left = performance.now();
  await Promise.all(nodes.map((node) => ask('product', undefined, node, 'GET', path, '')));
  const node = nodes[at % nodes.length];
  const price = offer.price === offer.base ? offer.base + 1 + Math.floor((random() * offer.base) / 10) : offer.base;
  const headers = `authorization: Bearer ${offer.token}\r\nif-match: ${offer.etag}\r\n`;
  const answer = await ask('price', since + performance.now() - left, node, 'PUT', `/api/offers/${offer.offer}/price`, headers, JSON.stringify({ price_minor: price }));
  const acknowledged = performance.now();
  if (answer.status !== 200) return; // Who knows what it costs now: it stays out of the game.
  const changed = JSON.parse(answer.text());
  if (changed.state !== 'applied') return void errors++;
  Object.assign(offer, { price, etag: answer.header('etag') });
  track(confirm(offer, path, node, acknowledged));
}

/** Looks at a price that was acknowledged; the client's next request does not wait for it. */
async function confirm(offer, path, node, acknowledged) {
  check('same', await ask('product', undefined, node, 'GET', path, ''), offer);
  await sleep(acknowledged + BOUND_MS + 1 - performance.now());
  for (const other of nodes.filter((other) => other !== node)) check('other', await ask('product', undefined, other, 'GET', path, ''), offer);
  offer.steady = performance.now();
}

// ---------------------------------------------------------------- a request

const someProduct = zipf(catalogue.products, SKEW, random);
const someCategory = zipf(catalogue.categories, SKEW, random);
const someSearch = zipf(catalogue.searches, SKEW, random);
const running = new Set();
function track(acting) {
  running.add(acting);
  return acting.finally(() => running.delete(acting));
}
const orderRun = `${seed}-${Date.now()}`;
let orders = 0;

async function readProduct(since, node) {
  const product = someProduct();
  // Only prices that were known to all before this was sent, and that nobody touches until it is answered.
  const known = (watched.get(product) ?? []).filter(({ steady }) => steady < performance.now()).map((offer) => ({ offer, price: offer.price, steady: offer.steady }));
  const answer = await ask('product', since, node, 'GET', `/api/products/${product}`, '');
  for (const { offer, price, steady } of known) if (offer.steady === steady && offer.price === price) check('later', answer, offer);
}

/** One request of client `at`; `since`: when it should have left. */
function act(at, since) {
  const node = nodes[at % nodes.length];
  const turn = random();
  if (turn < 0.016) return changePrice(since, at);
  if (turn < 0.02) {
    const headers = `authorization: Bearer ${one(people.retailers)}\r\nidempotency-key: ${orderRun}-${orders++}\r\n`;
    return ask('order', since, node, 'POST', '/api/orders', headers, one(people.orders));
  }
  const kind = random();
  if (kind < 0.7) return readProduct(since, node);
  if (kind < 0.85) {
    const sort = random() < 0.8 ? '' : '&sort=price_asc';
    return ask('category', since, node, 'GET', `/api/products?category=${someCategory()}&limit=20${sort}`, '');
  }
  return ask('search', since, node, 'GET', `/api/products?q=${encodeURIComponent(someSearch())}&limit=20`, '');
}

// ---------------------------------------------------------------- the day

const began = performance.now();
const until = began + Number(seconds) * 1_000;
let late = 0;
if (mode === 'rate') {
  const total = Math.round(Number(amount) * Number(seconds));
  for (let due = 0; due < total; ) {
    const now = performance.now();
    for (let at; due < total && (at = began + (due * 1_000) / Number(amount)) <= now; due++) {
      late = Math.max(late, now - at);
      track(act(due, at));
    }
    await sleep(1);
  }
} else {
  const client = async (at) => {
    while (performance.now() < until) await act(at, performance.now());
  };
  await Promise.all(Array.from({ length: Number(amount) }, (_, at) => client(at)));
}
while (running.size) await Promise.all(running);
const lasted = (performance.now() - began) / 1_000;
for (const node of nodes) node.close();

function timing(lists) {
  const sorted = Float64Array.from(lists.flat()).sort();
  const part = (share) => (sorted.length ? Number(sorted[Math.ceil(sorted.length * share) - 1].toFixed(3)) : null);
  return { n: sorted.length, p50: part(0.5), p95: part(0.95), p99: part(0.99), max: part(1) };
}
const { product, category, search, price, order } = took;
console.log(JSON.stringify({
  requests, rate: requests / lasted, errors, skipped, answers, checks, examples, late,
  times: { ...Object.fromEntries(Object.entries(took).map(([kind, list]) => [kind, timing([list])])), reads: timing([product, category, search]), writes: timing([price, order]) },
}));
