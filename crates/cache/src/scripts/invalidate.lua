-- Marks slots with the next number of the counting.
-- KEYS: marks. ARGV: slots. Answers { the counting's name, the number }; no name where this run of
-- the server has no counting: then nothing is kept under it that could be dropped.
local run = string.match(redis.call('INFO', 'server'), 'run_id:(%w+)') or ''
local first = redis.call('ZRANGE', KEYS[1], 0, 0)[1]
if not first or string.sub(first, 1, #run + 1) ~= run .. ':' then return { '', 0 } end
local last = redis.call('ZRANGE', KEYS[1], -1, -1, 'WITHSCORES')
local number = tonumber(last[2]) + 1
for i = 1, #ARGV do redis.call('ZADD', KEYS[1], number, ARGV[i]) end
return { first, number }
