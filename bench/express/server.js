// The Express back end most teams write, written well: what AQAD's limits are measured beside.
// It has the layers such a back end has (security headers, CORS, limits) and, in its favour, no
// database: products are in memory, as if every read of one were found in a cache.
//
//   PORT=3000 LIMITER=off|memory|redis REDIS_URL=redis://… LIMIT=500 WINDOW_S=900 TRUST_PROXY=1 npm start
import { hash, verify } from '@node-rs/argon2';
import cors from 'cors';
import express from 'express';
import helmet from 'helmet';
import { randomBytes } from 'node:crypto';
import { LIMIT, LIMITER, TRUST_PROXY, WINDOW_S, endings, limiter, listen, openRedis } from './common.js';

const PRODUCTS = 10_000;
const redis = LIMITER === 'redis' ? await openRedis() : undefined;

// ---------------------------------------------------------------- limits

const tooMany = 'Too many requests. Try again later.';
const tooManyLogins = 'Too many login attempts. Try again after 15 minutes.';
const catalogueLimit = limiter(redis, { name: 'catalogue', limit: LIMIT, seconds: WINDOW_S, message: tooMany, open: true });
const loginLimit = limiter(redis, { name: 'login', limit: 5, seconds: 900, message: tooManyLogins, open: false });

// ---------------------------------------------------------------- products

function product(id) {
  return {
    id,
    sku: `SKU-${String(id).padStart(6, '0')}`,
    name: `Basmati rice, aged two years, pack of ${1 + (id % 24)}`,
    description: 'Long grain, low in moisture, cleaned and graded by machine; packed in food-grade bags that can be stacked eight high on a pallet. Keep dry, and out of the sun.',
    brand: `House ${id % 97}`,
    category: { id: 1 + (id % 40), path: 'groceries/grains/rice' },
    attributes: { weight_g: 1_000 * (1 + (id % 25)), origin: 'Haryana', shelf_life_days: 540, vegetarian: true },
    created_at: '2025-04-01T09:30:00.000Z',
    updated_at: '2025-09-15T16:45:00.000Z',
    offers: [0, 1].map((nth) => ({
      offer_id: id * 10 + nth,
      vendor_id: 1 + ((id * 7 + nth) % 200),
      price: { amount_minor: 45_000 + id + nth * 150, currency: 'INR' },
      min_quantity: 6 * (nth + 1),
      quantity_step: 6,
      in_stock: true,
    })),
  };
}
const products = new Map(Array.from({ length: PRODUCTS }, (_, at) => [String(at + 1), product(at + 1)]));

// Nobody knows this password: every try costs a whole hash, as with an account that exists, and ends in 401.
const kept = await hash(randomBytes(32).toString('hex'));

// ---------------------------------------------------------------- the application

const app = express();
// A number of proxies, or their networks; unset, nobody's X-Forwarded-For is believed.
if (TRUST_PROXY) app.set('trust proxy', /^\d+$/.test(TRUST_PROXY) ? Number(TRUST_PROXY) : TRUST_PROXY.split(/[\s,]+/));
app.use(helmet());
app.use(cors({ origin: 'https://shop.example.com', credentials: true, maxAge: 600 }));

app.get('/livez', (_request, response) => response.type('text/plain').send('ok'));

app.get('/api/products/:id', catalogueLimit, (request, response) => {
  const found = products.get(request.params.id);
  if (!found) return response.status(404).json({ error: 'There is no such product.' });
  response.set('Cache-Control', 'public, max-age=60').json(found);
});

// The limiter stands before the parser: a refused caller's body is not worth reading.
app.post('/api/auth/login', loginLimit, express.json({ limit: '16kb' }), async (request, response) => {
  const { email, password } = request.body ?? {};
  if (typeof email !== 'string' || typeof password !== 'string' || password.length > 256) {
    return response.status(400).json({ error: 'email and password are needed.' });
  }
  await verify(kept, password);
  response.status(401).json({ error: 'The email or the password is wrong.' });
});

endings(app);
listen(app, async () => redis?.close());
