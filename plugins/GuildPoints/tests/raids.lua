-- Who is in a raid, who stands by, and what DR gives to both.

local ROSTER, LEADER = 1, 43981
local ANN, BOB, CID, NOBODY = { 4476, 1 }, { 4476, 2 }, { 4476, 3 }, { 4476, 0 }

-- Where the settings of a raid stand in the list that comes with it.
local ROUND_DECIMALS, AUTO_BENCH_LEAVERS, BENCH_MULTIPLIER = 20, 22, 32

local function guild(t)
  t:append("R0", { r = ROSTER, n = "Main", p = 0 })
  for name, id in pairs({ Ann = ANN, Bob = BOB, Cid = CID }) do
    t:append("P0", { g = id, n = name, c = 1, s = "", m = NOBODY })
  end
  t:append("R9", { r = ROSTER, p = { ANN, BOB, CID }, e = false })
end

-- Every place of the list must be filled; false and 0 will do where a test does not care.
local function raid(t, settings, creator)
  local list = {}
  for place = 1, 43 do
    list[place] = settings and settings[place] or false
  end
  list[ROUND_DECIMALS] = list[ROUND_DECIMALS] or 10
  list[BENCH_MULTIPLIER] = list[BENCH_MULTIPLIER] or 1
  return t:append("AC", { r = ROSTER, n = "Monday", c = list }, creator)
end

local function start(t, key, players, standby)
  t:append("AS", { r = key, p = players, s = standby or {} })
end

local function update(t, key, change)
  t:append("AU", {
    r = key,
    l = change.left or {},
    j = change.joined or {},
    s = change.standby or {},
    e = change.removed or {},
  })
end

local function give(t, key, points, withStandby)
  t:append("DR", { r = key, v = points, e = 2, t = "", s = withStandby or false, n = false })
end

local function of(t, name)
  return t:view("player", name)[1].standings
end

test("a raid bonus reaches those in the raid", function(t)
  guild(t)
  local key = raid(t)
  start(t, key, { ANN, BOB })
  give(t, key, 10)
  t:equal(of(t, "Ann"), 10)
  t:equal(of(t, "Bob"), 10)
  t:equal(of(t, "Cid"), 0)
end)

test("the bench gets its share only if the row says so", function(t)
  guild(t)
  local key = raid(t, { [BENCH_MULTIPLIER] = 0.5, [ROUND_DECIMALS] = 0 })
  start(t, key, { ANN }, { BOB })
  give(t, key, 25)
  t:equal(of(t, "Bob"), 0)
  give(t, key, 25, true)
  t:equal(of(t, "Ann"), 50)
  t:equal(of(t, "Bob"), 13) -- 12.5, rounded as the raid rounds
end)

test("a family with one character in the raid and one on the bench counts once", function(t)
  guild(t)
  t:append("P2", { g = BOB, m = ANN })
  local key = raid(t, { [BENCH_MULTIPLIER] = 0.5 })
  start(t, key, { BOB }, { ANN })
  give(t, key, 10, true)
  t:equal(of(t, "Ann"), 10)
end)

test("a player is in one raid at a time", function(t)
  guild(t)
  local first, second = raid(t), raid(t)
  start(t, first, { ANN })
  start(t, second, { ANN })
  give(t, first, 10)
  give(t, second, 1)
  t:equal(of(t, "Ann"), 1)
end)

test("people come, go, stand by and are removed", function(t)
  guild(t)
  local key = raid(t)
  start(t, key, { ANN })
  update(t, key, { joined = { BOB }, left = { ANN }, standby = { CID } })
  give(t, key, 10, true)
  t:equal(of(t, "Ann"), 0)
  t:equal(of(t, "Bob"), 10)
  t:equal(of(t, "Cid"), 10)
  update(t, key, { removed = { BOB, CID } })
  give(t, key, 10, true)
  t:equal(of(t, "Bob"), 10)
  t:equal(of(t, "Cid"), 10)
end)

test("who comes in from the bench is no longer on it", function(t)
  guild(t)
  local key = raid(t)
  start(t, key, {}, { ANN })
  update(t, key, { joined = { ANN } })
  update(t, key, { left = { ANN } })
  give(t, key, 10, true)
  t:equal(of(t, "Ann"), 0)
end)

test("who is in the raid cannot be sent to the bench", function(t)
  guild(t)
  local key = raid(t)
  start(t, key, { ANN })
  update(t, key, { standby = { ANN } })
  give(t, key, 10)
  t:equal(of(t, "Ann"), 10)
end)

test("leavers go to the bench if the raid says so", function(t)
  guild(t)
  local key = raid(t, { [AUTO_BENCH_LEAVERS] = true })
  start(t, key, { ANN })
  update(t, key, { left = { ANN } })
  give(t, key, 10)
  t:equal(of(t, "Ann"), 0)
  give(t, key, 10, true)
  t:equal(of(t, "Ann"), 10)
end)

test("a bonus after the end reaches those who were there", function(t)
  guild(t)
  local first = raid(t)
  start(t, first, { ANN })
  t:append("AE", { r = first })
  local second = raid(t)
  start(t, second, { ANN })
  give(t, first, 10)
  t:equal(of(t, "Ann"), 10)
end)

test("whoever creates a raid is in it", function(t)
  guild(t)
  t:append("P0", { g = { 4476, LEADER }, n = "Lea", c = 1, s = "", m = NOBODY })
  t:append("R9", { r = ROSTER, p = { { 4476, LEADER } }, e = false })
  give(t, raid(t, nil, { realm = 4476, creator = LEADER }), 10)
  t:equal(of(t, "Lea"), 10)
end)

test("a raid gives nothing to a new roster with the old uid", function(t)
  guild(t)
  local key = raid(t)
  start(t, key, { ANN })
  t:append("R1", { r = ROSTER })
  t:append("R0", { r = ROSTER, n = "Main", p = 0 })
  t:append("R9", { r = ROSTER, p = { ANN }, e = false })
  give(t, key, 10)
  t:equal(of(t, "Ann"), 0)
end)

test("an unknown raid changes nothing", function(t)
  guild(t)
  give(t, "1-0-4476-1", 10)
  start(t, "1-0-4476-1", { ANN })
  t:equal(of(t, "Ann"), 0)
end)
