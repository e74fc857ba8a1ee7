#!/usr/bin/env node
// Reads a running, seeded AQAD, so that everybody serves the same products.
//
//   prepare.mjs URL MARIADB_URL OUT HOT     HOT: how many ids are hot
//
// Writes OUT/bodies (id, tab, JSON), OUT/ids.all, OUT/ids.hot and OUT/headers (what AQAD sends with
// a product), and OUT/ids.express: hot ids of bench/express/shop.js, whose tables are in the database that MARIADB_URL names.
import { createWriteStream, writeFileSync } from 'node:fs';
import http from 'node:http';
import { once } from 'node:events';
import mysql from '../express/node_modules/mysql2/promise.js';

const [url, database, out, hot] = process.argv.slice(2);
const agent = new http.Agent({ keepAlive: true, maxSockets: 16 });
function get(path) {
  return new Promise((resolve, reject) => {
    http.get(url + path, { agent }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const body = Buffer.concat(chunks).toString();
        if (response.statusCode === 200) resolve({ headers: response.headers, body });
        else reject(new Error(`${path}: ${response.statusCode} ${body}`));
      });
    }).on('error', reject);
  });
}

const ids = [];
for (let cursor = ''; cursor !== null; ) {
  const page = JSON.parse((await get(`/api/products?limit=100${cursor && `&cursor=${cursor}`}`)).body);
  for (const { id } of page.items) ids.push(id);
  cursor = page.next_cursor ?? null;
}
if (ids.length < Number(hot)) throw new Error(`${ids.length} products are fewer than ${hot} hot ones`);
// Hot ones are spread over the catalogue, as sales are; the same ones in every run.
const step = Math.floor(ids.length / Number(hot));
writeFileSync(`${out}/ids.all`, `${ids.join('\n')}\n`);
writeFileSync(`${out}/ids.hot`, `${ids.filter((_, at) => at % step === 0).slice(0, Number(hot)).join('\n')}\n`);

const { headers } = await get(`/api/products/${ids[0]}`);
const transport = new Set(['content-type', 'content-length', 'date', 'connection', 'keep-alive', 'transfer-encoding']);
const dress = Object.entries(headers).filter(([name]) => !transport.has(name));
writeFileSync(`${out}/headers`, dress.map(([name, value]) => `${name}: ${value}\n`).join(''));

const sizes = [];
const bodies = createWriteStream(`${out}/bodies`);
for (let at = 0; at < ids.length; at += 500) {
  const texts = await Promise.all(ids.slice(at, at + 500).map(async (id) => [id, (await get(`/api/products/${id}`)).body]));
  for (const [id, text] of texts) {
    sizes.push(Buffer.byteLength(text));
    if (!bodies.write(`${id}\t${text}\n`)) await once(bodies, 'drain');
  }
}
bodies.end();
await once(bodies, 'close');
agent.destroy();

// Express has ids of its own: as many are hot, spread in the same way.
const db = await mysql.createConnection({ uri: database, rowsAsArray: true });
const [theirs] = await db.query('select id from products order by id desc');
await db.end();
writeFileSync(`${out}/ids.express`, `${theirs.map(([id]) => id).filter((_, at) => at % step === 0).slice(0, Number(hot)).join('\n')}\n`);
sizes.sort((a, b) => a - b);
console.log(`${ids.length} products, ${hot} of them hot; a product is ${sizes[sizes.length >> 1]} bytes (median), ${sizes.at(-1)} at most`);
