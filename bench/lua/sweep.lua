-- GET prefix .. line for one line of a file after the other: wrk -s sweep.lua URL -- FILE PREFIX FIRST
-- Warms a cache. Picked by chance, one id in ten would still be cold after 2.3 requests an id.
local lines = {}
local prefix, at
function init(args)
   prefix, at = args[2], tonumber(args[3] or "0")
   for line in io.lines(args[1]) do lines[#lines + 1] = line end
end
function request()
   at = at + 1
   return wrk.format("GET", prefix .. lines[(at - 1) % #lines + 1])
end
