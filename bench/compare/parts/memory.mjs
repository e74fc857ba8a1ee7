// Memory at rest on an empty database, and with every product in use; default settings but for `cache.single_node`.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import mysql from '../../express/node_modules/mysql2/promise.js';
import { contenders, databaseUrl, folder, seconds, start } from '../contenders.mjs';
import { drive } from '../load.mjs';
import { write } from '../look.mjs';
import { catalogueOf } from '../people.mjs';
import { anyOf } from './product.mjs';

const REST_MS = 2_000;
const NAME = 'aqad_compare_empty';

/** An empty database, and what to start a server with to use it. */
async function emptied({ engine }) {
  const data = `${folder}/empty`;
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data);
  if (engine === 'mariadb') {
    const db = await mysql.createConnection({ uri: process.env.BENCH_MARIADB, multipleStatements: true });
    await db.query(`drop database if exists ${NAME}; create database ${NAME} character set utf8mb4`);
    await db.end();
  }
  if (engine === 'postgres') {
    for (const sql of [`drop database if exists ${NAME}`, `create database ${NAME}`]) execFileSync('psql', ['-Xqc', sql, `${process.env.BENCH_POSTGRES}/postgres`]);
  }
  return { data, database: databaseUrl('empty', engine) };
}

export async function memory() {
  for (const one of contenders) {
    process.stderr.write(`memory: ${one.who} on ${one.engine}\n`);
    const labels = { part: 'memory', round: 1, who: one.who, engine: one.engine };
    const at = one.kind === 'aqad' ? await emptied(one) : {};
    // The first start makes the tables; what that took is not what a server takes.
    if (one.kind === 'aqad') await (await start(one, 'cached', at)).stop();
    const resting = await start(one, 'cached', at);
    await sleep(REST_MS);
    write({ ...labels, scenario: '2 s after the start', memory: resting.memory() });
    await resting.stop();
    if (one.kind === 'aqad' && one.engine === 'postgres') continue;
    const { products } = await catalogueOf(one);
    const server = await start(one, 'cached');
    const swept = await drive(server.url, (n) => ({ path: `/api/products/${products[n]}` }), { count: products.length, connections: 16 });
    const load = await drive(server.url, anyOf(products, 1), { seconds: 2 * seconds, connections: 16 });
    write({ ...labels, scenario: 'all products in use', memory: server.memory(), load: { ...load, errors: load.errors + swept.errors, bad: swept.bad ?? load.bad } });
    await server.stop();
  }
  rmSync(`${folder}/empty`, { recursive: true, force: true });
}
