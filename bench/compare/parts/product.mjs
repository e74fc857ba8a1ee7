// One product by id, read from the database each time.
import { seconds } from '../contenders.mjs';
import { drive } from '../load.mjs';
import { measure } from '../look.mjs';
import { catalogueOf, hot } from '../people.mjs';
import { dice } from '../../promotion/dice.mjs';

export const mode = 'uncached';
export const on = () => true;

/** Requests for hot products, each time another. */
export function anyOf(products, seed, dress = (id) => ({ path: `/api/products/${id}` })) {
  const random = dice(seed);
  return () => dress(products[Math.floor(random() * products.length)]);
}
export async function run(server, labels) {
  const products = hot((await catalogueOf(server)).products);
  const next = anyOf(products, labels.round);
  await drive(server.url, next, { count: 3_000, connections: 16 });
  await measure(server, { ...labels, scenario: 'one product, uncached' }, () => drive(server.url, next, { seconds, connections: 16 }));
}
