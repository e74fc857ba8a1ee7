#!/usr/bin/env node
// main.mjs MINUTES RATE: traffic at a steady rate, samples, and a verdict; see bench/soak/run, which starts this.
import { appendFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { contenders, endAll, folder, start } from '../compare/contenders.mjs';
import { open } from '../compare/database.mjs';
import { dice } from '../promotion/dice.mjs';
import { meet } from './roles.mjs';
import { judge, sample } from './watch.mjs';

const [minutes, rate] = process.argv.slice(2).map(Number);
const EVERY_MS = 10_000;
const TICK_MS = 25;
const MOST_AT_ONCE = 64;
const MOST_WAIT_MS = 30_000;
process.on('exit', endAll);
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => process.exit(130));
const note = (text) => process.stderr.write(`${text}\n`);

const one = contenders[0];
const server = await start(one, 'cached');
const people = await meet(server);
const session = await open(server);
writeFileSync(`${folder}/samples`, '');
note(`${minutes} minutes of ${rate} requests a second on ${one.engine}`);

const random = dice(3);
const samples = [];
const began = performance.now();
const lasting = minutes * 60_000;
let [begun, skipped, running, told] = [0, 0, 0, 0];
let looking;
async function look() {
  const seen = { at: Math.round((performance.now() - began) / 1_000), ...(await sample(server, session)), ...people.counted() };
  samples.push(seen);
  appendFileSync(`${folder}/samples`, `${JSON.stringify(seen)}\n`);
  if (Math.floor(seen.at / 60) > told) {
    told = Math.floor(seen.at / 60);
    note(`${told} of ${minutes} minutes: ${(seen.own / 1_024).toFixed(1)} MiB its own, ${(seen.pss / 1_024).toFixed(1)} PSS, ${seen.descriptors} descriptors, ${seen.answered} answers, ${seen.wrong} of them wrong`);
  }
}
function act() {
  begun++;
  // Whoever cannot keep up is not asked for more: a queue of ours would grow instead of the server.
  if (running >= MOST_AT_ONCE) return void skipped++;
  running++;
  people.act(random()).finally(() => running--);
}
await new Promise((resolve, reject) => {
  let nextLook = 0;
  const timer = setInterval(() => {
    const now = performance.now() - began;
    while (begun < (Math.min(now, lasting) / 1_000) * rate) act();
    if (now >= nextLook && !looking) {
      nextLook += EVERY_MS;
      looking = look().finally(() => (looking = undefined));
      looking.catch((error) => (clearInterval(timer), reject(error)));
    }
    if (now >= lasting) {
      clearInterval(timer);
      resolve();
    }
  }, TICK_MS);
});
await looking;
// What was begun is answered before anything is closed.
for (let waited = 0; running && waited < MOST_WAIT_MS; waited += TICK_MS) await sleep(TICK_MS);
await people.end();
await session.end();
await server.stop();
const ok = judge({ samples, engine: one.engine, begun, skipped, ...people.said() });
process.exit(ok ? 0 : 1);
