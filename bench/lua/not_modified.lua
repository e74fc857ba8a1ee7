-- GET with the ETag that the client has: lines are "id etag".
local ids, tags = {}, {}
local prefix
function init(args)
   prefix = args[2]
   for line in io.lines(args[1]) do
      local id, tag = line:match("^(%S+) (%S+)$")
      ids[#ids + 1], tags[#tags + 1] = id, tag
   end
end
function request()
   local at = math.random(#ids)
   return wrk.format("GET", prefix .. ids[at], { ["If-None-Match"] = tags[at] })
end
