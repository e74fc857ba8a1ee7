-- Counts a request against all its policies at once, or against none.
--
-- KEYS[1]  state of the fleet: hash { e = epoch, g = generation }
-- KEYS[n]  one counter per ask
-- ARGV[1]  the epoch the node knows   ARGV[2]  latest instant (µs) at which this call still counts
-- then six per ask: kind, limit, window µs, cost, member, monitor only
--
-- Answers { word, now, generation, per ask: verdict, used, retry at, reset at, counted at }.
-- The only clock is Redis' own; a clock that steps back is held by the newest hit of each counter.
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local state = redis.call('HMGET', KEYS[1], 'e', 'g')
if state[1] ~= ARGV[1] then return { 'epoch', now } end
if now > tonumber(ARGV[2]) then return { 'late', now } end

local BUCKETS = 30
local asks = {}
local admitted = true

-- A clock that was set back leaves hits in the future. They happened before now, so counting them
-- as of now is never too short.
local function bring_back(key, latest, as_of)
  local count = redis.call('LLEN', key)
  local future = 0
  while future < count and tonumber(redis.call('LINDEX', key, -1 - future)) > latest do future = future + 1 end
  for i = 1, future do redis.call('LSET', key, -i, as_of) end
end

local function read_log(ask)
  local tail = redis.call('LINDEX', ask.key, -1)
  if tail and tonumber(tail) > now + 1000000 then
    bring_back(ask.key, now, now)
    tail = now
  end
  ask.now = tail and math.max(now, tail + 1) or now
  local head = tail and redis.call('LINDEX', ask.key, 0)
  while head and tonumber(head) <= ask.now - ask.window do
    redis.call('LPOP', ask.key)
    head = redis.call('LINDEX', ask.key, 0)
  end
  ask.used = tail and redis.call('LLEN', ask.key) or 0
  ask.reset = head and head + ask.window or 0
  local over = ask.used + ask.cost - ask.limit
  if over > 0 then
    local gives_way = ask.cost <= ask.limit and redis.call('LINDEX', ask.key, over - 1)
    ask.retry = (gives_way or ask.now) + ask.window
  end
end

-- Buckets are pairs: the instant a bucket ends, and its units. They count until a window after their
-- end, whatever the window was when they were made.
local function read_buckets(ask)
  local width = math.ceil(ask.window / BUCKETS)
  local all = redis.call('LRANGE', ask.key, 0, -1)
  ask.ends, ask.now, ask.used, ask.reset = (math.floor(now / width) + 1) * width, now, 0, 0
  local gone, kept = 0, {}
  for i = 1, #all, 2 do
    local ends, units = tonumber(all[i]), tonumber(all[i + 1])
    if ends > ask.ends then
      ends = ask.ends
      redis.call('LSET', ask.key, i - 1, ends)
    end
    if ends + ask.window <= now then
      gone = gone + 2
    else
      kept[#kept + 1] = { ends, units }
      ask.used = ask.used + units
    end
  end
  if gone > 0 then redis.call('LPOP', ask.key, gone) end
  if #kept > 0 then
    ask.reset = kept[1][1] + ask.window
    if kept[#kept][1] == ask.ends then ask.last = kept[#kept][2] end
  end
  local over = ask.used + ask.cost - ask.limit
  if over > 0 then
    ask.retry = now + ask.window
    if ask.cost <= ask.limit then
      for _, one in ipairs(kept) do
        over = over - one[2]
        ask.retry = one[1] + ask.window
        if over <= 0 then break end
      end
    end
  end
end

local function read_members(ask)
  redis.call('ZREMRANGEBYSCORE', ask.key, '-inf', now - ask.window)
  local oldest = redis.call('ZRANGE', ask.key, 0, 0, 'WITHSCORES')
  ask.now, ask.used = now, redis.call('ZCARD', ask.key)
  ask.reset = oldest[2] and oldest[2] + ask.window or 0
  ask.present = redis.call('ZSCORE', ask.key, ask.member)
  if not ask.present and ask.used + 1 > ask.limit then
    ask.retry = (oldest[2] or now) + ask.window
  end
end

for i = 2, #KEYS do
  local at = 2 + (i - 2) * 6
  local ask = {
    key = KEYS[i], kind = ARGV[at + 1], limit = tonumber(ARGV[at + 2]), window = tonumber(ARGV[at + 3]),
    cost = tonumber(ARGV[at + 4]), member = ARGV[at + 5], monitor_only = ARGV[at + 6] == '1',
  }
  if ask.kind == 'l' then read_log(ask) elseif ask.kind == 'b' then read_buckets(ask) else read_members(ask) end
  if ask.retry and not ask.monitor_only then admitted = false end
  asks[#asks + 1] = ask
end

local answer = { admitted and 'yes' or 'no', now, tonumber(state[2]) or 0 }
for _, ask in ipairs(asks) do
  local counted = 0
  if admitted and not ask.retry and not ask.present and ask.cost > 0 then
    counted = ask.now
    if ask.kind == 'l' then
      for _ = 1, ask.cost do redis.call('RPUSH', ask.key, ask.now) end
    elseif ask.kind == 'b' then
      if ask.last then
        redis.call('LSET', ask.key, -1, ask.last + ask.cost)
      else
        redis.call('RPUSH', ask.key, ask.ends, ask.cost)
      end
    else
      redis.call('ZADD', ask.key, ask.now, ask.member)
    end
    local slack = ask.kind == 'b' and ask.window / BUCKETS or 0
    redis.call('PEXPIRE', ask.key, math.ceil((ask.window + slack) / 1000) + 1000)
  end
  answer[#answer + 1] = ask.retry and 0 or 1
  answer[#answer + 1] = ask.used
  answer[#answer + 1] = ask.retry or 0
  answer[#answer + 1] = ask.reset
  answer[#answer + 1] = counted
end
return answer
