-- Places orders: one file with tokens, one with bodies; every request has a key of its own.
local tokens, bodies = {}, {}
local run, count = "", 0
function init(args)
   for line in io.lines(args[1]) do tokens[#tokens + 1] = line end
   for line in io.lines(args[2]) do bodies[#bodies + 1] = line end
   run = args[3]
   math.randomseed(os.time())
end
function request()
   count = count + 1
   return wrk.format("POST", "/api/orders", {
      ["Content-Type"] = "application/json",
      ["Authorization"] = "Bearer " .. tokens[math.random(#tokens)],
      ["Idempotency-Key"] = run .. "-" .. count,
   }, bodies[math.random(#bodies)])
end
