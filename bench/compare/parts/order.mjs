// Orders until they are answered, and with all that is deferred.
import { setTimeout as sleep } from 'node:timers/promises';
import { seconds } from '../contenders.mjs';
import { open } from '../database.mjs';
import { drive } from '../load.mjs';
import { measure } from '../look.mjs';
import { bearer, catalogueOf, orderBodies } from '../people.mjs';

export const on = () => true;
// Lines, vendors, connections, and how many at most: what is deferred has to be waited for.
const KINDS = [[3, 3, 16, 400], [20, 20, 4, 80], [100, 3, 4, 60]];
const name = (lines, vendors) => `order of ${lines} lines, ${vendors} vendors`;
/** Jobs that wait for a deadline (a vendor's answer) are no deferred work; whatever is due soon is. */
const SOON_US = 3_000_000;
const PATIENCE_MS = 180_000;

/** Waits until nothing is left to publish and no job is due, twice in a row. */
async function drained(db, { who, engine }) {
  for (let [empty, until] = [0, performance.now() + PATIENCE_MS]; empty < 2; ) {
    const left = await db.row(`select (select count(*) from outbox where published_at is null and failed_at is null),
      (select count(*) from jobs where state = 'ready' and run_at <= ${Date.now() * 1_000 + SOON_US})`);
    empty = left.every((count) => Number(count) === 0) ? empty + 1 : 0;
    if (performance.now() > until) throw new Error(`${who} on ${engine}: ${left[0]} facts and ${left[1]} jobs are still waiting`);
    await sleep(100);
  }
}

async function place(server, labels, after) {
  const catalogue = await catalogueOf(server);
  const tokens = [];
  for (const retailer of catalogue.retailers) tokens.push(await bearer(server, 'retailer', retailer));
  const run = `${process.pid}-${labels.round}-${server.mode}`;
  for (const [lines, vendors, connections, count] of KINDS) {
    const bodies = orderBodies(catalogue, lines, vendors);
    if (!bodies) {
      process.stderr.write(`${name(lines, vendors)}: too few offers, left out\n`);
      continue;
    }
    const placing = (phase) => (n) => ({
      method: 'POST', path: '/api/orders', body: bodies[n % bodies.length], expect: 201,
      headers: `${tokens[n % tokens.length]}idempotency-key: ${run}-${lines}-${phase}-${n}\r\n`,
    });
    await drive(server.url, placing('warm'), { count: 48, connections });
    await after();
    const scenarios = { undeferred: ['until the 201'], cached: ['with deferred work'] }[server.mode];
    // Express defers nothing: one figure is both.
    for (const scenario of server.kind === 'express' ? ['all there is'] : scenarios) {
      await measure(server, { ...labels, scenario: `${name(lines, vendors)}, ${scenario}` }, async () => {
        const load = await drive(server.url, placing('timed'), { seconds, count, connections });
        await after();
        return load;
      });
    }
  }
}

/** Jobs are off: what is deferred waits for the run after this one. */
export const untilAnswered = { mode: 'undeferred', on: ({ kind }) => kind === 'aqad', run: (server, labels) => place(server, labels, async () => {}) };
export const withDeferred = {
  mode: 'cached', on,
  async run(server, labels) {
    if (server.kind === 'express') return place(server, labels, async () => {});
    const db = await open(server);
    try {
      await drained(db, server);
      await place(server, labels, () => drained(db, server));
    } finally {
      await db.end();
    }
  },
};
