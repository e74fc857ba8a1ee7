-- Shards invalidated after a version; all of them, if the epoch is not the caller's.
-- KEYS: the version set. ARGV: the epoch's name, the version. Returns { name, { shard, version, ...
-- } }; no name where this run of the server has no epoch (it is new, or has just been promoted).
local run = string.match(redis.call('INFO', 'server'), 'run_id:(%w+)') or ''
local first = redis.call('ZRANGE', KEYS[1], 0, 0)[1]
if not first or string.sub(first, 1, #run + 1) ~= run .. ':' then return { '', {} } end
-- Writes nothing new, but fails whenever an invalidation would: out of memory, read only, too few
-- replicas. A node that could not be told of changes must not renew its lease.
redis.call('ZADD', KEYS[1], 0, first)
local after = first == ARGV[1] and ARGV[2] or '0'
local found = redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. after, '+inf', 'WITHSCORES')
for i = 1, #found do
  local n = tonumber(found[i])
  if not n then return redis.error_reply('ERR somebody else writes to this key') end
  found[i] = n
end
return { first, found }
