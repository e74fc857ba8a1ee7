#!/usr/bin/env node
// table.mjs FIGURES ENGINE: what bench/promotion/run measured; ends with 1 when anybody saw an old price.
import { readFileSync } from 'node:fs';
import { cacheUse, hitRate, median, print, ratio, show, spread, total } from '../figures.mjs';

const [file, engine] = process.argv.slice(2);
// Rows with errors stay, and say so: under this load they are a finding.
const rows = readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));
const NAMES = { cached: 'with the cache', uncached: 'without it' };
const modes = Object.keys(NAMES).filter((who) => rows.some((row) => row.who === who));
const of = (part, who) => rows.filter((row) => row.part === part && row.who === who);
const percent = (share) => (Number.isFinite(share) ? `${show(100 * share)} %` : '–');

for (const [part, title] of [['rate', 'At a steady rate, open loop'], ['clients', 'Clients that ask as fast as they are answered']]) {
  const line = (name, what, digits = 1) => {
    const values = modes.map((who) => of(part, who).map(what));
    return [name, ...values.map((list) => spread(list, digits)), modes.length === 2 ? ratio(median(values[1]), median(values[0])) : '–'];
  };
  const each = (whose) => (row) => row.cpu[whose] / row.load.requests;
  const times = (name, kind) => ['p50', 'p95', 'p99'].map((part) => line(`${name}, ${part}, ms`, (row) => row.load.times[kind][part], 2));
  print(
    `${title} (two nodes, ${engine} and Redis; lowest / median / highest)`,
    ['', ...modes.map((who) => NAMES[who]), 'without ÷ with'],
    [
      line('requests/s', (row) => row.load.rate, 0),
      ...times('reads', 'reads'), ...times('writes', 'writes'),
      ...['product', 'category', 'search', 'price', 'order'].map((kind) => line(`${kind}, p99, ms`, (row) => row.load.times[kind].p99, 2)),
      line('CPU of both nodes per request, µs', each('server')),
      line('CPU of the database per request, µs', each('database')),
      line('CPU of Redis per request, µs', each('redis')),
      line('trips to the database per request', (row) => total(row, 'aqad_db_round_trips_total') / row.load.requests, 3),
      line('RSS of a node, MiB', (row) => Math.max(...row.memory.server.map(({ rss }) => rss)) / 1024, 0),
      line('generator behind its schedule at most, ms', (row) => (part === 'rate' ? row.load.late : NaN)),
      line('errors', (row) => row.load.errors, 0),
    ],
  );
}

const families = {};
for (const row of of('rate', 'cached').concat(of('clients', 'cached'))) {
  for (const [family, use] of Object.entries(cacheUse(row))) {
    const sums = (families[family] ??= { asked: 0, hits: 0, loads: 0, tiers: {} });
    for (const key of ['asked', 'hits', 'loads']) sums[key] += use[key];
    for (const [tier, n] of Object.entries(use.tiers)) sums.tiers[tier] = (sums.tiers[tier] ?? 0) + n;
  }
}
const tiers = [...new Set(Object.values(families).flatMap(({ tiers }) => Object.keys(tiers)))];
print(
  'What the cache answered, all rounds',
  ['family', 'asked', 'from any tier', ...tiers.map((tier) => `from ${tier}`), 'loads'],
  Object.entries(families).sort(([, a], [, b]) => b.asked - a.asked)
    .map(([family, { asked, hits, loads, tiers: by }]) => [family, show(asked, 0), percent(hits / asked), ...tiers.map((tier) => percent((by[tier] ?? 0) / asked)), show(loads, 0)]),
);
const overall = of('rate', 'cached').concat(of('clients', 'cached')).map(hitRate);
if (overall.length) console.log(`\nHit rate over all families: ${spread(overall.map((share) => 100 * share), 2)} %`);

let wrong = 0;
print(
  'Prices looked at after they were acknowledged: looked at / of them wrong, all rounds',
  ['', ...modes.map((who) => NAMES[who])],
  [['same', 'at once, on the same node'], ['other', 'after the bound, on the other node'], ['later', 'by anybody, later']].map(([what, name]) => [
    name,
    ...modes.map((who) => {
      const sums = rows.filter((row) => row.who === who).map((row) => row.load.checks[what]);
      const [made, bad] = ['made', 'wrong'].map((key) => sums.reduce((n, check) => n + check[key], 0));
      wrong += bad;
      return `${show(made, 0)} / ${show(bad, 0)}`;
    }),
  ]),
);
const failures = {};
for (const row of rows) for (const [what, n] of Object.entries(row.load.answers)) if (!/ 20[01]$/.test(what)) failures[`${row.who}: ${what}`] = (failures[`${row.who}: ${what}`] ?? 0) + n;
for (const [what, n] of Object.entries(failures)) console.log(`\nNOT AS EXPECTED: ${what}, ${n} times`);
for (const row of rows) for (const example of row.load.examples) console.log(`\nVIOLATION: ${row.who}, ${row.part}, round ${row.round}: ${example}`);
if (wrong) process.exitCode = 1;
