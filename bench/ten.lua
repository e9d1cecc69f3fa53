-- Ask for the first ten cards, one after the other.
local number = 0
request = function()
  number = (number + 1) % 10
  return wrk.format("GET", "/card-" .. number)
end
