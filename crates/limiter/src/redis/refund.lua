-- Gives back what a request was counted for. KEYS: counters. ARGV: four per key: kind, window µs,
-- the instant it was counted at, and cost (or the member).
local BUCKETS = 30
for i, key in ipairs(KEYS) do
  local at = (i - 1) * 4
  local kind, window, when, what = ARGV[at + 1], tonumber(ARGV[at + 2]), ARGV[at + 3], ARGV[at + 4]
  if kind == 'l' then
    redis.call('LREM', key, -what, when)
  elseif kind == 'b' then
    local width = math.ceil(window / BUCKETS)
    local ends = (math.floor(when / width) + 1) * width
    local all = redis.call('LRANGE', key, 0, -1)
    for j = 1, #all, 2 do
      if tonumber(all[j]) == ends then redis.call('LSET', key, j, math.max(0, all[j + 1] - what)) end
    end
  else
    redis.call('ZREM', key, what)
  end
end
return 1
