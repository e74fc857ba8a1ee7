// The first page of all products and a deep one, newest first.
import { seconds } from '../contenders.mjs';
import { drive } from '../load.mjs';
import { measure } from '../look.mjs';
import { catalogueOf } from '../people.mjs';

export const mode = 'uncached';
export const on = () => true;
const SIZE = 20;
const STRIDE = 100;
const PAGE = 2_000;
const cursors = new Map();

const get = async (server, path) => {
  const answer = await fetch(server.url.replace('localhost', '127.0.0.1') + path, { headers: { connection: 'close' } });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
};
/** Follows cursors as a reader would, in longer steps where it can. */
async function follow(server, rows) {
  let cursor;
  for (let at = 0; at < rows; ) {
    const step = Math.min(STRIDE, rows - at);
    const page = await get(server, `/api/products?sort=newest&limit=${step}${cursor ? `&cursor=${cursor}` : ''}`);
    cursor = page.next_cursor;
    at += step;
  }
  return cursor;
}

export async function run(server, labels) {
  const { products } = await catalogueOf(server);
  const page = Math.min(PAGE, Math.floor(products.length / SIZE) - 1);
  const before = (page - 1) * SIZE;
  let deep;
  if (server.kind === 'express') deep = `/api/products?after=${Buffer.from(JSON.stringify([Number(products.at(-before))])).toString('base64url')}`;
  else {
    const name = `${server.who} ${server.engine}`;
    if (!cursors.has(name)) cursors.set(name, await follow(server, before));
    deep = `/api/products?sort=newest&limit=${SIZE}&cursor=${cursors.get(name)}`;
  }
  const [wanted, { items: [first] }] = [products.at(-before - 1), await get(server, deep)];
  if (String(first.id) !== String(wanted)) throw new Error(`${server.who} on ${server.engine}: page ${page} begins with ${first.id}, not with ${wanted}`);
  for (const [scenario, path] of [['page 1', '/api/products?sort=newest'], [`page ${page.toLocaleString('en')}`, deep]]) {
    const next = () => ({ path });
    await drive(server.url, next, { seconds: 0.3, connections: 4 });
    await measure(server, { ...labels, scenario }, () => drive(server.url, next, { seconds, connections: 4 }));
  }
}
