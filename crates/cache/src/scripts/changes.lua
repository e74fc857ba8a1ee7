-- What changed after a number; everything, if the counting is another than the caller's.
-- KEYS: marks. ARGV: the counting's name, the number. Answers { name, { slot, number, ... } }; no
-- name where this run of the server has no counting (it is new, or has just taken over).
local run = string.match(redis.call('INFO', 'server'), 'run_id:(%w+)') or ''
local first = redis.call('ZRANGE', KEYS[1], 0, 0)[1]
if not first or string.sub(first, 1, #run + 1) ~= run .. ':' then return { '', {} } end
local after = first == ARGV[1] and ARGV[2] or '0'
local found = redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. after, '+inf', 'WITHSCORES')
for i = 1, #found do found[i] = tonumber(found[i]) end
return { first, found }
