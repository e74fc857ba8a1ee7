#!/usr/bin/env node
// Runs a load generator and says what it cost whom, as one line of JSON on standard output.
//
//   measure.mjs LABELS [--pid WHO=PID,…]… [--metrics URL,…] -- COMMAND…
//
// LABELS is a JSON object that is passed through. COMMAND is wrk, or anything that prints one line
// of JSON. CPU is user and system time from /proc/PID/stat, in µs, with that of the processes it
// started: PostgreSQL serves each connection by one of its own. Counters are those of Prometheus,
// summed over all URLs: what they grew by.
import { execFileSync } from 'node:child_process';
import { cpu, memory, metrics } from './proc.mjs';

const split = process.argv.indexOf('--');
const [labels, ...words] = process.argv.slice(2, split);
const command = process.argv.slice(split + 1);
const pids = {};
let urls = [];
for (let at = 0; at < words.length; at += 2) {
  if (words[at] === '--metrics') urls = words[at + 1].split(',').filter(Boolean);
  else if (words[at] === '--pid') {
    const [who, list] = words[at + 1].split('=');
    pids[who] = list.split(',');
  } else throw new Error(`what is ${words[at]}?`);
}

async function counters() {
  const sums = {};
  for (const url of urls) {
    for (const [key, value] of Object.entries(await metrics(url, /^aqad_(cache|db_round_trips)/))) sums[key] = (sums[key] ?? 0) + value;
  }
  return sums;
}
const each = (what) => Object.fromEntries(Object.entries(pids).map(([who, list]) => [who, what(list)]));
const look = async () => ({ counters: await counters(), cpu: each((list) => list.reduce((sum, pid) => sum + cpu(pid), 0)) });

/** What wrk says, in the words of our own generators; `errors` are all answers that are not 2xx or 3xx, and none. */
function fromWrk(text) {
  const ms = (part) => {
    const [, value, unit] = new RegExp(`^\\s+${part}%\\s+([\\d.]+)(us|ms|s)`, 'm').exec(text);
    return Number(value) * { us: 0.001, ms: 1, s: 1_000 }[unit];
  };
  const broken = /Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(text)?.slice(1).reduce((sum, n) => sum + Number(n), 0) ?? 0;
  return {
    requests: Number(/(\d+) requests in/.exec(text)[1]),
    rate: Number(/Requests\/sec:\s+([\d.]+)/.exec(text)[1]),
    p50: ms(50), p99: ms(99),
    errors: broken + Number(/Non-2xx or 3xx responses: (\d+)/.exec(text)?.[1] ?? 0),
  };
}
/** What pace.mjs says. */
function fromPace(said) {
  const good = said.statuses['200'] ?? 0;
  return { requests: said.answered ?? said.scheduled, rate: said.achieved, p50: said.p50, p99: said.p99, late: said.late, errors: said.scheduled - good };
}

const before = await look();
const said = execFileSync(command[0], command.slice(1), { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 1 << 28 });
const after = await look();
const parsed = said.startsWith('{') ? JSON.parse(said) : fromWrk(said);
const grew = {};
for (const [name, value] of Object.entries(after.counters)) grew[name] = value - (before.counters[name] ?? 0);
console.log(JSON.stringify({
  ...JSON.parse(labels),
  load: parsed.statuses ? fromPace(parsed) : parsed,
  cpu: Object.fromEntries(Object.keys(pids).map((who) => [who, after.cpu[who] - before.cpu[who]])),
  memory: each((list) => list.map(memory)),
  counters: grew,
}));
