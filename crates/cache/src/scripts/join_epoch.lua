-- A node joins the epoch of this run of the server, or begins one.
-- KEYS: the version set. ARGV: a random token. Returns the epoch's name.
local run = string.match(redis.call('INFO', 'server'), 'run_id:(%w+)') or ''
-- Without a run id nobody can detect that a server was restarted or replaced.
if run == '' or string.match(run, '^0+$') then return redis.error_reply('ERR this server does not tell its run_id') end
if redis.call('TYPE', KEYS[1]).ok == 'zset' then
  local all = redis.call('ZRANGE', KEYS[1], 0, -1)
  local ours = all[1] and string.sub(all[1], 1, #run + 1) == run .. ':'
  for i = 2, #all do ours = ours and string.match(all[i], '^%d+$') end
  if ours then return all[1] end
end
redis.call('DEL', KEYS[1])
local name = run .. ':' .. ARGV[1]
redis.call('ZADD', KEYS[1], 0, name)
return name
