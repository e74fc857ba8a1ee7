// What vendors with few and with many orders look at.
import { seconds } from '../contenders.mjs';
import { drive } from '../load.mjs';
import { measure } from '../look.mjs';
import { bearer, catalogueOf, cookie } from '../people.mjs';

export const mode = 'uncached';
export const on = () => true;

export async function run(server, labels) {
  const { vendors } = await catalogueOf(server);
  const counts = { small: 100, big: Number(process.env.BENCH_ORDERS) };
  for (const [size, vendor] of Object.entries(vendors)) {
    const token = await bearer(server, 'vendor', vendor);
    const paths =
      server.kind === 'express'
        ? [['orders', '/api/vendor/orders', token], ['sales', '/api/vendor/sales', token]]
        : await cookie(server, vendor).then((page) => [['orders', '/vendor/orders', page], ['Today', '/vendor', page], ['sales', '/vendor/sales', page], ['orders as JSON', '/api/vendor-orders', token]]);
    for (const [what, path, headers] of paths) {
      const next = () => ({ path, headers });
      await drive(server.url, next, { seconds: 0.2, connections: 2 });
      await measure(server, { ...labels, scenario: `${what}, ${counts[size].toLocaleString('en')} orders` }, () => drive(server.url, next, { seconds: seconds / 2, connections: 2 }));
    }
  }
}
