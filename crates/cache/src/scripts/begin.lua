-- A node joins the counting of this run of the server, or begins one.
-- KEYS: marks. ARGV: a word by chance. Answers the counting's name.
local run = string.match(redis.call('INFO', 'server'), 'run_id:(%w+)') or ''
if redis.call('TYPE', KEYS[1]).ok == 'zset' then
  local first = redis.call('ZRANGE', KEYS[1], 0, 0)[1]
  if first and string.sub(first, 1, #run + 1) == run .. ':' then return first end
end
redis.call('DEL', KEYS[1])
local name = run .. ':' .. ARGV[1]
redis.call('ZADD', KEYS[1], 0, name)
return name
