// The Express back end most teams write, written well, with its cache: what AQAD's cached product
// is measured beside. A product is looked for in Redis; else it is joined together from MariaDB and
// kept there for an hour. Every request passes limits, security headers, CORS and validation.
//
//   PORT=3000 DATABASE_URL=mysql://… REDIS_URL=redis://… LIMITER=off|memory|redis LIMIT=… JWT_SECRET=… node shop.js
import cors from 'cors';
import express from 'express';
import helmet from 'helmet';
import Joi from 'joi';
import jwt from 'jsonwebtoken';
import mysql from 'mysql2/promise';
import { randomBytes } from 'node:crypto';
import { LIMIT, TRUST_PROXY, WINDOW_S, endings, limiter, listen, openRedis } from './common.js';

const KEPT_S = 3_600;
const { DATABASE_URL, JWT_SECRET = randomBytes(32).toString('hex') } = process.env;
if (!DATABASE_URL) throw new Error('DATABASE_URL is missing');
const redis = await openRedis();
const db = mysql.createPool({ uri: DATABASE_URL, connectionLimit: 16 });

const limit = limiter(redis, { name: 'catalogue', limit: LIMIT, seconds: WINDOW_S, message: 'Too many requests. Try again later.', open: true });

/** Visitors need no token; one that is sent must be good. */
function whoever(request, response, next) {
  const sent = request.headers.authorization;
  if (sent === undefined) return next();
  try {
    request.user = jwt.verify(sent.replace(/^Bearer /, ''), JWT_SECRET, { algorithms: ['HS256'] });
  } catch {
    return response.status(401).json({ error: 'The token is not good.' });
  }
  next();
}

const ids = Joi.object({ id: Joi.string().pattern(/^prd_[0-9a-z]{26}$/).required() });
function wellFormed(request, response, next) {
  const { error } = ids.validate(request.params);
  if (error) return response.status(400).json({ error: error.message });
  next();
}

const PRODUCT = `
  select p.*, c.slug as category, o.offer_id, o.vendor_id, v.vendor_name, o.sku, o.pack_size, o.min_quantity, o.quantity_step,
    o.max_quantity, o.amount_minor
  from products p
  join categories c on c.id = p.category_id
  left join offers o on o.product_id = p.id
  left join vendors v on v.vendor_id = o.vendor_id
  where p.id = ? order by o.amount_minor`;
async function read(id) {
  const [rows] = await db.execute(PRODUCT, [id]);
  if (!rows.length) return undefined;
  const [first] = rows;
  return {
    id: first.id, title: first.title, brand: first.brand, category: first.category, gtin: first.gtin, description: first.description,
    description_html: first.description_html, tax_class: first.tax_class, currency: first.currency,
    offers: rows.filter((row) => row.offer_id).map((row) => ({
      offer_id: row.offer_id, vendor_id: row.vendor_id, vendor_name: row.vendor_name, sku: row.sku, pack_size: row.pack_size,
      min_quantity: row.min_quantity, quantity_step: row.quantity_step, max_quantity: row.max_quantity,
      price: { amount_minor: row.amount_minor, currency: first.currency },
    })),
    created_at: first.created_at, version: first.version,
  };
}

const app = express();
if (TRUST_PROXY) app.set('trust proxy', /^\d+$/.test(TRUST_PROXY) ? Number(TRUST_PROXY) : TRUST_PROXY.split(/[\s,]+/));
app.use(helmet());
app.use(cors({ origin: 'https://shop.example.com', credentials: true, maxAge: 600 }));

app.get('/livez', (_request, response) => response.type('text/plain').send('ok'));

app.get('/api/products/:id', limit, whoever, wellFormed, async (request, response) => {
  const { id } = request.params;
  response.set('Cache-Control', 'public, no-cache').type('json');
  // What is kept is the text: it is sent as it is, without being parsed and written again.
  const kept = await redis.get(`product:${id}`);
  if (kept !== null) return response.send(kept);
  const product = await read(id);
  if (!product) return response.status(404).json({ error: 'There is no such product.' });
  const text = JSON.stringify(product);
  await redis.setEx(`product:${id}`, KEPT_S, text);
  response.send(text);
});

endings(app);
listen(app, () => Promise.all([redis.close(), db.end()]));
