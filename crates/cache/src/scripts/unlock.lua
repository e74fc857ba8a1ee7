-- Gives the right to load back, if the caller still has it.
-- KEYS: the lock. ARGV: the caller's word.
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0
