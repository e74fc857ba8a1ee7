-- Gives shards the next version of the epoch.
-- KEYS: the version set. ARGV: shards. Returns { epoch name, version }; no name where this run of
-- the server has no epoch: then nothing is cached under it that could be invalidated.
local run = string.match(redis.call('INFO', 'server'), 'run_id:(%w+)') or ''
local first = redis.call('ZRANGE', KEYS[1], 0, 0)[1]
if not first or string.sub(first, 1, #run + 1) ~= run .. ':' then return { '', 0 } end
local last = redis.call('ZRANGE', KEYS[1], -1, -1, 'WITHSCORES')
local number = tonumber(last[2]) + 1
for i = 1, #ARGV do redis.call('ZADD', KEYS[1], number, ARGV[i]) end
return { first, number }
