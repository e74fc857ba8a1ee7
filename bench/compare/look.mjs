// One measurement: what some work cost whom, as one more line of figures.
import { appendFileSync } from 'node:fs';
import mysql from '../express/node_modules/mysql2/promise.js';
import { cpu } from '../proc.mjs';
import { databaseUrl, folder, pids, programs } from './contenders.mjs';

export const figures = `${folder}/figures`;
let voided = 0;
export const broken = () => voided;

const STATUS = ['Questions', 'Com_admin_commands', 'Com_begin', 'Innodb_log_writes', 'Handler_read_next', 'Handler_read_rnd_next'];
let session;
/** What MariaDB counts of all that it is asked (pings are admin commands, and no questions). Only one contender runs at a time, so it is that one's. */
async function status() {
  session ??= await mysql.createConnection({ uri: databaseUrl(programs[0].name, 'mariadb'), rowsAsArray: true });
  const [rows] = await session.query(`show global status where variable_name in (${STATUS.map((name) => `'${name}'`).join(', ')})`);
  return Object.fromEntries(rows.map(([name, value]) => [name, Number(value)]));
}
export const done = () => session?.end();

async function look(server) {
  return {
    cpu: {
      server: cpu(server.pid),
      ...(server.engine in pids && { database: cpu(pids[server.engine]) }),
      redis: cpu(pids.redis),
    },
    counters: await server.metrics(/^aqad_(db|cache)_.*_total/),
    status: server.engine === 'mariadb' ? await status() : {},
  };
}
const less = (after, before) => Object.fromEntries(Object.entries(after).map(([key, value]) => [key, value - (before[key] ?? 0)]));

/** Does the work, which resolves to what load.mjs resolves to, and writes down what it cost. */
export async function measure(server, labels, work) {
  const before = await look(server);
  const load = await work();
  const after = await look(server);
  const asked = less(after.status, before.status);
  // Our own look is one of them.
  if ('Questions' in asked) asked.Questions -= 1;
  write({ ...labels, who: server.who, engine: server.engine, load, cpu: less(after.cpu, before.cpu), counters: less(after.counters, before.counters), status: asked });
}

/** A line of figures; errors make it void, and the whole run ends with 1. */
export function write(row) {
  if (row.load?.errors || row.load?.requests === 0) {
    voided++;
    process.stderr.write(`VOID: ${row.part}, ${row.scenario}, ${row.who} on ${row.engine}: ${row.load.errors} of ${row.load.requests} answers were wrong; the first: ${row.load.bad ?? 'none at all'}\n`);
  }
  appendFileSync(figures, `${JSON.stringify(row)}\n`);
}

/** Does some work on which no other work depends; what goes wrong is told, and makes the run end with 1. */
export async function attempt(labels, work) {
  try {
    await work();
  } catch (error) {
    write({ scenario: 'what was not measured', engine: '–', who: '–', ...labels, load: { requests: 0, errors: 1, bad: error.stack ?? String(error) } });
  }
}
