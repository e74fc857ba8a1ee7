// What is written down of the server, and what it may have become in the end.
import { statSync } from 'node:fs';
import { sqliteFile } from '../compare/contenders.mjs';
import { median, print, show } from '../figures.mjs';
import { descriptors, memory, threads } from '../proc.mjs';

const MORE = 1.02;
const WAITING = 100;
const CONNECTED = {
  mariadb: "select count(*) from information_schema.processlist where db = database() and id <> connection_id()",
  postgres: 'select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
};
const size = (file) => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

export async function sample({ pid, engine, who, metrics }, session) {
  const { rss, pss, own } = memory(pid);
  const count = async (sql) => Number((await session.row(sql))[0]);
  return {
    rss, pss, own, descriptors: descriptors(pid), threads: threads(pid),
    wal: engine === 'sqlite' ? size(`${sqliteFile(who)}-wal`) : 0,
    connections: CONNECTED[engine] ? await count(CONNECTED[engine]) : 0,
    waiting: (await count('select count(*) from outbox where published_at is null and failed_at is null')) + (await count(`select count(*) from jobs where state = 'ready' and run_at <= ${Date.now() * 1_000}`)),
    dead: Object.values(await metrics(/^aqad_jobs_dead/)).reduce((sum, n) => sum + n, 0),
  };
}

/** Prints everything; whether all bounds hold. */
export function judge({ samples, engine, begun, skipped, kinds, wrong, examples }) {
  const third = Math.floor(samples.length / 3);
  if (third < 1) {
    console.log('VOID: there are fewer than three samples.');
    return false;
  }
  const [first, second, last] = [samples.slice(0, third), samples.slice(third, 2 * third), samples.slice(2 * third)];
  const middle = (part, key) => median(part.map((seen) => seen[key]));
  const most = (part, key) => Math.max(...part.map((seen) => seen[key]));
  const held = [];
  const lines = [];
  function line(what, unit, key, of, bound) {
    const [a, b, c] = [first, second, last].map((part) => of(part, key) / unit);
    const holds = bound === undefined || c <= bound(b) + 1e-9;
    held.push(holds);
    lines.push([what, show(a), show(b), show(c), bound === undefined ? 'told only' : `at most ${show(bound(b))}`, bound === undefined ? '–' : holds ? 'holds' : 'BROKEN']);
  }
  const grown = (before) => before * MORE;
  const same = (before) => before + 1;
  line('its own (anonymous) memory, MiB', 1_024, 'own', middle, grown);
  line('PSS, MiB', 1_024, 'pss', middle, engine === 'sqlite' ? undefined : grown);
  line('RSS, MiB', 1_024, 'rss', middle);
  line('descriptors', 1, 'descriptors', middle, same);
  line('threads', 1, 'threads', middle, same);
  if (engine === 'sqlite') line('largest WAL, MB', 1e6, 'wal', most, () => Math.max(most(first, 'wal'), most(second, 'wal')) / 1e6 * MORE);
  else line('connections to the database', 1, 'connections', middle, same);
  line('facts and jobs that wait', 1, 'waiting', middle, () => WAITING);
  line('jobs that failed for good', 1, 'dead', most, () => 0);
  const all = Object.values(kinds).reduce((sum, n) => sum + n, 0);
  line('wrong answers', 1, 'wrong', most, () => 0);
  print(`${engine}, ${samples.length} samples: medians (largest, where it says so) of the three thirds`, ['', 'first', 'second', 'last', 'bound', ''], lines);
  print('What was asked', ['', 'answers'], Object.entries(kinds).sort().map(([kind, n]) => [kind, show(n, 0)]));
  console.log(`\n${show(begun, 0)} were to begin, ${show(skipped, 0)} did not because too many were unanswered; ${show(all, 0)} answers, ${wrong} of them wrong`);
  for (const example of examples) console.log(`  ${example}`);
  if (skipped > begun / 100) console.log('VOID: the server or the machine did not keep up with the rate; take a lower --rate.');
  return held.every(Boolean) && wrong === 0 && skipped <= begun / 100;
}
