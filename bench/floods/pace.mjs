#!/usr/bin/env node
// An open-loop load generator: requests leave when the schedule says so, whether or not earlier
// ones were answered, and latency counts from the scheduled moment. So a server that stalls is
// charged for everybody who would have waited, which a closed loop (wrk) never sees.
//
// Raw sockets and a parser for just what is needed: one core has to offer far more than the
// servers under test can refuse, from as many loopback addresses as a flood has sources.
import { readFileSync } from 'node:fs';
import net from 'node:net';
import { performance } from 'node:perf_hooks';
import { parse } from '../http.mjs';

const HELP = `Offers requests at a steady rate, and prints what came of them as one line of JSON.

  pace.mjs --url http://127.0.0.1:8080/livez --rate 2000 --seconds 10

  --url URL              an address of this machine's loopback, in digits; {i} is the request's number
  --rate N               requests per second, 1 to 50000 (fractions allowed)
  --seconds N            for how long, up to 600
  --connections N        at most so many at once, at least one for each address (32)
  --from ADDRESS[-LAST]  source address, or a range that is used in turn (the system's choice)
  --lines FILE           {line} is a line of this file in --url, each time another one by chance
  --method M             GET
  --body TEXT            with {i} replaced, and {m} by its last digit
  --header NAME:VALUE    may be repeated; with {i} replaced
  --expect 200[,429…]    end with 1 when there is any other answer, or none
  --grace N              seconds to wait for the last answers (5)
  --beside RATE@ADDRESS  a second flow, from another address, with the same requests. It is told apart
                         under "beside": an honest client in a flood. One program sends both, since
                         two on one core would measure how they wait for each other
  --skip N               the first N of a flow count as sent and answered, and are not timed (0): both ends warm up

Latencies are milliseconds: from the scheduled moment to the whole answer. "late" is how far behind
the schedule requests left, 99th percentile: it is the generator's own share, or its lack of connections.
`;
const MOST_REQUESTS = 3_000_000;
const MOST_CONNECTIONS = 4_096;

function die(why) {
  process.stderr.write(`pace.mjs: ${why}\n`);
  process.exit(2);
}

// ---------------------------------------------------------------- options

const options = { connections: '32', method: 'GET', grace: '5', skip: '0', headers: [] };
const words = process.argv.slice(2);
for (let at = 0; at < words.length; at++) {
  const name = words[at].replace(/^--/, '');
  if (name === 'help' || name === '-h') {
    process.stdout.write(HELP);
    process.exit(0);
  }
  if (!['url', 'rate', 'seconds', 'connections', 'from', 'lines', 'method', 'body', 'header', 'expect', 'grace', 'skip', 'beside'].includes(name)) die(`what is ${words[at]}?`);
  const value = words[++at];
  if (value === undefined) die(`--${name} needs a value`);
  if (name === 'header') options.headers.push(value);
  else options[name] = value;
}

function number(name, least, most) {
  const value = Number(options[name]);
  if (options[name] === undefined || !(value >= least && value <= most)) die(`--${name} is a number from ${least} to ${most}`);
  return value;
}
const rate = number('rate', 0.1, 50_000);
const seconds = number('seconds', 0.1, 600);
const grace = number('grace', 0, 60);
const skip = number('skip', 0, MOST_REQUESTS);
if (rate * seconds > MOST_REQUESTS) die(`${rate * seconds} requests are more than ${MOST_REQUESTS}`);

// Digits only: a name may point anywhere, and this program must never flood anybody else.
let target;
try {
  target = new URL(options.url.replaceAll('{i}', '0'));
} catch {
  die('--url is no address');
}
const host = target.hostname.replace(/^\[|\]$/g, '');
const isLoopback = (address) => (net.isIPv4(address) && address.startsWith('127.')) || address === '::1';
if (target.protocol !== 'http:') die('only http');
if (!isLoopback(host)) die(`${host} is not in 127.0.0.0/8, nor ::1`);
const port = Number(target.port || 80);

const toNumber = (address) => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
const toAddress = (value) => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.');
function sources(range) {
  if (range === undefined) return [undefined];
  const [first, last = first] = range.split('-');
  for (const address of [first, last]) {
    if (!isLoopback(address)) die(`--from: ${address} is not in 127.0.0.0/8, nor ::1`);
    if (net.isIPv6(address) !== net.isIPv6(host)) die('--from and --url are of two families');
  }
  if (first === last) return [first];
  const [low, high] = [toNumber(first), toNumber(last)];
  if (!(low < high) || high - low >= MOST_CONNECTIONS) die(`--from: 2 to ${MOST_CONNECTIONS} addresses, the lower one first`);
  return Array.from({ length: high - low + 1 }, (_, at) => toAddress(low + at));
}
const connections = number('connections', 1, MOST_CONNECTIONS);
const expected = options.expect?.split(',').map(Number);

const isHead = options.method === 'HEAD';
const path = options.url.replace(/^http:\/\/[^/?#]*/, '').replace(/#.*/, '') || '/';
const template = (() => {
  const lines = [`${options.method} ${path.startsWith('/') ? path : `/${path}`} HTTP/1.1`, `host: ${target.host}`];
  for (const header of options.headers) {
    if (!/^[\w-]+:/.test(header) || /[\r\n]/.test(header)) die(`--header ${header}`);
    lines.push(header);
  }
  return `${lines.join('\r\n')}\r\n`;
})();
const lines = options.lines === undefined ? [''] : readFileSync(options.lines, 'utf8').split('\n').filter(Boolean);
if (!lines.length) die(`--lines: ${options.lines} is empty`);
const someLine = () => lines[Math.floor(Math.random() * lines.length)];
function written(i) {
  const body = options.body?.replaceAll('{i}', i).replaceAll('{m}', i % 10);
  const length = body === undefined ? '' : `content-length: ${Buffer.byteLength(body)}\r\n`;
  return Buffer.from(`${template.replaceAll('{i}', i).replaceAll('{line}', someLine)}${length}\r\n${body ?? ''}`);
}
const always = /\{(i|m|line)\}/.test(template + (options.body ?? '')) ? undefined : written(0);

// ---------------------------------------------------------------- flows

let over = false;

/** A schedule, its connections, and what came of it. */
class Flow {
  constructor(rate, addresses, most) {
    this.rate = rate;
    this.total = Math.max(1, Math.round(rate * seconds));
    this.latency = new Float64Array(this.total);
    this.lateness = new Float64Array(this.total);
    this.statuses = {};
    this.failures = {};
    this.due = this.sent = this.answered = this.timed = this.failed = this.unexpected = this.opened = this.lastAnswer = 0;
    this.pools = addresses.map((address, at) => new Pool(this, address, Math.max(1, Math.floor((most + addresses.length - 1 - at) / addresses.length))));
    // Timers have a resolution of a millisecond and fire late. Where requests are far apart, the last
    // stretch is spent looking at the clock, so that latencies are the server's. Where they are close
    // that would take the whole core, so what is due leaves every millisecond.
    this.looks = 1_000 / rate >= 2.5 * LOOK_MS;
  }
  scheduled(i) {
    return began + (i * 1_000) / this.rate;
  }
  /** Sends what is due; says how long until the next, or nothing at the end. */
  advance() {
    const now = performance.now();
    while (this.due < this.total && this.scheduled(this.due) <= now) {
      this.pools[this.due % this.pools.length].offer(this.due);
      this.due++;
    }
    return this.due < this.total ? this.scheduled(this.due) - performance.now() : undefined;
  }
  settle(i, status) {
    this.lastAnswer = performance.now();
    this.answered++;
    if (i >= skip) this.latency[this.timed++] = this.lastAnswer - this.scheduled(i);
    this.statuses[status] = (this.statuses[status] ?? 0) + 1;
    if (expected && !expected.includes(status)) this.unexpected++;
  }
  lose(why) {
    this.failed++;
    this.failures[why] = (this.failures[why] ?? 0) + 1;
  }
  get complete() {
    return this.answered + this.failed === this.total;
  }
  get spotless() {
    return this.unexpected + this.failed === 0 && this.answered === this.due;
  }
  report() {
    const at = (values, part) => (values.length ? Number(values[Math.max(0, Math.ceil(values.length * part) - 1)].toFixed(3)) : null);
    const sorted = this.latency.subarray(0, this.timed).sort();
    const late = this.lateness.subarray(Math.min(skip, this.due), this.due).sort();
    return {
      rate: this.rate, seconds, scheduled: this.due, sent: this.sent, statuses: this.statuses,
      failed: this.failed, ...(this.failed ? { failures: this.failures } : {}), unanswered: this.due - this.answered - this.failed,
      p50: at(sorted, 0.5), p90: at(sorted, 0.9), p99: at(sorted, 0.99), max: at(sorted, 1), late: at(late, 0.99),
      achieved: Number(((this.answered * 1_000) / Math.max(this.lastAnswer - began, 1)).toFixed(1)), connections: this.opened,
      ...(expected ? { unexpected: this.unexpected } : {}),
    };
  }
}

// ---------------------------------------------------------------- connections

/** The connections from one source address, and the requests that wait for one. */
class Pool {
  constructor(flow, address, most) {
    this.flow = flow;
    this.address = address;
    this.most = most;
    this.open = 0;
    // The one used last is taken first: those beyond the need fall idle, and the server may close them.
    this.idle = [];
    this.waiting = [];
    this.next = 0;
  }
  offer(i) {
    const connection = this.idle.pop();
    if (connection) return connection.send(i);
    if (this.open < this.most) return new Connection(this).send(i);
    this.waiting.push(i);
  }
  /** A connection has nothing to do. */
  rest(connection) {
    if (this.next < this.waiting.length) connection.send(this.taken());
    else this.idle.push(connection);
  }
  /** A connection is gone. */
  drop(connection) {
    this.open--;
    const at = this.idle.indexOf(connection);
    if (at >= 0) this.idle.splice(at, 1);
    if (this.next < this.waiting.length && !over) new Connection(this).send(this.taken());
  }
  taken() {
    const i = this.waiting[this.next++];
    if (this.next === this.waiting.length) this.waiting.length = this.next = 0;
    return i;
  }
}

/** One socket with at most one request on its way. */
class Connection {
  constructor(pool) {
    this.pool = pool;
    this.request = -1;
    this.kept = undefined;
    pool.open++;
    pool.flow.opened++;
    this.socket = net.connect({
      host,
      port,
      localAddress: pool.address,
      noDelay: true,
      // One buffer for the life of the socket: most answers fit, and are read where they lie.
      onread: { buffer: Buffer.allocUnsafe(16 * 1024), callback: (length, buffer) => this.read(buffer.subarray(0, length)) },
    });
    this.socket.on('error', (error) => this.gone(error.code ?? error.message));
    this.socket.on('end', () => this.gone('closed'));
    this.socket.on('close', () => this.gone('closed'));
  }

  send(i) {
    this.request = i;
    const { flow } = this.pool;
    flow.sent++;
    flow.lateness[i] = performance.now() - flow.scheduled(i);
    this.socket.write(always ?? written(i));
  }

  gone(why) {
    if (!this.socket) return;
    const { socket, request, kept } = this;
    this.socket = undefined;
    this.request = -1;
    socket.destroy();
    if (request >= 0) {
      // An answer without a length ends with its connection.
      const answer = kept && parse(kept, isHead);
      if (answer?.untilEnd && why === 'closed') this.pool.flow.settle(request, answer.status);
      else this.pool.flow.lose(why);
    }
    this.pool.drop(this);
    finishWhenDone();
  }

  read(chunk) {
    // Nobody asked: the server says good-bye (408), or is confused. Either way it is no answer.
    if (!this.socket || this.request < 0) return this.gone('closed'), true;
    const bytes = this.kept ? Buffer.concat([this.kept, chunk]) : chunk;
    const answer = parse(bytes, isHead);
    if (answer === null) return this.gone('not HTTP'), true;
    if (answer === undefined || answer.untilEnd || answer.length > bytes.length) {
      this.kept = this.kept ? bytes : Buffer.from(bytes);
      return true;
    }
    this.kept = undefined;
    const i = this.request;
    this.request = -1;
    this.pool.flow.settle(i, answer.status);
    if (answer.closes || answer.length < bytes.length) this.gone('closed');
    else this.pool.rest(this);
    finishWhenDone();
    return true;
  }
}

// ---------------------------------------------------------------- the schedule

const LOOK_MS = 2;
const flows = [new Flow(rate, sources(options.from), connections)];
if (options.beside !== undefined) {
  const [, pace, address] = /^([\d.]+)@(.+)$/.exec(options.beside) ?? die('--beside is RATE@ADDRESS');
  if (!(Number(pace) >= 0.1 && Number(pace) <= rate)) die('--beside: the second flow is not the faster one');
  flows.push(new Flow(Number(pace), sources(address), connections));
}

function tick() {
  if (over) return;
  let wait = Infinity;
  let look = false;
  // The slow flow first: it must not stand behind a batch of the fast one.
  for (const flow of flows.toReversed()) {
    const until = flow.advance();
    if (until === undefined) continue;
    if (flow.looks && until < LOOK_MS) look = true;
    wait = Math.min(wait, flow.looks ? Math.floor(until - LOOK_MS + 1) : 1);
  }
  if (wait === Infinity) setTimeout(finish, grace * 1_000);
  else if (look) setImmediate(tick);
  else setTimeout(tick, Math.max(1, wait));
}

function finishWhenDone() {
  if (flows.every((flow) => flow.complete)) finish();
}

function finish() {
  if (over) return;
  over = true;
  const [first, second] = flows;
  const said = { ...first.report(), ...(second ? { beside: second.report() } : {}) };
  process.stdout.write(`${JSON.stringify(said)}\n`, () => process.exit(expected && !flows.every((flow) => flow.spotless) ? 1 : 0));
}

// Interrupted, it still says what came of it so far.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, finish);
const began = performance.now() + 20;
setTimeout(tick, 15);
