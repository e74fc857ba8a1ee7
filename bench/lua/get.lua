-- GET prefix .. line, for random lines of a file: wrk -s get.lua URL -- FILE PREFIX
local lines = {}
local prefix
function init(args)
   prefix = args[2] or ""
   for line in io.lines(args[1]) do lines[#lines + 1] = line end
   math.randomseed(tonumber(args[3] or "1"))
end
function request() return wrk.format("GET", prefix .. lines[math.random(#lines)]) end
