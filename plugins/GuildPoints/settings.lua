local addonName, ns = ...

-- The settings that change points. A roster has many more (auction times, buttons, ...); those
-- matter only to the game client that writes the rows.

local function flag(value)
  if type(value) == "boolean" then
    return value
  end
end

local function notNegative(value)
  local number = tonumber(value)
  if number and number >= 0 then
    return number
  end
end

local function oneOf(...)
  local allowed = {}
  for _, number in ipairs({ ... }) do
    allowed[number] = true
  end
  return function(value)
    local number = tonumber(value)
    if number and allowed[number] then
      return number
    end
  end
end

-- place: where the setting stands in the list that comes with a new raid (row AC).
-- accept: gives the value to store, or nil to refuse it.
local SETTINGS = {
  zeroSumBank           = { place = 3,  default = false, accept = flag },
  zeroSumBankInflation  = { place = 4,  default = 0,     accept = notNegative },
  hardCap               = { place = 17, default = 0,     accept = notNegative }, -- 0: no cap
  weeklyCap             = { place = 18, default = 0,     accept = notNegative }, -- 0: no cap
  weeklyReset           = { place = 19, default = 0,     accept = oneOf(0, 1) }, -- see ns.week
  roundDecimals         = { place = 20, default = 10,    accept = oneOf(0, 1, 2) },
  autoBenchLeavers      = { place = 22, default = false, accept = flag },
  autoAwardIncludeBench = { place = 23, default = true,  accept = flag },
  minGP                 = { place = 29, default = 1,     accept = notNegative },
  benchMultiplier       = { place = 32, default = 1,     accept = notNegative },
  basePoints            = { place = 41, default = 0,     accept = notNegative },
  baseSpent             = { place = 42, default = 0,     accept = notNegative },
}

-- Settings for a new roster, or for a raid if a list is given. What the list lacks is at its default.
function ns.newConfig(list)
  local config = {}
  for name, setting in pairs(SETTINGS) do
    local value = list and list[setting.place]
    if value == nil then
      value = setting.default
    end
    config[name] = value
  end
  return config
end

function ns.copyConfig(config)
  local copy = {}
  for name, value in pairs(config) do
    copy[name] = value
  end
  return copy
end

-- Settings that we do not know and values that do not fit change nothing.
function ns.configure(config, name, value)
  local setting = SETTINGS[name]
  local accepted = setting and setting.accept(value)
  if accepted ~= nil then
    config[name] = accepted
  end
end
