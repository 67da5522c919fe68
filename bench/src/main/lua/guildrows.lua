-- The rows of GuildRows.java, as tables.

local here = arg[0]:match("^(.*)/") or "."
local lehmer = dofile(here .. "/lehmer.lua")

local FIRST_TIME, SECONDS_PER_ROW = 1700000000, 7
local REALM, CREATOR, FIRST_PLAYER, PLAYERS, ROSTER = 4476, 43981, 45057, 40, 12345
local RAID_ROWS, RAIDERS = 106, 25
local CONFIG = {
  1, 0, false, 0, 30, 0, false, false, 0, false, 0, false, 0, false,
  0, 0, 0, 0, 0, 10, 1, false, true, false, false, false, 0, 0, 1,
  false, false, 1, true, 10, false, false, false, false, 20, false, 0, 0, false,
}

return function(count)
  local rows, below, time, raid, firstRaider = {}, lehmer(577), FIRST_TIME, nil, nil

  local function add(type, row)
    time = time + SECONDS_PER_ROW
    row.type, row.time, row.counter, row.realm, row.creator = type, time, 0, REALM, CREATOR
    row.key = time .. "-0-" .. REALM .. "-" .. CREATOR
    rows[#rows + 1] = row
    return row
  end

  local function player(index)
    return { REALM, FIRST_PLAYER + index }
  end

  local function raider(index)
    return player((firstRaider + index) % PLAYERS)
  end

  local function founding()
    local everybody = {}
    for i = 0, PLAYERS - 1 do
      add("P0", { g = player(i), n = "Player" .. (i + 1), c = 1, s = "", m = { REALM, 0 } })
      everybody[i + 1] = player(i)
    end
    add("R0", { r = ROSTER, n = "Main", p = 0 })
    add("R9", { r = ROSTER, p = everybody, e = false })
    add("P2", { g = player(1), m = player(0) })
    add("P3", { p = { player(PLAYERS - 1) }, l = true })
  end

  local function ofPoints()
    local kind = below(500)
    if kind < 250 then
      local targets = {}
      for i = 1, 10 do
        targets[i] = player(below(PLAYERS))
      end
      add("DM", { r = ROSTER, p = targets, v = 1 + below(50), e = 1, t = "n", n = false })
    elseif kind < 306 then
      add("DO", { r = ROSTER, v = 5, e = 1, t = "w", n = false })
    elseif kind < 454 then
      local receiver, item = below(PLAYERS), 19000 + below(300)
      add("IA", { r = ROSTER, p = player(receiver), i = item, v = 1 + below(100) })
    else
      add("DT", { r = ROSTER, v = 3, e = 1, n = true, t = "decay", i = 0 })
    end
  end

  local ofRaid = {
    [0] = function()
      raid = add("AC", { r = ROSTER, n = "Raid", c = CONFIG }).key
    end,
    [1] = function()
      firstRaider = below(PLAYERS)
      local raiders = {}
      for i = 0, RAIDERS - 1 do
        raiders[i + 1] = raider(i)
      end
      add("AS", { r = raid, p = raiders, s = {} })
    end,
    [22] = function() add("AU", { r = raid, l = { raider(0) }, j = { raider(RAIDERS) }, s = {}, e = {} }) end,
    [43] = function() add("DR", { r = raid, v = 10, e = 1, t = "boss", s = true, n = false }) end,
    [64] = function() add("II", { r = raid, p = raider(4), i = 19019, v = 33.5 }) end,
    [95] = function() add("AE", { r = raid }) end,
  }

  founding()
  local row = 0
  while #rows < count do
    (ofRaid[row] or ofPoints)()
    row = (row + 1) % RAID_ROWS
  end
  return rows
end
