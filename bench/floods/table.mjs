#!/usr/bin/env node
// table.mjs FIGURES: what bench/floods/run measured, as tables with ratios.
import { readFileSync } from 'node:fs';

const rows = readFileSync(process.argv[2], 'utf8').trim().split('\n').filter(Boolean).map((line) => JSON.parse(line));
for (const row of rows) if (row.part === 'flood') row.beside = row.attacker.beside;
const NAMES = { aqad: 'AQAD', express: 'Express' };
const servers = Object.keys(NAMES).filter((server) => rows.some((row) => row.server === server));
const LIMITER = { off: 'no limiter', memory: 'in memory', redis: 'over Redis' };
const COSTS = [['off', 200], ['memory', 200], ['redis', 200], ['memory', 429], ['redis', 429]];

const ascending = (values) => values.filter((value) => value !== null && value !== undefined).sort((a, b) => a - b);
function median(values) {
  const sorted = ascending(values);
  if (!sorted.length) return undefined;
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}
const show = (value, digits) => (value === undefined ? '–' : value.toFixed(digits));
function spread(values, digits) {
  const sorted = ascending(values);
  return sorted.length ? [sorted[0], median(sorted), sorted.at(-1)].map((value) => show(value, digits)).join(' / ') : '–';
}
const pick = (where, what) => rows.filter((row) => Object.entries(where).every(([key, value]) => row[key] === value)).map(what);

function print(title, head, lines) {
  if (!lines.length) return;
  console.log(`\n${title}\n`);
  for (const line of [head, head.map(() => '---'), ...lines]) console.log(`| ${line.join(' | ')} |`);
}

/** One line: each server's lowest / median / highest, and Express's median over AQAD's. */
function line(name, where, what, digits) {
  const by = Object.fromEntries(servers.map((server) => [server, pick({ ...where, server }, what)]));
  const ratio = median(by.express ?? []) / median(by.aqad ?? []);
  if (!servers.some((server) => by[server].length)) return [];
  return [[name, ...servers.map((server) => spread(by[server], digits)), Number.isFinite(ratio) ? `${ratio.toFixed(1)}×` : '–']];
}

const columns = [...servers.map((server) => NAMES[server]), 'Express ÷ AQAD'];
const each = (what, digits) => COSTS.flatMap(([store, answer]) => line(`${answer}, ${LIMITER[store]}`, { part: 'cost', store, answer }, what, digits));
print('Server CPU per answer, µs (lowest / median / highest)', ['answer', ...columns], each((row) => row.cpu, 1));
print('Answers per second from one core', ['answer', ...columns], each((row) => row.rate, 0));
print('wrk, 32 connections: 99th percentile, ms', ['answer', ...columns], each((row) => row.p99, 1));

// What Redis runs inside of a script is counted by it too; the script itself is what went over the wire.
const SCRIPTS = ['eval', 'evalsha', 'eval_ro', 'evalsha_ro', 'fcall', 'fcall_ro'];
const all = (row) => Object.values(row.commands).reduce((sum, value) => sum + value, 0);
const scripts = (row) => SCRIPTS.reduce((sum, name) => sum + (row.commands[name] ?? 0), 0);
const redis = [];
for (const [store, answer] of COSTS.filter(([store]) => store === 'redis')) {
  for (const server of servers) {
    const found = pick({ part: 'cost', store, answer, server }, (row) => row);
    if (!found.length) continue;
    const names = [...new Set(found.flatMap((row) => Object.keys(row.commands)))]
      .map((name) => [name, median(found.map((row) => row.commands[name] ?? 0))])
      .filter(([, calls]) => calls >= 0.0005)
      .sort((a, b) => b[1] - a[1]);
    const middle = (what, digits) => show(median(found.map(what)), digits);
    redis.push([`${answer}`, NAMES[server], middle(all, 3), middle(scripts, 3), middle((row) => row.reads, 3), middle((row) => row.redis_cpu, 2), names.map(([name, calls]) => `${name} ${calls.toFixed(3)}`).join(', ') || 'none']);
  }
}
print('Redis, per answer (medians; reads are fewer than commands where commands travel together)', ['answer', 'server', 'commands, with those in scripts', 'scripts', 'reads', 'CPU of Redis, µs', 'of which'], redis);

const floods = ['memory', 'redis'].flatMap((store) => {
  const part = { part: 'flood', store };
  const name = (what) => `${what}, ${LIMITER[store]}`;
  return [
    ...line(name('honest p50, quiet, ms'), part, (row) => row.quiet.p50, 2),
    ...line(name('honest p50, beside the flood, ms'), part, (row) => row.beside.p50, 2),
    ...line(name('honest p99, quiet, ms'), part, (row) => row.quiet.p99, 2),
    ...line(name('honest p99, beside the flood, ms'), part, (row) => row.beside.p99, 2),
    ...line(name('of it the generator, p99, ms'), part, (row) => row.beside.late, 2),
    ...line(name('attacker: 200'), part, (row) => row.attacker.statuses[200] ?? 0, 0),
    ...line(name('attacker: 429'), part, (row) => row.attacker.statuses[429] ?? 0, 0),
    ...line(name('server CPU in the flood, µs per request of the attacker'), part, (row) => row.cpu / row.attacker.sent, 1),
  ];
});
print('A flood: 2,000 requests a second from one address, limit 500, and an honest client with 10 a second', ['', ...columns], floods);

// Whatever was not the answer that was measured spoils a figure, and is said aloud.
const odd = [];
for (const row of rows) {
  if (row.part === 'cost' && (row.other || row.broken)) odd.push(`${NAMES[row.server]}, ${row.answer} ${LIMITER[row.store]}: ${row.other} other answers, ${row.broken} broken connections`);
  for (const who of ['quiet', 'beside', 'attacker']) {
    if (row.part !== 'flood') break;
    const { statuses, failed, unanswered } = row[who];
    const others = Object.entries(statuses).filter(([status]) => status !== '200' && !(who === 'attacker' && status === '429'));
    if (others.length || failed || unanswered) odd.push(`${NAMES[row.server]}, flood ${LIMITER[row.store]}, ${who}: ${JSON.stringify({ ...Object.fromEntries(others), failed, unanswered })}`);
  }
}
if (odd.length) console.log(`\nNot as expected:\n\n${odd.map((what) => `- ${what}`).join('\n')}`);
