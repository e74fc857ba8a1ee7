// From the start of a process to its first 200, and how large the program is.
import { execFileSync } from 'node:child_process';
import { rmSync, statSync } from 'node:fs';
import { contenders, folder, programs, start } from '../contenders.mjs';
import { write } from '../look.mjs';

const TIMES = 5;

function stripped(path) {
  const copy = `${folder}/stripped`;
  try {
    execFileSync('strip', ['-o', copy, path], { stdio: ['ignore', 'ignore', 'ignore'] });
    return statSync(copy).size;
  } catch {
    return NaN; // there is no strip here
  } finally {
    rmSync(copy, { force: true });
  }
}

export async function starting() {
  for (let round = 1; round <= TIMES; round++) {
    for (const one of contenders) {
      process.stderr.write(`start ${round} of ${TIMES}: ${one.who} on ${one.engine}\n`);
      const server = await start(one, 'cached');
      write({ part: 'start', scenario: 'until the first 200', round, who: one.who, engine: one.engine, took: server.took, used: server.used / 1_000 });
      await server.stop();
    }
  }
  for (const { name, path } of programs) write({ part: 'start', scenario: 'size', round: 1, who: name, engine: '', size: statSync(path).size, stripped: stripped(path) });
}
