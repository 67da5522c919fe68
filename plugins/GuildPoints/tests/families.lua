-- Linked characters: one pool for the family, locks for all of it.

local ROSTER, DKP, EPGP = 1, 0, 1
local ANN, BOB, CID, NOBODY = { 4476, 1 }, { 4476, 2 }, { 4476, 3 }, { 4476, 0 }

local function guild(t, points)
  t:append("R0", { r = ROSTER, n = "Main", p = points or DKP })
  for name, id in pairs({ Ann = ANN, Bob = BOB, Cid = CID }) do
    t:append("P0", { g = id, n = name, c = 1, s = "", m = NOBODY })
  end
  t:append("R9", { r = ROSTER, p = { ANN, BOB, CID }, e = false })
end

local function give(t, points, ...)
  t:append("DM", { r = ROSTER, p = { ... }, v = points, e = 8, t = "", n = false })
end

local function link(t, alt, main)
  t:append("P2", { g = alt, m = main })
end

local function lock(t, id, locked)
  t:append("P3", { p = { id }, l = locked })
end

local function of(t, name)
  return t:view("player", name)[1]
end

test("a link pools standings and spent", function(t)
  guild(t)
  give(t, 100, ANN)
  give(t, 30, BOB)
  t:append("DM", { r = ROSTER, p = { BOB }, v = 5, e = 8, t = "", n = true })
  link(t, BOB, ANN)
  for _, name in ipairs({ "Ann", "Bob" }) do
    t:equal(of(t, name).standings, 130)
    t:equal(of(t, name).spent, 5)
  end
  t:equal(of(t, "Ann").received, 100)
  t:equal(of(t, "Bob").received, 30)
end)

test("minGP counts once in a pool", function(t)
  guild(t, EPGP)
  link(t, BOB, ANN)
  t:equal(of(t, "Ann").spent, 1)
end)

test("points for an alt are booked on the main and shown by both", function(t)
  guild(t)
  link(t, BOB, ANN)
  give(t, 10, BOB)
  t:equal(of(t, "Ann").standings, 10)
  t:equal(of(t, "Bob").standings, 10)
  t:equal(of(t, "Ann").received, 10)
  t:equal(of(t, "Bob").received, 0)
end)

test("a row counts once for a family and for a name listed twice", function(t)
  guild(t)
  link(t, BOB, ANN)
  give(t, 10, BOB, ANN, CID, BOB, CID)
  t:equal(of(t, "Ann").standings, 10)
  t:equal(of(t, "Cid").standings, 10)
  t:append("DO", { r = ROSTER, v = 1, e = 8, t = "", n = false })
  t:equal(of(t, "Bob").standings, 11)
end)

test("an unlinked alt keeps a copy of the pool", function(t)
  guild(t)
  give(t, 100, ANN)
  link(t, BOB, ANN)
  link(t, BOB, NOBODY)
  give(t, 10, BOB)
  t:equal(of(t, "Ann").standings, 100)
  t:equal(of(t, "Bob").standings, 110)
end)

test("families have one level", function(t)
  guild(t)
  link(t, BOB, ANN)
  link(t, ANN, CID) -- Ann has an alt
  link(t, CID, BOB) -- Bob is one
  give(t, 10, CID)
  t:equal(of(t, "Ann").standings, 0)
  t:equal(of(t, "Bob").standings, 0)
  t:equal(of(t, "Cid").standings, 10)
end)

test("linking again to the same main pools nothing again", function(t)
  guild(t)
  give(t, 10, ANN)
  link(t, BOB, ANN)
  link(t, BOB, ANN)
  t:equal(of(t, "Ann").standings, 10)
end)

test("an alt can move to another main", function(t)
  guild(t)
  give(t, 10, ANN)
  link(t, BOB, ANN)
  link(t, BOB, CID)
  t:equal(of(t, "Cid").standings, 10)
  give(t, 5, CID)
  give(t, 1, ANN)
  t:equal(of(t, "Ann").standings, 11)
  t:equal(of(t, "Bob").standings, 15)
end)

test("a linked main joins the rosters of its alt", function(t)
  guild(t)
  t:append("R9", { r = ROSTER, p = { ANN }, e = true })
  give(t, 10, BOB)
  link(t, BOB, ANN)
  t:equal(of(t, "Ann").standings, 10)
end)

test("an alt that is added brings its main along", function(t)
  guild(t)
  link(t, BOB, ANN)
  t:append("R9", { r = ROSTER, p = { ANN }, e = true }) -- and Bob with her
  t:equal(of(t, "Bob"), nil)
  t:append("R9", { r = ROSTER, p = { BOB }, e = false })
  t:equal(of(t, "Ann").standings, 0)
  t:equal(of(t, "Bob").standings, 0)
end)

test("base points go to the main that comes along, not to its alt on top", function(t)
  guild(t)
  link(t, BOB, ANN)
  t:append("R9", { r = ROSTER, p = { ANN }, e = true })
  t:append("R4", { r = ROSTER, c = "basePoints", v = 50 })
  t:append("R9", { r = ROSTER, p = { BOB }, e = false })
  t:equal(of(t, "Ann").standings, 50)
  t:equal(of(t, "Bob").standings, 50)
end)

test("an alt that is added takes over what its main has", function(t)
  guild(t)
  t:append("R9", { r = ROSTER, p = { BOB }, e = true })
  give(t, 40, ANN)
  link(t, BOB, ANN)
  t:append("R9", { r = ROSTER, p = { BOB }, e = false })
  t:equal(of(t, "Bob").standings, 40)
end)

test("who is locked neither gains nor loses, and can be unlocked", function(t)
  guild(t)
  give(t, 10, ANN)
  lock(t, ANN, true)
  give(t, 5, ANN)
  t:append("DT", { r = ROSTER, v = 50, e = 101, n = false, t = "", i = 0 })
  t:equal(of(t, "Ann").standings, 10)
  lock(t, ANN, false)
  give(t, 5, ANN)
  t:equal(of(t, "Ann").standings, 15)
end)

test("a lock on one is a lock on the family", function(t)
  guild(t)
  link(t, BOB, ANN)
  lock(t, BOB, true)
  give(t, 5, ANN)
  t:equal(of(t, "Ann").standings, 0)
  lock(t, ANN, false)
  give(t, 5, BOB)
  t:equal(of(t, "Ann").standings, 5)
end)

test("loot of an alt is paid by the family and counted on the alt", function(t)
  guild(t)
  give(t, 100, ANN)
  link(t, BOB, ANN)
  t:append("IA", { r = ROSTER, p = BOB, i = 19019, v = 30 })
  t:equal(of(t, "Ann").standings, 70)
  t:equal(of(t, "Ann").spent, 30)
  t:equal(of(t, "Bob").standings, 70)
end)

test("loot of one alt shows on the others", function(t)
  guild(t)
  link(t, BOB, ANN)
  link(t, CID, ANN)
  t:append("IA", { r = ROSTER, p = BOB, i = 19019, v = 30 })
  t:equal(of(t, "Cid").standings, -30)
end)
