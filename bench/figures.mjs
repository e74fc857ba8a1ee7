// What the tables of bench/cache and bench/promotion share: rows of measure.mjs, and how they are shown.
import { readFileSync } from 'node:fs';

/** The rows of a file; one with any error is told, and left out: an error is answered fast, and would look good. */
export function valid(file) {
  const rows = readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));
  for (const row of rows.filter((row) => row.load.errors)) {
    console.log(`VOID: ${row.part}, ${row.who}, round ${row.round}: ${row.load.errors} errors in ${row.load.requests} requests`);
  }
  return rows.filter((row) => !row.load.errors);
}

export const known = (values) => values.filter((value) => Number.isFinite(value)).sort((a, b) => a - b);
export function median(values) {
  const sorted = known(values);
  return sorted.length ? (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2 : NaN;
}
export const show = (value, digits = 1) => (Number.isFinite(value) ? value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits }) : '–');
/** Lowest / median / highest. */
export function spread(values, digits = 1) {
  const sorted = known(values);
  return sorted.length ? [sorted[0], median(sorted), sorted.at(-1)].map((value) => show(value, digits)).join(' / ') : '–';
}
export const ratio = (one, other) => (Number.isFinite(one / other) ? `${show(one / other, 2)}×` : '–');
export function print(title, head, lines) {
  if (!lines.length) return;
  console.log(`\n${title}\n`);
  for (const line of [head, head.map(() => '---'), ...lines]) console.log(`| ${line.join(' | ')} |`);
}

/** Counters of one name: their labels, and by how much they grew. */
export function grown(row, name) {
  return Object.entries(row.counters)
    .filter(([key]) => key === name || key.startsWith(`${name}{`))
    .map(([key, value]) => ({ value, ...Object.fromEntries([...key.matchAll(/(\w+)="([^"]*)"/g)].map(([, label, is]) => [label, is])) }));
}
const sum = (list) => list.reduce((total, { value }) => total + value, 0);
export const total = (row, name) => sum(grown(row, name));

/**
 * How a cache did, by family: the part of all questions that each tier answered, and loads from the
 * database. Every question is a hit or a miss in the process first.
 */
export function cacheUse(row) {
  const use = {};
  for (const { family = 'all', tier = 'all', value } of grown(row, 'aqad_cache_hits_total')) {
    const of = (use[family] ??= { tiers: {}, misses: {}, loads: 0 });
    of.tiers[tier] = (of.tiers[tier] ?? 0) + value;
  }
  for (const { family = 'all', tier = 'all', value } of grown(row, 'aqad_cache_misses_total')) {
    const of = (use[family] ??= { tiers: {}, misses: {}, loads: 0 });
    of.misses[tier] = (of.misses[tier] ?? 0) + value;
  }
  for (const { family = 'all', value } of grown(row, 'aqad_cache_loads_total')) (use[family] ??= { tiers: {}, misses: {}, loads: 0 }).loads += value;
  for (const of of Object.values(use)) {
    of.hits = Object.values(of.tiers).reduce((all, n) => all + n, 0);
    of.asked = (of.tiers.process ?? 0) + (of.misses.process ?? 0);
  }
  return use;
}
export function hitRate(row) {
  const all = Object.values(cacheUse(row));
  return all.reduce((n, of) => n + of.hits, 0) / all.reduce((n, of) => n + of.asked, 0);
}
