-- awards.lua ENTRIES PASSES: folds the entries of Awards.java, made as tables beforehand, through the handler of
-- ScriptReplayBenchmark.java. No disk, no decoding, no limits. Prints the seconds of processor time of every pass.

local here = arg[0]:match("^(.*)/") or "."
local lehmer = dofile(here .. "/lehmer.lua")
local entryCount, passes = tonumber(arg[1]), tonumber(arg[2])

local FIRST_TIME, YEAR_SECONDS = 1700000000, 52 * 7 * 24 * 3600
local REASONS = {
  [0] = "boss kill in the raid", "on time for the raid", "progression tonight", "raid completion bonus",
}

local below = lehmer(20261121)
local entries, expected = {}, 0
for i = 0, entryCount - 1 do
  local player, amount = "Player" .. (1 + below(200)), 1 + below(100)
  local reason, item = REASONS[below(4)], "item:" .. (19000 + below(300)) .. ":0:0:0:0:0:0:0:60:0:0:0:0"
  entries[i + 1] = {
    type = "award", time = FIRST_TIME + math.floor(i * YEAR_SECONDS / entryCount),
    player = player, amount = amount, reason = reason, item = item,
  }
  expected = expected + amount
end

local handlers = {
  award = function(state, e)
    state.points[e.player] = (state.points[e.player] or 0) + e.amount
  end,
}

for _ = 1, passes do
  local state = { points = {} }
  local begin = os.clock()
  for i = 1, entryCount do
    local e = entries[i]
    handlers[e.type](state, e)
  end
  print("pass " .. os.clock() - begin)
  local total = 0
  for _, points in pairs(state.points) do
    total = total + points
  end
  assert(total == expected, "the fold gave " .. total .. " and not " .. expected)
end
