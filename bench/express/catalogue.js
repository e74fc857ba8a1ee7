// One product, and pages of products: newest, by price or name, and by words.
import Joi from 'joi';
import { id, valid } from './valid.js';

const KEPT_S = 3_600;
const PAGE = 20;

const PRODUCT = `
  select p.*, c.slug as category, o.id as offer_id, o.vendor_id, v.name as vendor_name, o.sku, o.pack_size, o.min_quantity,
    o.quantity_step, o.max_quantity, o.amount_minor
  from products p
  join categories c on c.id = p.category_id
  left join offers o on o.product_id = p.id
  left join vendors v on v.id = o.vendor_id
  where p.id = ? order by o.amount_minor`;
async function product(db, wanted) {
  const [rows] = await db.execute(PRODUCT, [wanted]);
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

// A page begins after the last row of the one before it, and so costs the same however deep it is.
const ORDERS = {
  newest: { by: 'p.id desc', after: 'p.id < ?', last: (row) => [row.id] },
  price: { by: 'p.from_price_minor, p.id', after: '(p.from_price_minor, p.id) > (?, ?)', last: (row) => [row.from_price_minor, row.id], where: 'p.from_price_minor is not null' },
  name: { by: 'p.title, p.id', after: '(p.title, p.id) > (?, ?)', last: (row) => [row.title, row.id] },
};
/** InnoDB has no words shorter than three letters in its index; asked for, one would be found nowhere. */
const words = (text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word.length >= 3).map((word) => `+${word}`).join(' ');

async function page(db, { q, sort, after }) {
  const order = ORDERS[sort];
  const [where, values] = [[], []];
  if (q !== undefined) {
    where.push('match (p.title, p.brand) against (? in boolean mode)');
    values.push(words(q));
  }
  if (order.where) where.push(order.where);
  if (after !== undefined) {
    where.push(order.after);
    values.push(...JSON.parse(Buffer.from(after, 'base64url').toString()));
  }
  const [rows] = await db.execute(
    // Left to itself MariaDB begins with the few categories, and sorts all products.
    `select straight_join p.id, p.title, p.brand, c.slug as category, p.currency, p.from_price_minor, p.offer_count
    from products p join categories c on c.id = p.category_id
    ${where.length ? `where ${where.join(' and ')}` : ''} order by ${order.by} limit ${PAGE + 1}`,
    values,
  );
  const items = rows.slice(0, PAGE);
  return {
    items: items.map((row) => ({
      id: row.id, title: row.title, brand: row.brand, category: row.category, offer_count: row.offer_count,
      from_price: row.from_price_minor === null ? null : { amount_minor: row.from_price_minor, currency: row.currency },
    })),
    next: rows.length > PAGE ? Buffer.from(JSON.stringify(order.last(items.at(-1)))).toString('base64url') : null,
  };
}

export function catalogue(app, before, { db, cache }) {
  app.get('/api/products/:id', ...before, valid('params', { id: id().required() }), async (request, response) => {
    const wanted = request.valid.id;
    response.set('Cache-Control', 'public, no-cache').type('json');
    // What is kept is the text: it is sent as it is, without being parsed and written again.
    const kept = await cache?.get(`product:${wanted}`);
    if (kept) return response.send(kept);
    const found = await product(db, wanted);
    if (!found) return response.status(404).json({ error: 'There is no such product.' });
    const text = JSON.stringify(found);
    await cache?.setEx(`product:${wanted}`, KEPT_S, text);
    response.send(text);
  });
  const query = { q: Joi.string().max(100), sort: Joi.string().valid(...Object.keys(ORDERS)).default('newest'), after: Joi.string().max(1_000) };
  app.get('/api/products', ...before, valid('query', query), async (request, response) => {
    response.set('Cache-Control', 'public, no-cache').json(await page(db, request.valid));
  });
}
