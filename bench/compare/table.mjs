#!/usr/bin/env node
// table.mjs FOLDER: the figures of a run of bench/compare, as tables. Medians of the rounds.
import { readFileSync } from 'node:fs';
import { known, median, print as table, ratio, show, spread as range } from '../figures.mjs';

const MIB = 1024;
/** One round has no spread. */
const spread = (values, digits = 1) => (known(values).length === 1 ? show(median(values), digits) : range(values, digits));
const TITLES = {
  product: 'One product', search: 'Search', catalogue: 'Catalogue', order: 'Orders', vendor: 'A vendor with few orders, and with many', pages: 'Pages', cached: 'A cached product',
};
const ENGINES = { mariadb: 'MariaDB', postgres: 'PostgreSQL', sqlite: 'SQLite', '': '–' };
const unique = (list) => [...new Set(list)];
const total = (row, name) => Object.entries(row.counters).filter(([key]) => key === name || key.startsWith(`${name}{`)).reduce((sum, [, value]) => sum + value, 0);

/** Whatever else a program counts of its database, a request: statements, transactions, commits. */
function others(rows) {
  const names = unique(rows.flatMap((row) => Object.keys(row.counters).map((key) => key.replace(/\{.*/, '')))).filter((name) => name.startsWith('aqad_db_') && name !== 'aqad_db_round_trips_total');
  return names.map((name) => [name, median(rows.map((row) => total(row, name) / row.load.requests))]).filter(([, n]) => n > 0.005).map(([name, n]) => `${name.replace(/^aqad_db_|_total$/g, '')} ${show(n, 2)}`).join(', ') || '–';
}

/** All rows of a scenario on an engine by one contender, with what they cost a request. */
function group(rows) {
  const per = (what) => rows.map((row) => what(row) / row.load.requests);
  const server = per((row) => row.cpu.server);
  const database = rows[0].cpu.database === undefined ? [] : per((row) => row.cpu.database);
  const both = median(server) + (database.length ? median(database) : 0);
  const middle = (what, digits) => show(median(rows.map(what)), digits);
  return {
    server, database, both, redis: median(per((row) => row.cpu.redis)),
    trips: median(per((row) => total(row, 'aqad_db_round_trips_total') || NaN)), asked: median(per((row) => row.status.Questions ?? NaN)),
    pinged: median(per((row) => row.status.Com_admin_commands ?? NaN)), begun: median(per((row) => row.status.Com_begin ?? NaN)), logged: median(per((row) => row.status.Innodb_log_writes ?? NaN)),
    others: others(rows), requests: rows.reduce((sum, row) => sum + row.load.requests, 0), rate: middle((row) => row.load.rate, 0), times: `${middle((row) => row.load.p50, 2)} / ${middle((row) => row.load.p99, 2)}`,
  };
}

/** The yardstick's scenario: Express defers nothing, so that its one figure stands beside both. */
const peerOf = (scenario) => scenario.replace(/, (until the 201|with deferred work)$/, ', all there is');

function part(name, rows, baseline) {
  const find = (scenario, engine, who) => {
    const found = rows.filter((row) => row.scenario === scenario && row.engine === engine && row.who === who);
    return found.length ? group(found) : undefined;
  };
  const lines = [];
  for (const scenario of unique(rows.map((row) => row.scenario))) {
    for (const engine of unique(rows.map((row) => row.engine))) {
      for (const who of unique(rows.map((row) => row.who))) {
        const one = find(scenario, engine, who);
        if (!one) continue;
        const express = find(peerOf(scenario), 'mariadb', 'express');
        const json = name === 'pages' ? find('cached product as JSON', engine, who) : undefined;
        const axum = name === 'cached' ? find(scenario, 'mariadb', 'axum') : undefined;
        const against = name === 'pages' ? ratio(median(one.server), median(json?.server ?? [])) : name === 'cached' ? ratio(median(one.server), median(axum?.server ?? [])) : ratio(one.both, express?.both);
        lines.push([
          scenario, who === 'axum' ? 'Redis' : ENGINES[engine], who, spread(one.server), one.database.length ? spread(one.database) : '–', show(one.both), ratio(one.both, find(scenario, engine, baseline)?.both), against,
          show(one.trips), show(one.asked), show(one.pinged), show(one.begun), show(one.logged), ...(name === 'cached' ? [show(one.redis)] : []), one.rate, one.times, show(one.requests, 0), one.others,
        ]);
      }
    }
  }
  const beside = { pages: '÷ JSON (server)', cached: '÷ axum (server)' }[name] ?? '÷ Express';
  table(
    `${TITLES[name]}: CPU in µs a request, lowest / median / highest of the rounds`,
    ['', 'engine', 'who', 'server', 'database', 'both', `÷ ${baseline}`, beside, 'round trips', 'MariaDB: questions', 'pings', 'begins', 'log writes', ...(name === 'cached' ? ['CPU of Redis'] : []), 'a second', 'p50 / p99 ms', 'requests in all', 'other counters'], lines,
  );
}

/** From the small vendor to the big one: what grows with the orders. */
function growth(rows) {
  const cost = new Map();
  for (const row of rows) {
    const [, what, orders] = /^(.*), ([\d,]+) orders$/.exec(row.scenario);
    const key = [what, row.engine, row.who].join('\t');
    const of = cost.get(key) ?? new Map();
    cost.set(key, of);
    const count = Number(orders.replaceAll(',', ''));
    of.set(count, [...(of.get(count) ?? []), (row.cpu.server + (row.cpu.database ?? 0)) / row.load.requests]);
  }
  table('From few orders to many: CPU in µs a request, server and database', ['', 'engine', 'who', 'few', 'many', 'grew'], [...cost].map(([key, of]) => {
    const [few, many] = [...of].sort(([one], [other]) => one - other).map(([, values]) => median(values));
    const [what, engine, who] = key.split('\t');
    return [what, ENGINES[engine], who, show(few, 0), show(many, 0), ratio(many, few)];
  }));
}

function memory(rows) {
  table('Memory of the server, MiB', ['', 'engine', 'who', 'PSS', 'RSS', 'its own (anonymous)', 'most RSS ever'], rows.map((row) => [
    row.scenario, ENGINES[row.engine], row.who, ...['pss', 'rss', 'own', 'peak'].map((what) => show(row.memory[what] / MIB)),
  ]));
}
function starts(rows) {
  const timed = rows.filter((row) => row.took);
  const lines = unique(timed.map((row) => `${row.who}\t${row.engine}`)).map((key) => {
    const of = timed.filter((row) => `${row.who}\t${row.engine}` === key);
    const [who, engine] = key.split('\t');
    return [who, ENGINES[engine], spread(of.map((row) => row.took), 0), spread(of.map((row) => row.used), 0)];
  });
  table('From the start to the first 200, ms: lowest / median / highest', ['who', 'engine', 'time', 'CPU'], lines);
  table('The program, MB', ['who', 'as it is', 'stripped'], rows.filter((row) => row.size).map((row) => [row.who, show(row.size / 1e6), show(row.stripped / 1e6)]));
}

export function print(folder) {
  const rows = readFileSync(`${folder}/figures`, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));
  const good = rows.filter((row) => !row.load || (!row.load.errors && row.load.requests));
  if (good.length < rows.length) console.log(`${rows.length - good.length} measurements are VOID and left out.`);
  const baseline = rows.find((row) => !['express', 'axum'].includes(row.who))?.who;
  for (const name of Object.keys(TITLES)) {
    const of = good.filter((row) => row.part === name);
    if (of.length) part(name, of, baseline);
    if (name === 'vendor' && of.length) growth(of);
  }
  memory(good.filter((row) => row.part === 'memory'));
  starts(good.filter((row) => row.part === 'start'));
}
if (process.argv[1].endsWith('compare/table.mjs')) print(process.argv[2]);
