// Searches by words: ordinary ones, as people type them, and the commonest there are.
import { seconds } from '../contenders.mjs';
import { open } from '../database.mjs';
import { drive } from '../load.mjs';
import { measure } from '../look.mjs';

export const mode = 'uncached';
export const on = () => true;
const QUERIES = 60;
const COMMON = 'pack of 12';
const NO_WORDS = new Set(['with', 'from', 'pack', 'this', 'that', 'your', 'what', 'when', 'where', 'will', 'about']);

let queries;
/** The first two words of titles all over the catalogue; what is seeded is the same on all engines. */
async function ordinary(one) {
  const db = await open(one);
  const titles = (await db.rows('select title from products order by title')).map(([title]) => title);
  await db.end();
  const step = Math.max(1, Math.floor(titles.length / QUERIES));
  const pairs = titles.filter((_, at) => at % step === 0).map((title) => title.toLowerCase().split(/[^a-z]+/).filter((word) => word.length >= 4 && !NO_WORDS.has(word)).slice(0, 2));
  return [...new Set(pairs.filter((pair) => pair.length === 2).map((pair) => pair.join(' ')))];
}

export async function run(server, labels) {
  queries ??= await ordinary(server);
  const price = server.kind === 'express' ? 'price' : 'price_asc';
  const path = (words, sort) => `/api/products?q=${encodeURIComponent(words)}&sort=${sort}`;
  const scenarios = [
    ['ordinary two words, newest', (n) => path(queries[n % queries.length], 'newest')],
    ['"can pouch", newest', () => path('can pouch', 'newest')],
    ...[['price', price], ['name', 'name'], ['newest', 'newest']].map(([by, sort]) => [`"${COMMON}" by ${by}`, () => path(COMMON, sort)]),
  ];
  for (const [scenario, to] of scenarios) {
    const next = (n) => ({ path: to(n) });
    await drive(server.url, next, { seconds: 0.3, connections: 4 });
    await measure(server, { ...labels, scenario }, () => drive(server.url, next, { seconds, connections: 4 }));
  }
}
