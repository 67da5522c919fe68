-- The generator of Lehmer.java: the same numbers, exact in doubles.

local MULTIPLIER, MODULUS = 16807, 2147483647

return function(seed)
  local state = seed
  return function(bound) -- 0 to bound - 1
    state = state * MULTIPLIER % MODULUS
    return state % bound
  end
end
