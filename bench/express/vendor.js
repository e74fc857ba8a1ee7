// What a vendor looks at each morning: its orders with counts by state, and what it sold.
import Joi from 'joi';
import { id, valid } from './valid.js';

const PAGE = 20;
const DAYS = 30;

export function vendor(app, before, { db }) {
  app.get('/api/vendor/orders', ...before, valid('query', { after: id() }), async (request, response) => {
    const { company } = request.user;
    const after = request.valid.after ?? Number.MAX_SAFE_INTEGER;
    const [[orders], [counts]] = await Promise.all([
      db.execute(
        `select v.order_id as id, r.name as retailer, v.state, v.total_minor, v.currency, v.placed_at
        from vendor_orders v join retailers r on r.id = v.retailer_id
        where v.vendor_id = ? and v.order_id < ? order by v.order_id desc limit ${PAGE}`,
        [company, after],
      ),
      db.execute('select state, count(*) as orders from vendor_orders where vendor_id = ? group by state', [company]),
    ]);
    response.json({ items: orders, counts, next: orders.length === PAGE ? orders.at(-1).id : null });
  });
  app.get('/api/vendor/sales', ...before, valid('query', { days: Joi.number().integer().min(1).max(366).default(DAYS) }), async (request, response) => {
    const [days] = await db.execute(
      `select date(placed_at) as day, currency, count(*) as orders, sum(total_minor) as total_minor from vendor_orders
      where vendor_id = ? and placed_at >= current_date - interval ? day and state not in ('rejected', 'cancelled') group by 1, 2 order by 1`,
      [request.user.company, request.valid.days],
    );
    response.json({ days });
  });
}
