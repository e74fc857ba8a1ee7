-- An administrator resets callers. KEYS: state, list of resets, counters. ARGV: ids of the counters.
-- Nodes that see the new generation drop what they remember of these.
local gone = 0
for i = 3, #KEYS do gone = gone + redis.call('DEL', KEYS[i]) end
local generation = redis.call('HINCRBY', KEYS[1], 'g', 1)
for _, id in ipairs(ARGV) do redis.call('RPUSH', KEYS[2], generation .. ':' .. id) end
redis.call('LTRIM', KEYS[2], -1000, -1)
redis.call('PEXPIRE', KEYS[2], 3600000)
return gone
