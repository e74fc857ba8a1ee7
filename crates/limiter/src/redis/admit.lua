-- Counts a request against all its policies at once, or against none.
--
-- KEYS[1]  state of the fleet: hash { e = epoch, g = generation }
-- KEYS[n]  one counter per check
-- ARGV[1]  the epoch the node knows   ARGV[2]  latest instant (µs) at which this call still counts
-- then six per check: kind, limit, window µs, cost, member, monitor only
--
-- Answers { word, now, generation, per check: verdict, used, retry at, reset at, counted at }.
-- The only clock is Redis' own; a clock that steps back is held by the newest hit of each counter.
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local state = redis.call('HMGET', KEYS[1], 'e', 'g')
if state[1] ~= ARGV[1] then return { 'epoch', now } end
if now > tonumber(ARGV[2]) then return { 'late', now } end

local BUCKETS = 30
local checks = {}
local admitted = true

-- A clock that was set back leaves hits in the future. They happened before now, so counting them
-- as of now is never too short.
local function bring_back(key, latest, as_of)
  local count = redis.call('LLEN', key)
  local future = 0
  while future < count and tonumber(redis.call('LINDEX', key, -1 - future)) > latest do future = future + 1 end
  for i = 1, future do redis.call('LSET', key, -i, as_of) end
end

local function read_log(check)
  local tail = redis.call('LINDEX', check.key, -1)
  if tail and tonumber(tail) > now + 1000000 then
    bring_back(check.key, now, now)
    tail = now
  end
  check.now = tail and math.max(now, tail + 1) or now
  local head = tail and redis.call('LINDEX', check.key, 0)
  while head and tonumber(head) <= check.now - check.window do
    redis.call('LPOP', check.key)
    head = redis.call('LINDEX', check.key, 0)
  end
  check.used = tail and redis.call('LLEN', check.key) or 0
  check.reset = head and head + check.window or 0
  local over = check.used + check.cost - check.limit
  if over > 0 then
    local gives_way = check.cost <= check.limit and redis.call('LINDEX', check.key, over - 1)
    check.retry = (gives_way or check.now) + check.window
  end
end

-- Buckets are pairs: the instant a bucket ends, and its units. They count until a window after their
-- end, whatever the window was when they were made.
local function read_buckets(check)
  local width = math.ceil(check.window / BUCKETS)
  local all = redis.call('LRANGE', check.key, 0, -1)
  check.ends, check.now, check.used, check.reset = (math.floor(now / width) + 1) * width, now, 0, 0
  local gone, kept = 0, {}
  for i = 1, #all, 2 do
    local ends, units = tonumber(all[i]), tonumber(all[i + 1])
    if ends > check.ends then
      ends = check.ends
      redis.call('LSET', check.key, i - 1, ends)
    end
    if ends + check.window <= now then
      gone = gone + 2
    else
      kept[#kept + 1] = { ends, units }
      check.used = check.used + units
    end
  end
  if gone > 0 then redis.call('LPOP', check.key, gone) end
  if #kept > 0 then
    check.reset = kept[1][1] + check.window
    if kept[#kept][1] == check.ends then check.last = kept[#kept][2] end
  end
  local over = check.used + check.cost - check.limit
  if over > 0 then
    check.retry = now + check.window
    if check.cost <= check.limit then
      for _, one in ipairs(kept) do
        over = over - one[2]
        check.retry = one[1] + check.window
        if over <= 0 then break end
      end
    end
  end
end

local function read_members(check)
  redis.call('ZREMRANGEBYSCORE', check.key, '-inf', now - check.window)
  local oldest = redis.call('ZRANGE', check.key, 0, 0, 'WITHSCORES')
  check.now, check.used = now, redis.call('ZCARD', check.key)
  check.reset = oldest[2] and oldest[2] + check.window or 0
  check.present = redis.call('ZSCORE', check.key, check.member)
  if not check.present and check.used + 1 > check.limit then
    check.retry = (oldest[2] or now) + check.window
  end
end

for i = 2, #KEYS do
  local at = 2 + (i - 2) * 6
  local check = {
    key = KEYS[i], kind = ARGV[at + 1], limit = tonumber(ARGV[at + 2]), window = tonumber(ARGV[at + 3]),
    cost = tonumber(ARGV[at + 4]), member = ARGV[at + 5], monitor_only = ARGV[at + 6] == '1',
  }
  if check.kind == 'l' then read_log(check) elseif check.kind == 'b' then read_buckets(check) else read_members(check) end
  if check.retry and not check.monitor_only then admitted = false end
  checks[#checks + 1] = check
end

local answer = { admitted and 'yes' or 'no', now, tonumber(state[2]) or 0 }
for _, check in ipairs(checks) do
  local counted = 0
  if admitted and not check.retry and not check.present and check.cost > 0 then
    counted = check.now
    if check.kind == 'l' then
      for _ = 1, check.cost do redis.call('RPUSH', check.key, check.now) end
    elseif check.kind == 'b' then
      if check.last then
        redis.call('LSET', check.key, -1, check.last + check.cost)
      else
        redis.call('RPUSH', check.key, check.ends, check.cost)
      end
    else
      redis.call('ZADD', check.key, check.now, check.member)
    end
    local slack = check.kind == 'b' and check.window / BUCKETS or 0
    redis.call('PEXPIRE', check.key, math.ceil((check.window + slack) / 1000) + 1000)
  end
  answer[#answer + 1] = check.retry and 0 or 1
  answer[#answer + 1] = check.used
  answer[#answer + 1] = check.retry or 0
  answer[#answer + 1] = check.reset
  answer[#answer + 1] = counted
end
return answer
