// Who is measured, and how one is started alone on core 0.
import { execFileSync, spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { cpu, memory, metrics } from '../proc.mjs';

const env = process.env;
const LIMITLESS = 1_000_000_000;
export const folder = env.BENCH_DIR;
const words = (text) => text.split(' ').filter(Boolean);
const pairs = (text) => words(text).map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]);
export const pids = Object.fromEntries(pairs(env.BENCH_PIDS));
export const programs = pairs(env.BENCH_AQAD).map(([name, path]) => ({ name, path, ...settings(path) }));
export const engines = words(env.BENCH_ENGINES);
export const seconds = Number(env.BENCH_SECONDS);
export const rounds = Number(env.BENCH_ROUNDS);
export const JWT_SECRET = 'a secret of bench/compare, and of nobody else';
const port = Number(env.BENCH_PORT);

/** What a program can be told: its keys, and limits that nobody reaches but everybody counts. */
function settings(path) {
  const keys = new Set();
  const limits = [];
  let section = '';
  for (const line of execFileSync(path, ['check-config', '--defaults'], { encoding: 'utf8' }).split('\n')) {
    section = /^\[(\w+)\]/.exec(line)?.[1] ?? section;
    const [, key, value] = /^(\w+) = (.*)$/.exec(line) ?? [];
    if (!key) continue;
    keys.add(`${section}.${key}`);
    if (section === 'limits' && value.startsWith('{ requests')) limits.push(`limits.${key}={ requests = ${LIMITLESS}, seconds = ${/seconds = (\d+)/.exec(value)[1]}, burst = 0 }`);
  }
  return { keys, limits };
}

const ALWAYS = {
  'log.level': 'error', 'auth.access_token_seconds': 3600, 'limits.max_concurrent_requests': 10000, 'limits.max_concurrent_searches': 10000,
  // A benchmark's few buyers hold more than any shop would let them.
  'trade.unaccepted_packs': 1000000, 'trade.unaccepted_value': 0, 'trade.unaccepted_percent': 100,
  // Prices that change all the time are no mistakes here.
  'trade.price_guard_percent': 1000, 'trade.price_guard_burst': 1000000,
};
export const contenders = [
  ...engines.flatMap((engine) => programs.map((program) => ({ kind: 'aqad', who: program.name, engine, program, database: databaseUrl(program.name, engine) }))),
  ...(env.BENCH_EXPRESS && engines.includes('mariadb') ? [{ kind: 'express', who: 'express', engine: 'mariadb', database: databaseUrl('express', 'mariadb') }] : []),
];
export function databaseUrl(name, engine) {
  return { mariadb: `${env.BENCH_MARIADB}/aqad_compare_${name}`, postgres: `${env.BENCH_POSTGRES}/aqad_compare_${name}`, sqlite: '' }[engine];
}
export const sqliteFile = (name) => `${folder}/${name}-sqlite/aqad.db`;

// ---------------------------------------------------------------- starting

const running = new Set();
/** Whoever still runs although it was not stopped: its part failed. */
export function endAll() {
  for (const child of running) child.kill('SIGKILL');
}
const MODES = {
  /** Everything is read from the database. */
  uncached: { 'cache.enabled': false },
  /** As one node would run. */
  cached: { 'cache.enabled': true, 'cache.single_node': true },
  /** The same, and what is deferred waits for ever: what an order costs until it is answered. */
  undeferred: { 'cache.enabled': true, 'cache.single_node': true, 'jobs.enabled': false },
};
function command(one, mode, at) {
  const log = openSync(`${folder}/log`, 'a');
  const pinned = (list, more = {}) => spawn('taskset', ['-c', '0', ...list], { stdio: ['ignore', log, log], env: { ...env, ...more } });
  if (one.kind === 'aqad') {
    const set = {
      data_dir: at.data ?? `${folder}/${one.who}-${one.engine}`, 'auth.secret_file': `${folder}/secret`, 'database.url': at.database ?? one.database,
      'server.listen': `127.0.0.1:${port}`, 'server.metrics_listen': `127.0.0.1:${port + 1}`, 'server.public_url': `http://localhost:${port}`, ...ALWAYS, ...MODES[mode],
    };
    const known = Object.entries(set).filter(([key]) => key === 'data_dir' || one.program.keys.has(key)).map(([key, value]) => `${key}=${value}`);
    return pinned([one.program.path, ...[...known, ...one.program.limits].flatMap((word) => ['--set', word]), 'serve']);
  }
  if (one.kind === 'express') {
    return pinned(['node', 'bench/express/shop.js'], {
      NODE_ENV: 'production', PORT: port, LIMITER: 'memory', LIMIT: LIMITLESS, REDIS_URL: env.BENCH_REDIS, DATABASE_URL: one.database, JWT_SECRET, CACHE: mode === 'uncached' ? 'off' : 'on',
    });
  }
  return pinned([env.BENCH_PEER, env.BENCH_REDIS, `127.0.0.1:${port}`]);
}

/** Starts a contender; `at` may name another data folder and database. Ready when this returns. */
export async function start(one, mode, at = {}) {
  const url = `http://localhost:${port}`;
  while (running.size) await sleep(20);
  if (await answers(url)) throw new Error(`somebody answers at ${url}; choose another --port`);
  const began = performance.now();
  const child = command(one, mode, at);
  running.add(child);
  const ended = new Promise((resolve) => child.once('exit', resolve)).then(() => running.delete(child));
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`${one.who} on ${one.engine} ended; see ${folder}/log`);
    if (await answers(url)) break;
    if (performance.now() - began > 60_000) throw new Error(`${one.who} on ${one.engine} does not answer; see ${folder}/log`);
    await sleep(2);
  }
  return {
    ...one, mode, url, pid: child.pid, took: performance.now() - began, used: cpu(child.pid),
    memory: () => memory(child.pid),
    metrics: async (which) => (one.kind === 'aqad' ? metrics(`http://127.0.0.1:${port + 1}/metrics`, which) : {}),
    async stop() {
      child.kill('SIGTERM');
      await Promise.race([ended, sleep(15_000).then(() => child.kill('SIGKILL'))]);
      await ended;
    },
  };
}
async function answers(url) {
  try {
    // Another connection each time: the next server has the same address.
    const answer = await fetch(`${url.replace('localhost', '127.0.0.1')}/livez`, { headers: { connection: 'close' } });
    await answer.text();
    return answer.ok;
  } catch {
    return false;
  }
}
