// Pages beside the same server's cached product as JSON.
import { seconds } from '../contenders.mjs';
import { drive } from '../load.mjs';
import { measure } from '../look.mjs';
import { catalogueOf, cookie, hot } from '../people.mjs';
import { anyOf } from './product.mjs';

export const mode = 'cached';
export const on = ({ kind, engine }) => kind === 'aqad' && engine !== 'postgres';
export const JSON_READ = 'cached product as JSON';
const MANY = 500;

export async function run(server, labels) {
  const { products, reader } = await catalogueOf(server);
  const few = hot(products).slice(0, MANY);
  const visitor = 'accept: text/html\r\n';
  const buyer = await cookie(server, reader);
  const at = (path, headers) => () => ({ path, headers });
  const product = (headers) => anyOf(few, labels.round, (id) => ({ path: `/products/${id}`, headers }));
  const scenarios = [
    [JSON_READ, anyOf(few, labels.round)],
    ['storefront, visitor', at('/', visitor)],
    ['product, visitor', product(visitor)],
    ['storefront, signed in', at('/', buyer)],
    ['product, signed in', product(buyer)],
    ['orders, signed in', at('/orders', buyer)],
  ];
  for (const [scenario, next] of scenarios) {
    await drive(server.url, next, { count: 1_000, connections: 8 });
    await measure(server, { ...labels, scenario }, () => drive(server.url, next, { seconds, connections: 8 }));
  }
}
