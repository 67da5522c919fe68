local addonName, ns = ...

-- The two sums that every rule needs.

local floor, max = math.floor, math.max

local POWERS = { [0] = 1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10 }

-- Half goes up, below zero too: round(-33.5, 0) is -33.
function ns.round(number, decimals)
  local power = POWERS[decimals] or 10 ^ decimals
  return floor(number * power + 0.5) / power
end

local SECONDS_PER_WEEK = 604800

-- When a week begins, in seconds after the first midnight of 1970, a Thursday.
local RESET = {
  [0] = 543600, -- Europe: Wednesday, 07:00
  [1] = 486000, -- America: Tuesday, 15:00
}

-- The number of the week for weekly caps. There is no week before the first.
function ns.week(roster, time)
  return max(1, 1 + floor((time - RESET[roster.config.weeklyReset]) / SECONDS_PER_WEEK))
end
