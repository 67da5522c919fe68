-- Prices, and zero-sum shares of them.

local ROSTER, DKP, EPGP, THUNDERFURY = 1, 0, 1, 19019
local ANN, BOB, CID, DEE = { 4476, 1 }, { 4476, 2 }, { 4476, 3 }, { 4476, 4 }
local NOBODY = { 4476, 0 }

-- Where the settings of a raid stand in the list that comes with it.
local ZERO_SUM, ROUND_DECIMALS, WITH_BENCH = 3, 20, 23

local function guild(t, points)
  t:append("R0", { r = ROSTER, n = "Main", p = points or DKP })
  for name, id in pairs({ Ann = ANN, Bob = BOB, Cid = CID, Dee = DEE }) do
    t:append("P0", { g = id, n = name, c = 1, s = "", m = NOBODY })
  end
  t:append("R9", { r = ROSTER, p = { ANN, BOB, CID, DEE }, e = false })
end

local function configure(t, name, value)
  t:append("R4", { r = ROSTER, c = name, v = value })
end

local function give(t, points, id)
  t:append("DM", { r = ROSTER, p = { id }, v = points, e = 8, t = "", n = false })
end

local function sell(t, id, price)
  t:append("IA", { r = ROSTER, p = id, i = THUNDERFURY, v = price })
end

-- A zero-sum raid of Ann, Bob and Cid, with Dee on the bench.
local function zeroSumRaid(t, withBench)
  local list = {}
  for place = 1, 43 do
    list[place] = 0
  end
  list[ZERO_SUM], list[ROUND_DECIMALS], list[WITH_BENCH] = true, 2, withBench
  local key = t:append("AC", { r = ROSTER, n = "Monday", c = list })
  t:append("AS", { r = key, p = { ANN, BOB, CID }, s = { DEE } })
  return key
end

local function sellInRaid(t, key, id, price)
  t:append("II", { r = key, p = id, i = THUNDERFURY, v = price })
end

local function of(t, name)
  return t:view("player", name)[1]
end

test("a price is taken from the standings and is no penalty", function(t)
  guild(t)
  give(t, 100, ANN)
  sell(t, ANN, 30)
  t:equal(of(t, "Ann").standings, 70)
  t:equal(of(t, "Ann").spent, 30)
  t:equal(of(t, "Ann").received, 100)
end)

test("without decimals a price of 33.5 costs 33, counts 34 and gives one back", function(t)
  guild(t)
  configure(t, "roundDecimals", 0)
  give(t, 100, ANN)
  sell(t, ANN, 33.5)
  t:equal(of(t, "Ann").standings, 67)
  t:equal(of(t, "Ann").spent, 34)
  t:equal(of(t, "Ann").received, 101)
end)

test("EPGP loot costs gear points, not effort points", function(t)
  guild(t, EPGP)
  give(t, 100, ANN)
  sell(t, ANN, 30)
  t:equal(of(t, "Ann").standings, 100)
  t:equal(of(t, "Ann").spent, 31)
end)

test("who is locked gets the item for nothing", function(t)
  guild(t)
  t:append("P3", { p = { ANN }, l = true })
  sell(t, ANN, 30)
  t:equal(of(t, "Ann").standings, 0)
  t:equal(of(t, "Ann").spent, 0)
end)

test("only members pay", function(t)
  guild(t)
  t:append("R9", { r = ROSTER, p = { ANN }, e = true })
  sell(t, ANN, 30)
  t:append("R9", { r = ROSTER, p = { ANN }, e = false })
  t:equal(of(t, "Ann").spent, 0)
end)

test("a price below zero is a gain, capped in a week of its own", function(t)
  guild(t)
  configure(t, "weeklyCap", 20)
  give(t, 20, ANN)
  sell(t, ANN, -15)
  sell(t, ANN, -15)
  t:equal(of(t, "Ann").standings, 40)
  t:equal(of(t, "Ann").spent, -30)
end)

test("an award that names nobody stops the addon with a clear message", function(t)
  guild(t)
  t:append("IA", { r = ROSTER, i = THUNDERFURY, v = 30 })
  t:fails(function()
    t:view("standings")
  end, "IA must name in p the player")
end)

test("zero-sum shares a price among the raid", function(t)
  guild(t)
  sellInRaid(t, zeroSumRaid(t, false), ANN, 100)
  -- The leader is in the raid, though unknown to the guild: four shares, one of them lost.
  t:equal(of(t, "Ann").standings, -75)
  t:equal(of(t, "Bob").standings, 25)
  t:equal(of(t, "Dee").standings, 0)
end)

test("zero-sum can include the bench, and then counts only players with a profile", function(t)
  guild(t)
  sellInRaid(t, zeroSumRaid(t, true), ANN, 100)
  t:equal(of(t, "Ann").standings, -75)
  t:equal(of(t, "Dee").standings, 25)
end)

test("the bench is included unless the raid says otherwise", function(t)
  guild(t)
  local key = t:append("AC", { r = ROSTER, n = "Short list", c = { 1, 0, true } })
  t:append("AS", { r = key, p = { ANN, BOB, CID }, s = { DEE } })
  sellInRaid(t, key, ANN, 100)
  t:equal(of(t, "Dee").standings, 25)
end)

test("zero-sum skips the bench of a family that is in the raid", function(t)
  guild(t)
  t:append("P2", { g = DEE, m = CID })
  sellInRaid(t, zeroSumRaid(t, true), ANN, 100)
  t:equal(of(t, "Bob").standings, 33.33)
  t:equal(of(t, "Cid").standings, 33.33)
end)

test("zero-sum rounds as the raid does and adds the inflation of the roster", function(t)
  guild(t)
  configure(t, "zeroSumBankInflation", 1)
  t:append("R9", { r = ROSTER, p = { DEE }, e = true })
  local key = zeroSumRaid(t, true)
  sellInRaid(t, key, ANN, 10)
  t:equal(of(t, "Bob").standings, 3.5)
  sellInRaid(t, key, ANN, 1 / 3)
  t:equal(of(t, "Bob").standings, 3.5 + 1.08)
end)

test("a locked buyer does not pay, but the others get their shares", function(t)
  guild(t)
  t:append("P3", { p = { ANN }, l = true })
  sellInRaid(t, zeroSumRaid(t, true), ANN, 100)
  t:equal(of(t, "Ann").standings, 0)
  t:equal(of(t, "Bob").standings, 25)
end)
