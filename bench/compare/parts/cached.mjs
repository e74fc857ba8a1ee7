// A cached product, as hard as it goes and at a steady rate, beside a bare axum handler with one Redis GET.
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { createClient } from '../../express/node_modules/redis/dist/index.js';
import { contenders, folder, rounds, seconds, start } from '../contenders.mjs';
import { drive } from '../load.mjs';
import { measure } from '../look.mjs';
import { catalogueOf, hot } from '../people.mjs';

const run = promisify(execFile);
const RATE = 1_000;
const WARM = 30_000;
export const AXUM = { kind: 'axum', who: 'axum', engine: 'mariadb' };

/** What AQAD answers is what axum finds in Redis. */
async function fillRedis(products) {
  const server = await start(contenders[0], 'uncached');
  const redis = await createClient({ url: process.env.BENCH_REDIS }).connect();
  await redis.flushAll();
  for (let at = 0; at < products.length; at += 50) {
    await Promise.all(products.slice(at, at + 50).map(async (id) => {
      const answer = await fetch(`${server.url}/api/products/${id}`);
      if (!answer.ok) throw new Error(`${id}: ${answer.status}`);
      await redis.set(`product:${id}`, await answer.text());
    }));
  }
  await redis.close();
  await server.stop();
}

function fromWrk(text) {
  const ms = (part) => {
    const [, value, unit] = new RegExp(`^\\s+${part}%\\s+([\\d.]+)(us|ms|s)`, 'm').exec(text);
    return Number(value) * { us: 0.001, ms: 1, s: 1_000 }[unit];
  };
  const broken = /Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(text)?.slice(1).reduce((sum, n) => sum + Number(n), 0) ?? 0;
  return {
    requests: Number(/(\d+) requests in/.exec(text)[1]), rate: Number(/Requests\/sec:\s+([\d.]+)/.exec(text)[1]), p50: ms(50), p99: ms(99),
    errors: broken + Number(/Non-2xx or 3xx responses: (\d+)/.exec(text)?.[1] ?? 0),
  };
}
async function pace(url, file, lasting) {
  const words = ['bench/floods/pace.mjs', '--url', `${url}{line}`, '--lines', file, '--rate', String(RATE), '--connections', '32', '--seconds', String(lasting)];
  const said = JSON.parse((await run('node', words)).stdout);
  return { requests: said.answered ?? said.scheduled, rate: said.achieved, p50: said.p50, p99: said.p99, errors: said.scheduled - (said.statuses['200'] ?? 0) };
}

export async function cached() {
  const turns = contenders.filter(({ engine }) => engine === 'mariadb');
  if (!turns.length) return;
  const products = hot((await catalogueOf(turns[0])).products);
  await fillRedis(products);
  for (let round = 1; round <= rounds; round++) {
    for (const one of [...turns, AXUM]) {
      process.stderr.write(`cached, round ${round} of ${rounds}: ${one.who}\n`);
      const server = await start(one, 'cached');
      const ids = one.kind === 'axum' ? products : hot((await catalogueOf(one)).products);
      const prefix = one.kind === 'axum' ? '/redis/' : '/api/products/';
      const file = `${folder}/ids`;
      writeFileSync(file, `${ids.join('\n')}\n`);
      // Every hot product is in the cache, and the programs and their compilers are warm.
      await drive(server.url, (n) => ({ path: prefix + ids[n % ids.length] }), { count: Math.max(WARM, ids.length), connections: 16 });
      const at = server.url.replace('localhost', '127.0.0.1');
      const wrk = ['-t1', '-c32', `-d${2 * seconds}s`, '--latency', '-s', 'bench/lua/get.lua', at, '--', file, prefix, String(round)];
      await measure(server, { part: 'cached', round, scenario: 'as hard as it goes' }, async () => fromWrk((await run('wrk', wrk)).stdout));
      await pace(at + prefix, file, 1);
      await measure(server, { part: 'cached', round, scenario: '1,000 a second' }, () => pace(at + prefix, file, 2 * seconds));
      await server.stop();
    }
  }
}
