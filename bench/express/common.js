// What server.js and shop.js share: settings, Redis, limits, and the way a server begins and ends.
import { rateLimit } from 'express-rate-limit';
import { RedisStore } from 'rate-limit-redis';
import { createClient } from 'redis';

export const { PORT = '3000', LIMITER = 'memory', REDIS_URL = 'redis://127.0.0.1:6379', TRUST_PROXY = '' } = process.env;
export const LIMIT = positive('LIMIT', 500);
export const WINDOW_S = positive('WINDOW_S', 900);
if (!['off', 'memory', 'redis'].includes(LIMITER)) throw new Error(`LIMITER is off, memory or redis, not ${LIMITER}`);

function positive(name, otherwise) {
  const value = Number(process.env[name] || otherwise);
  if (!Number.isInteger(value) || value < 1) throw new Error(`${name} must be a whole number above 0`);
  return value;
}

export async function openRedis() {
  const redis = createClient({
    url: REDIS_URL,
    // While Redis is away a request is decided at once instead of waiting in a queue that grows.
    disableOfflineQueue: true,
    commandsQueueMaxLength: 10_000,
    // A Redis that hangs is noticed by an unanswered ping: a time-out for every command would do
    // the same and cost each of them a timer.
    pingInterval: 1_000,
    socket: {
      connectTimeout: 2_000,
      socketTimeout: 3_000,
      reconnectStrategy: (retries) => Math.min(50 * 2 ** Math.min(retries, 6), 2_000) + Math.random() * 100,
    },
  });
  redis.on('error', (error) => console.error('redis:', error.message));
  await redis.connect();
  return redis;
}

export function limiter(redis, { name, limit, seconds, message, open }) {
  if (LIMITER === 'off') return (_request, _response, next) => next();
  return rateLimit({
    limit,
    windowMs: seconds * 1_000,
    message: { error: message },
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    // Each limiter counts under its own prefix, else they would add up.
    store: LIMITER === 'redis' ? new RedisStore({ prefix: `rl:${name}:`, sendCommand: (...words) => redis.sendCommand(words) }) : undefined,
    // Without Redis the catalogue stays open, and signing in stays shut (500).
    passOnStoreError: open,
  });
}

/** The last two handlers of an application: there is nothing here, and something went wrong. */
export function endings(app) {
  app.use((_request, response) => response.status(404).json({ error: 'Not found.' }));
  app.use((error, _request, response, next) => {
    if (response.headersSent) return next(error);
    const status = error.status >= 400 && error.status < 500 ? error.status : 500;
    if (status === 500) console.error(error);
    response.status(status).json({ error: status === 500 ? 'Something went wrong.' : error.message });
  });
}

/** Serves until SIGTERM; `close` lets go of what the application holds. */
export function listen(app, close) {
  const server = app.listen(Number(PORT), '127.0.0.1', (error) => {
    if (error) throw error;
    console.error(`listening on 127.0.0.1:${PORT}, limiter: ${LIMITER}, ${process.env.NODE_ENV ?? 'development'}`);
  });
  // Longer than a balancer keeps a connection, so that it is never the server that closes first.
  server.keepAliveTimeout = 75_000;
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  for (const signal of ['SIGTERM', 'SIGINT']) {
    process.once(signal, () => {
      // Idle connections close at once, running requests get ten seconds.
      server.close(async () => {
        await close().catch(() => {});
        process.exit(0);
      });
      setTimeout(() => process.exit(1), 10_000).unref();
    });
  }
}
