-- Ask for any card, by chance.
local many = 10
init = function(args)
  many = tonumber(args[1])
  math.randomseed(7)
end
request = function()
  return wrk.format("GET", "/card-" .. math.random(0, many - 1))
end
