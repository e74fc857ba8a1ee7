-- What changed after a number; everything, if the counting is another than the caller's.
-- KEYS: marks. ARGV: the counting's name, the number. Answers { name, { slot, number, ... } }; no
-- name where this run of the server has no counting (it is new, or has just taken over).
local run = string.match(redis.call('INFO', 'server'), 'run_id:(%w+)') or ''
local first = redis.call('ZRANGE', KEYS[1], 0, 0)[1]
if not first or string.sub(first, 1, #run + 1) ~= run .. ':' then return { '', {} } end
-- Changes nothing, and is refused whenever a mark would be: out of memory, read only, too few
-- replicas. Whoever could not be told of changes must not go on trusting.
redis.call('ZADD', KEYS[1], 0, first)
local after = first == ARGV[1] and ARGV[2] or '0'
local found = redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. after, '+inf', 'WITHSCORES')
for i = 1, #found do
  local n = tonumber(found[i])
  if not n then return redis.error_reply('ERR somebody else writes to this key') end
  found[i] = n
end
return { first, found }
