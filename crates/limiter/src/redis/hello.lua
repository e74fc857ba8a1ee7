-- A node says that it is there, and learns where the fleet stands.
-- KEYS: state, nodes. ARGV: the node, an epoch to take if there is none, ms to keep the state.
-- Answers { epoch, generation, now, nodes seen in the last five seconds, this server's run id }.
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
redis.call('HSETNX', KEYS[1], 'e', ARGV[2])
redis.call('HSETNX', KEYS[1], 'g', 0)
redis.call('PEXPIRE', KEYS[1], ARGV[3])
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now - 5000000)
redis.call('ZADD', KEYS[2], now, ARGV[1])
redis.call('PEXPIRE', KEYS[2], 10000)
local run = string.match(redis.call('INFO', 'server'), 'run_id:(%w+)') or ''
local state = redis.call('HMGET', KEYS[1], 'e', 'g')
return { state[1], tonumber(state[2]), now, redis.call('ZCARD', KEYS[2]), run }
