#!/usr/bin/env node
// Contenders in turn, round after round; see bench/compare/run, which starts this.
import { writeFileSync } from 'node:fs';
import { contenders, endAll, folder, rounds, start } from './contenders.mjs';
import { attempt, broken, done, figures } from './look.mjs';
import { cached } from './parts/cached.mjs';
import * as catalogue from './parts/catalogue.mjs';
import { memory } from './parts/memory.mjs';
import * as order from './parts/order.mjs';
import * as pages from './parts/pages.mjs';
import * as product from './parts/product.mjs';
import * as search from './parts/search.mjs';
import { starting } from './parts/start.mjs';
import * as vendor from './parts/vendor.mjs';
import { print } from './table.mjs';

const wanted = process.env.BENCH_PARTS.split(' ');
const PARTS = Object.entries({ product: [product], search: [search], catalogue: [catalogue], vendor: [vendor], order: [order.untilAnswered, order.withDeferred], pages: [pages] })
  .filter(([name]) => wanted.includes(name))
  .flatMap(([name, list]) => list.map((part) => ({ name, ...part })));
const MODES = ['uncached', 'undeferred', 'cached'];
const note = (text) => process.stderr.write(`${text}\n`);

process.on('exit', endAll);
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => process.exit(130));

async function take(one, round) {
  for (const mode of MODES) {
    const parts = PARTS.filter((part) => part.mode === mode && part.on(one));
    if (!parts.length) continue;
    await attempt({ part: parts[0].name, round, who: one.who, engine: one.engine }, async () => {
      const server = await start(one, mode);
      for (const part of parts) {
        note(`round ${round} of ${rounds}: ${one.who} on ${one.engine}, ${part.name}`);
        await attempt({ part: part.name, round, who: one.who, engine: one.engine }, () => part.run(server, { part: part.name, round }));
      }
      await server.stop();
    });
    endAll();
  }
}

const began = performance.now();
writeFileSync(figures, '');
for (let round = 1; round <= rounds; round++) {
  // Whoever came first in one round does not in the next.
  for (let at = 0; at < contenders.length; at++) await take(contenders[(at + round - 1) % contenders.length], round);
}
for (const [name, work] of Object.entries({ cached, memory, start: starting })) {
  if (wanted.includes(name)) await attempt({ part: name, round: 1 }, work);
  endAll();
}
await done();
note(`measured in ${Math.round((performance.now() - began) / 60_000)} minutes`);
print(folder);
if (broken()) {
  note(`${broken()} measurements are void: see above`);
  process.exit(1);
}
process.exit(0);
