#!/usr/bin/env node
// table.mjs FIGURES: what bench/cache/run measured, as tables with ratios.
import { hitRate, median, print, ratio, show, spread, total, valid } from '../figures.mjs';

const rows = valid(process.argv[2]);
const NAMES = {
  aqad: 'AQAD, cache in the process',
  'aqad-redis': 'AQAD, the same with the Redis tier',
  'aqad-redis-hits': 'AQAD, nearly all from Redis',
  'aqad-uncached': 'AQAD without its cache',
  express: 'Express, cache and limits in Redis',
  'express-local': 'Express, cache in Redis, limits in memory',
  axum: 'bare axum, from memory',
  'axum-headers': 'bare axum, from memory, headers as of AQAD',
  'axum-layers': 'bare axum, from memory, behind layers like AQAD\'s',
  'aqad-bound-64': 'AQAD, cache of 64 MiB',
  'aqad-bound-256': 'AQAD, cache of 256 MiB',
};
const of = (part, who) => rows.filter((row) => row.part === part && row.who === who);
const each = (row, of) => row.cpu[of] / row.load.requests;
const cost = (part, who) => median(of(part, who).map((row) => each(row, 'server')));
const percent = (part) => (Number.isFinite(part) ? `${show(100 * part)} %` : '–');

for (const [part, title] of [['saturated', 'As hard as it goes, 32 connections'], ['steady', '1,000 requests a second, open loop']]) {
  const present = Object.keys(NAMES).filter((who) => of(part, who).length);
  print(
    `${title}: CPU in µs per request, lowest / median / highest of ${Math.max(0, ...present.map((who) => of(part, who).length))} rounds`,
    ['server', 'its CPU', '÷ bare axum', '÷ axum with headers', '÷ axum with layers', 'Express ÷ it', 'Express, local limits ÷ it', 'requests/s', 'p50 / p99 ms', 'CPU of Redis', 'CPU of MariaDB', 'from the cache', 'trips to the database'],
    present.map((who) => {
      const all = of(part, who);
      const middle = (what, digits) => show(median(all.map(what)), digits);
      const own = who.startsWith('aqad');
      return [
        NAMES[who], spread(all.map((row) => each(row, 'server'))), ratio(cost(part, who), cost(part, 'axum')), ratio(cost(part, who), cost(part, 'axum-headers')), ratio(cost(part, who), cost(part, 'axum-layers')),
        ratio(cost(part, 'express'), cost(part, who)), ratio(cost(part, 'express-local'), cost(part, who)),
        middle((row) => row.load.rate, 0), `${middle((row) => row.load.p50, 2)} / ${middle((row) => row.load.p99, 2)}`,
        middle((row) => each(row, 'redis')), middle((row) => each(row, 'database')),
        own ? percent(median(all.map(hitRate))) : '–', own ? middle((row) => total(row, 'aqad_db_round_trips_total') / row.load.requests, 3) : '–',
      ];
    }),
  );
}

const MIB = 1024;
print(
  'Memory of the server after the load, MiB: lowest / median / highest',
  ['server', 'PSS', 'RSS', 'most RSS ever'],
  Object.keys(NAMES).filter((who) => of('steady', who).length).map((who) => [
    NAMES[who], ...['pss', 'rss', 'peak'].map((what) => spread(of('steady', who).map((row) => row.memory.server[0][what] / MIB), 0)),
  ]),
);
print(
  'All products hot: memory of AQAD at rest, and after every id was asked for and then many by chance, MiB',
  ['server', 'RSS at rest', 'RSS then', 'grew by', 'most RSS ever', 'PSS then', 'from the cache', 'CPU µs per request'],
  Object.keys(NAMES).flatMap((who) => {
    const [[rest], [crowd]] = [of('rest', who), of('crowd', who)];
    if (!rest || !crowd) return [];
    const [before, after] = [rest.memory.server[0], crowd.memory.server[0]];
    return [[NAMES[who], show(before.rss / MIB, 0), show(after.rss / MIB, 0), show((after.rss - before.rss) / MIB, 0), show(after.peak / MIB, 0), show(after.pss / MIB, 0), percent(hitRate(crowd)), show(each(crowd, 'server'))]];
  }),
);
