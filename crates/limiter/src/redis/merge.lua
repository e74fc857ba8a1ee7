-- Adds hits that a node admitted by itself to one counter.
-- KEYS: the counter, a marker that exists if this batch took effect before.
-- ARGV: kind, window µs, "add" (never sent before) or "union" (perhaps there already), then
-- l: instants, ascending   b: end of bucket, units, ...   m: instant, member, ...
if ARGV[3] == 'add' and not redis.call('SET', KEYS[2], 1, 'NX', 'PX', 600000) then return 0 end
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local BUCKETS = 30
local key, kind, window, how = KEYS[1], ARGV[1], tonumber(ARGV[2]), ARGV[3]
local slack = 0

if kind == 'l' then
  local old, merged = redis.call('LRANGE', key, 0, -1), {}
  local i, j = 1, 4
  while old[i] or ARGV[j] do
    local a = old[i] and math.min(tonumber(old[i]), now)
    local b = ARGV[j] and math.min(tonumber(ARGV[j]), now)
    local at
    if a and b and a == b and how == 'union' then
      at, i, j = a, i + 1, j + 1
    elseif a and (not b or a <= b) then
      at, i = a, i + 1
    else
      at, j = b, j + 1
    end
    if at > now - window then merged[#merged + 1] = at end
  end
  redis.call('DEL', key)
  for from = 1, #merged, 1000 do
    redis.call('RPUSH', key, unpack(merged, from, math.min(from + 999, #merged)))
  end
elseif kind == 'b' then
  local width = math.ceil(window / BUCKETS)
  slack = width
  local latest = (math.floor(now / width) + 1) * width
  local sums, order = {}, {}
  local function put(ends, units, highest)
    ends = math.min(ends, latest)
    if ends + window <= now then return end
    if not sums[ends] then
      sums[ends] = 0
      order[#order + 1] = ends
    end
    -- What is perhaps there already is there at most once.
    sums[ends] = highest and math.max(sums[ends], units) or sums[ends] + units
  end
  local old = redis.call('LRANGE', key, 0, -1)
  for i = 1, #old, 2 do put(tonumber(old[i]), tonumber(old[i + 1]), false) end
  for j = 4, #ARGV, 2 do put(tonumber(ARGV[j]), tonumber(ARGV[j + 1]), how == 'union') end
  table.sort(order)
  redis.call('DEL', key)
  for _, ends in ipairs(order) do redis.call('RPUSH', key, ends, sums[ends]) end
else
  for j = 4, #ARGV, 2 do redis.call('ZADD', key, 'NX', math.min(tonumber(ARGV[j]), now), ARGV[j + 1]) end
end
redis.call('PEXPIRE', key, math.ceil((window + slack) / 1000) + 1000)
return 1
