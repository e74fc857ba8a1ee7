// Drives one server: so many connections, each asks again when it is answered. It ends only when the
// last answer is here, so that CPU and requests are those of the same work.
import { Client } from '../promotion/client.mjs';

/**
 * `next(n)` gives the nth request: { method, path, headers, body, expect }. Runs for `seconds`, or for `count` requests.
 * Resolves to { requests, rate, p50, p99, errors, bad }; `bad` is an example of an unexpected answer.
 */
export async function drive(url, next, { seconds = Infinity, count = Infinity, connections }) {
  const client = new Client(url, connections);
  const took = [];
  let [sent, errors, bad] = [0, 0, undefined];
  const began = performance.now();
  const end = began + seconds * 1_000;
  async function ask() {
    while (sent < count && performance.now() < end) {
      const { method = 'GET', path, headers = '', body, expect = 200 } = next(sent++);
      const left = performance.now();
      const answer = await client.ask(method, path, headers, body);
      took.push(performance.now() - left);
      if (answer.status === expect) continue;
      errors++;
      bad ??= `${method} ${path}: ${answer.status || 'no answer'} ${answer.text().slice(0, 300)}`;
      // A server that refuses everything is not worth a whole round.
      if (errors > 1_000) return;
    }
  }
  await Promise.all(Array.from({ length: connections }, ask));
  const lasted = performance.now() - began;
  client.close();
  took.sort((a, b) => a - b);
  const at = (part) => took[Math.min(took.length - 1, Math.floor(took.length * part))];
  return { requests: sent, rate: (sent / lasted) * 1_000, p50: at(0.5), p99: at(0.99), errors, bad };
}
