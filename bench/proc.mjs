// What processes use, from /proc: CPU time in µs, and memory in KiB.
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';

const TICK_US = 1e6 / Number(execFileSync('getconf', ['CLK_TCK']));

/** Ticks of a process by itself, and of those of its children that have ended. */
function ticks(pid) {
  // The name stands in parentheses, and may hold blanks.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ').map(Number);
  return { own: fields[11] + fields[12], ended: fields[13] + fields[14] };
}

/** User and system time of a process and those it started: PostgreSQL serves each connection by one of its own. */
export function cpu(pid) {
  const { own, ended } = ticks(pid);
  let sum = own + ended;
  for (const child of readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean)) {
    try {
      sum += ticks(child).own;
    } catch {
      // It ended meanwhile: the next look finds its time with its parent.
    }
  }
  return sum * TICK_US;
}

export function memory(pid) {
  const find = (file, key) => Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${pid}/${file}`, 'utf8'))?.[1] ?? 0);
  return { rss: find('status', 'VmRSS'), peak: find('status', 'VmHWM'), pss: find('smaps_rollup', 'Pss'), own: find('smaps_rollup', 'Anonymous') };
}

export const descriptors = (pid) => readdirSync(`/proc/${pid}/fd`).length;
export const threads = (pid) => readdirSync(`/proc/${pid}/task`).length;

/** Numbers of Prometheus whose names match, by name and labels. */
export async function metrics(url, which) {
  const found = {};
  for (const line of (await (await fetch(url)).text()).split('\n')) {
    const [, key, value] = /^([^#\s][^ ]*) ([\d.e+-]+)$/.exec(line) ?? [];
    if (key && which.test(key)) found[key] = (found[key] ?? 0) + Number(value);
  }
  return found;
}
