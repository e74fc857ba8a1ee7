#!/usr/bin/env node
// Reads a running, seeded AQAD, so that everybody serves the same products.
//
//   prepare.mjs URL MARIADB_URL OUT HOT     HOT: how many ids are hot
//
// Writes OUT/bodies (id, tab, JSON), OUT/ids.all, OUT/ids.hot and OUT/headers (what AQAD sends with
// a product), and fills the tables of bench/express/shop.js in the database that MARIADB_URL names.
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

// ---------------------------------------------------------------- the tables of shop.js

const db = await mysql.createConnection({ uri: database, multipleStatements: true });
const key = 'varchar(40) character set ascii collate ascii_bin';
await db.query(`
  drop table if exists offers, products, categories, vendors;
  create table vendors (vendor_id ${key} primary key, vendor_name varchar(200) not null);
  create table categories (id int primary key, slug varchar(64) not null unique);
  create table products (id ${key} primary key, title varchar(200) not null, brand varchar(120) not null, category_id int not null,
    gtin varchar(14), description text not null, description_html text not null, tax_class varchar(32) not null, currency char(3) not null,
    created_at varchar(40) not null, version bigint not null, foreign key (category_id) references categories (id));
  create table offers (offer_id ${key} primary key, product_id ${key} not null, vendor_id ${key} not null, sku varchar(64) not null,
    pack_size int not null, min_quantity int not null, quantity_step int not null, max_quantity int not null, amount_minor bigint not null,
    foreign key (product_id) references products (id), foreign key (vendor_id) references vendors (vendor_id));`);
const insert = async (table, rows) => rows.length && db.query(`insert ignore into ${table} values ?`, [rows]);

const categories = new Map();
const sizes = [];
const bodies = createWriteStream(`${out}/bodies`);
for (let at = 0; at < ids.length; at += 500) {
  const texts = await Promise.all(ids.slice(at, at + 500).map(async (id) => (await get(`/api/products/${id}`)).body));
  const rows = { categories: [], vendors: [], products: [], offers: [] };
  for (const text of texts) {
    const p = JSON.parse(text);
    sizes.push(Buffer.byteLength(text));
    if (!bodies.write(`${p.id}\t${text}\n`)) await once(bodies, 'drain');
    if (!categories.has(p.category)) {
      categories.set(p.category, categories.size + 1);
      rows.categories.push([categories.size, p.category]);
    }
    rows.products.push([p.id, p.title, p.brand, categories.get(p.category), p.gtin, p.description, p.description_html, p.tax_class, p.currency, p.created_at, p.version]);
    for (const o of p.offers) {
      rows.vendors.push([o.vendor_id, o.vendor_name]);
      rows.offers.push([o.offer_id, p.id, o.vendor_id, o.sku, o.pack_size, o.min_quantity, o.quantity_step, o.max_quantity, o.price.amount_minor]);
    }
  }
  for (const [table, of] of Object.entries(rows)) await insert(table, of);
}
bodies.end();
await once(bodies, 'close');
await db.query('analyze table vendors, categories, products, offers');
await db.end();
agent.destroy();
sizes.sort((a, b) => a - b);
console.log(`${ids.length} products, ${hot} of them hot; a product is ${sizes[sizes.length >> 1]} bytes (median), ${sizes.at(-1)} at most`);
