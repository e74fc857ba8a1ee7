#!/usr/bin/env node
// growth.mjs SMALL LARGE: two folders of bench/compare/run, and what a request costs in both.
import { readFileSync } from 'node:fs';
import { median, print, ratio, show } from '../figures.mjs';

const PARTS = new Set(['product', 'search', 'catalogue', 'vendor']);
/** By request, engine and program: CPU of server and database, µs a request. */
function costs(folder) {
  const found = new Map();
  for (const line of readFileSync(`${folder}/figures`, 'utf8').split('\n').filter(Boolean)) {
    const row = JSON.parse(line);
    if (!PARTS.has(row.part) || row.load.errors || !row.load.requests) continue;
    // The deep page is as deep as there are products.
    const scenario = /^page \d/.test(row.scenario) && row.scenario !== 'page 1' ? 'the deep page (2,000, or the last)' : row.scenario;
    const key = [scenario, row.engine, row.who].join('\t');
    found.set(key, [...(found.get(key) ?? []), (row.cpu.server + (row.cpu.database ?? 0)) / row.load.requests]);
  }
  return found;
}

const [small, large] = process.argv.slice(2).map(costs);
print(
  'From few products to many: CPU in µs a request, server and database, medians',
  ['', 'engine', 'who', 'few', 'many', 'grew'],
  [...large].filter(([key]) => small.has(key)).sort(([one], [other]) => one.localeCompare(other)).map(([key, values]) => [...key.split('\t'), show(median(small.get(key)), 0), show(median(values), 0), ratio(median(values), median(small.get(key)))]),
);
