// Placing an order of many lines: all of it or nothing, never more than there is, once a key.
import express from 'express';
import Joi from 'joi';
import { id, valid } from './valid.js';

const TRIES = 5;
const marks = (rows, row) => Array(rows).fill(row).join(', ');

class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** Offers with their prices, and all places where there is any of them: one statement for all lines. */
async function look(db, lines) {
  const [rows] = await db.execute(
    `select o.id, o.product_id, o.vendor_id, o.sku, o.pack_size, o.min_quantity, o.quantity_step, o.max_quantity, o.amount_minor,
      o.currency, p.title, p.tax_class, s.id as stock_id, s.on_hand
    from offers o join products p on p.id = o.product_id join stock s on s.offer_id = o.id
    where o.id in (${marks(lines.length, '?')}) order by o.id, s.on_hand desc`,
    lines.map(({ offer_id }) => offer_id),
  );
  const offers = new Map();
  for (const row of rows) {
    const offer = offers.get(row.id) ?? { ...row, places: [] };
    offers.set(row.id, offer);
    offer.places.push({ id: row.stock_id, left: row.on_hand });
  }
  return offers;
}

/** The lines with their offers, and how much to take where. */
function plan(body, offers) {
  const takes = [];
  let total = 0;
  const lines = body.lines.map(({ offer_id, quantity }) => {
    const offer = offers.get(offer_id);
    if (!offer) throw new Refused(422, `There is no offer ${offer_id}.`);
    if (quantity < offer.min_quantity || quantity > offer.max_quantity || quantity % offer.quantity_step) throw new Refused(422, `Offer ${offer_id} is not sold in this quantity.`);
    if (offer.currency !== body.expected_total.currency) throw new Refused(422, 'All lines must have one currency.');
    let missing = quantity;
    for (const place of offer.places) {
      const taken = Math.min(place.left, missing);
      if (taken > 0) takes.push({ id: place.id, quantity: taken });
      missing -= taken;
      if (missing === 0) break;
    }
    if (missing) throw new Refused(409, `There is not enough of offer ${offer_id}.`);
    total += quantity * offer.amount_minor;
    return { offer, quantity };
  });
  if (total !== body.expected_total.amount_minor) throw new Refused(409, `The total is ${total} now.`);
  // Everybody takes rows in the same order, so that nobody waits for somebody who waits for him.
  return { lines, takes: takes.sort((one, other) => one.id - other.id), total };
}

/** Undefined when somebody was faster and stock has to be looked at again. */
async function write(db, { user, key, body }, { lines, takes, total }) {
  const connection = await db.getConnection();
  try {
    await connection.beginTransaction();
    const [{ affectedRows }] = await connection.execute(
      `update stock s join (${takes.map((_, at) => (at ? 'select ?, ?' : 'select ? as id, ? as quantity')).join(' union all ')}) t on t.id = s.id
      set s.on_hand = s.on_hand - t.quantity where s.on_hand >= t.quantity`,
      takes.flatMap(({ id, quantity }) => [id, quantity]),
    );
    if (affectedRows !== takes.length) {
      await connection.rollback();
      return undefined;
    }
    const [{ insertId: order }] = await connection.execute(
      'insert into orders (retailer_id, buyer_id, idem_key, currency, total_minor, payment_terms) values (?, ?, ?, ?, ?, ?)',
      [user.company, user.sub, key, body.expected_total.currency, total, body.payment_terms],
    );
    const totals = new Map();
    for (const { offer, quantity } of lines) totals.set(offer.vendor_id, (totals.get(offer.vendor_id) ?? 0) + quantity * offer.amount_minor);
    await connection.execute(
      `insert into vendor_orders (order_id, vendor_id, retailer_id, currency, total_minor) values ${marks(totals.size, '(?, ?, ?, ?, ?)')}`,
      [...totals].flatMap(([vendor, sum]) => [order, vendor, user.company, body.expected_total.currency, sum]),
    );
    await connection.execute(
      `insert into order_lines (order_id, position, vendor_id, offer_id, product_id, sku, title, pack_size, unit_price_minor, tax_class, quantity)
      values ${marks(lines.length, '(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')}`,
      lines.flatMap(({ offer, quantity }, at) => [order, at, offer.vendor_id, offer.id, offer.product_id, offer.sku, offer.title, offer.pack_size, offer.amount_minor, offer.tax_class, quantity]),
    );
    await connection.commit();
    return { id: order, total: { amount_minor: total, currency: body.expected_total.currency }, vendor_orders: [...totals].map(([vendor_id, amount_minor]) => ({ vendor_id, total: { amount_minor, currency: body.expected_total.currency } })) };
  } catch (error) {
    await connection.rollback();
    if (error.code === 'ER_LOCK_DEADLOCK') return undefined;
    throw error;
  } finally {
    connection.release();
  }
}

async function place(db, order) {
  for (let tries = 0; tries < TRIES; tries++) {
    const placed = await write(db, order, plan(order.body, await look(db, order.body.lines)));
    if (placed) return placed;
  }
  throw new Refused(409, 'Too many are ordering the same. Try again.');
}

const money = Joi.object({ amount_minor: Joi.number().integer().min(1).required(), currency: Joi.string().length(3).required() });
const ORDER = {
  lines: Joi.array().min(1).max(100).unique('offer_id').items(Joi.object({ offer_id: id().required(), quantity: Joi.number().integer().min(1).max(1_000_000).required() })).required(),
  expected_total: money.required(),
  payment_terms: Joi.string().valid('prepaid', 'cash_on_delivery', 'net_30', 'bank_transfer').required(),
};

export function orders(app, before, { db }) {
  app.post('/api/orders', ...before, express.json({ limit: '64kb' }), valid('body', ORDER), async (request, response) => {
    const key = request.get('idempotency-key');
    if (!key || key.length > 64) return response.status(400).json({ error: 'Send an Idempotency-Key of at most 64 characters.' });
    try {
      response.status(201).json(await place(db, { user: request.user, key, body: request.valid }));
    } catch (error) {
      if (error instanceof Refused) return response.status(error.status).json({ error: error.message });
      if (error.code !== 'ER_DUP_ENTRY') throw error;
      const [[known]] = await db.execute('select id, total_minor, currency from orders where retailer_id = ? and idem_key = ?', [request.user.company, key]);
      response.status(201).json({ id: known.id, total: { amount_minor: known.total_minor, currency: known.currency } });
    }
  });
}
