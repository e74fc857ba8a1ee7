// The Express back end a good team writes, with its cache: what AQAD is measured beside.
// One worker, because everybody gets one core. It reads and writes with prepared statements over one
// pool, sends cached answers as the text they are kept as, joins instead of asking once a row, and
// places an order with five statements and one transaction. Nothing is deferred: nobody is told of
// an order, and there is no history, no audit trail and no ledger of stock.
//
//   PORT=3000 DATABASE_URL=mysql://… REDIS_URL=redis://… CACHE=on|off LIMITER=off|memory|redis LIMIT=… JWT_SECRET=… node shop.js
//
// Its tables are those of schema.sql, copied from an AQAD database.
import cors from 'cors';
import express from 'express';
import helmet from 'helmet';
import jwt from 'jsonwebtoken';
import mysql from 'mysql2/promise';
import { randomBytes } from 'node:crypto';
import { catalogue } from './catalogue.js';
import { LIMIT, TRUST_PROXY, WINDOW_S, endings, limiter, listen, openRedis } from './common.js';
import { orders } from './orders.js';
import { vendor } from './vendor.js';

const { DATABASE_URL, JWT_SECRET = randomBytes(32).toString('hex'), CACHE = 'on' } = process.env;
if (!DATABASE_URL) throw new Error('DATABASE_URL is missing');
if (!['on', 'off'].includes(CACHE)) throw new Error(`CACHE is on or off, not ${CACHE}`);
const redis = await openRedis();
const db = mysql.createPool({ uri: DATABASE_URL, connectionLimit: 16, maxPreparedStatements: 1_000 });

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
const only = (kind) => (request, response, next) => {
  if (!request.user) return response.status(401).json({ error: 'Sign in first.' });
  if (request.user.kind !== kind) return response.status(403).json({ error: `Only a ${kind} may do this.` });
  next();
};

const app = express();
if (TRUST_PROXY) app.set('trust proxy', /^\d+$/.test(TRUST_PROXY) ? Number(TRUST_PROXY) : TRUST_PROXY.split(/[\s,]+/));
app.use(helmet());
app.use(cors({ origin: 'https://shop.example.com', credentials: true, maxAge: 600 }));

app.get('/livez', (_request, response) => response.type('text/plain').send('ok'));

catalogue(app, [limit, whoever], { db, cache: CACHE === 'on' ? redis : undefined });
orders(app, [limit, whoever, only('retailer')], { db });
vendor(app, [limit, whoever, only('vendor')], { db });

endings(app);
listen(app, () => Promise.all([redis.close(), db.end()]));
