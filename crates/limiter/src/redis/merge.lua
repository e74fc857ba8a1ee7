-- Adds hits that a node admitted by itself to one counter. KEYS[1]: the counter.
-- ARGV: kind, window µs, "add" (never sent before) or "union" (perhaps there already), then
-- l: instants, ascending   b: instant, count pairs   m: instant, member pairs
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local BUCKETS = 30
local key, kind, window, how = KEYS[1], ARGV[1], tonumber(ARGV[2]), ARGV[3]
local slack = 0

if kind == 'l' then
  local old, merged = redis.call('LRANGE', key, 0, -1), {}
  local i, j = 1, 4
  while old[i] or ARGV[j] do
    local a, b = tonumber(old[i]), ARGV[j] and math.min(tonumber(ARGV[j]), now)
    local next
    if a and b and a == b and how == 'union' then
      next, i, j = a, i + 1, j + 1
    elseif a and (not b or a <= b) then
      next, i = a, i + 1
    else
      next, j = b, j + 1
    end
    if next > now - window then merged[#merged + 1] = next end
  end
  redis.call('DEL', key)
  for from = 1, #merged, 1000 do
    redis.call('RPUSH', key, unpack(merged, from, math.min(from + 999, #merged)))
  end
elseif kind == 'b' then
  local width = math.ceil(window / BUCKETS)
  slack = width
  local sums, order = {}, {}
  local function add(bucket, count)
    if bucket < math.floor(now / width) - BUCKETS then return end
    if not sums[bucket] then
      sums[bucket] = 0
      order[#order + 1] = bucket
    end
    sums[bucket] = sums[bucket] + count
  end
  local old = redis.call('LRANGE', key, 0, -1)
  for i = 1, #old, 2 do add(tonumber(old[i]), tonumber(old[i + 1])) end
  for j = 4, #ARGV, 2 do add(math.floor(math.min(tonumber(ARGV[j]), now) / width), tonumber(ARGV[j + 1])) end
  table.sort(order)
  redis.call('DEL', key)
  for _, bucket in ipairs(order) do redis.call('RPUSH', key, bucket, sums[bucket]) end
else
  for j = 4, #ARGV, 2 do redis.call('ZADD', key, 'NX', math.min(tonumber(ARGV[j]), now), ARGV[j + 1]) end
end
redis.call('PEXPIRE', key, math.ceil((window + slack) / 1000) + 1000)
return 1
