-- Rosters come and go, have settings and members.

local DKP, EPGP = 0, 1
local ANN, BOB, NOBODY = { 4476, 1 }, { 4476, 2 }, { 4476, 0 }

local function create(t, uid, name, points)
  t:append("R0", { r = uid, n = name, p = points or DKP })
end

local function guild(t)
  create(t, 1, "Main")
  t:append("P0", { g = ANN, n = "Ann", c = 1, s = "", m = NOBODY })
  t:append("P0", { g = BOB, n = "Bob", c = 1, s = "", m = NOBODY })
end

local function join(t, uid, ...)
  t:append("R9", { r = uid, p = { ... }, e = false })
end

local function leave(t, uid, ...)
  t:append("R9", { r = uid, p = { ... }, e = true })
end

local function configure(t, uid, name, value)
  t:append("R4", { r = uid, c = name, v = value })
end

local function give(t, uid, points, id)
  t:append("DM", { r = uid, p = { id }, v = points, e = 8, t = "", n = false })
end

local function of(t, name)
  return t:view("player", name)[1]
end

test("a uid or a name in use makes no second roster, nor does an unknown kind of points", function(t)
  guild(t)
  create(t, 1, "Other")
  create(t, 2, "Main")
  create(t, 3, "Third", 2)
  t:equal(t:view("rosters"), { { name = "Main", points = "DKP", members = 0 } })
end)

test("a deleted roster can be created again, empty", function(t)
  guild(t)
  join(t, 1, ANN)
  give(t, 1, 10, ANN)
  t:append("R1", { r = 1 })
  t:equal(t:view("standings"), {})
  create(t, 1, "Main", EPGP)
  t:equal(t:view("standings"), {})
  t:equal(t:view("rosters")[1].points, "EPGP")
end)

test("a roster can have a new name, but not one in use", function(t)
  guild(t)
  create(t, 2, "Second")
  t:append("R2", { r = 2, n = "Main" })
  t:append("R2", { r = 1, n = "First" })
  t:equal(t:view("rosters")[1].name, "First")
  t:equal(t:view("rosters")[2].name, "Second")
end)

test("who comes back starts at zero", function(t)
  guild(t)
  join(t, 1, ANN)
  give(t, 1, 10, ANN)
  leave(t, 1, ANN)
  t:equal(of(t, "Ann"), nil)
  give(t, 1, 10, ANN)
  join(t, 1, ANN)
  t:equal(of(t, "Ann").standings, 0)
  t:equal(of(t, "Ann").received, 0)
end)

test("joining twice changes nothing", function(t)
  guild(t)
  join(t, 1, ANN)
  give(t, 1, 10, ANN)
  join(t, 1, ANN, ANN)
  t:equal(of(t, "Ann").standings, 10)
end)

test("somebody without a profile is listed by guid, and gets nothing", function(t)
  guild(t)
  join(t, 1, { 4476, 45057 })
  give(t, 1, 10, { 4476, 45057 })
  local row = t:view("standings")[1]
  t:equal(row.name, "Player-4476-0000B001")
  t:equal(row.standings, 0)
end)

test("newcomers are given base points, which do not count as received", function(t)
  guild(t)
  create(t, 2, "Second", EPGP)
  for uid = 1, 2 do
    configure(t, uid, "basePoints", 50)
    configure(t, uid, "baseSpent", 7)
    join(t, uid, ANN)
  end
  local rows = t:view("player", "Ann")
  t:equal(rows[1].standings, 50)
  t:equal(rows[1].spent, 0)
  t:equal(rows[2].standings, 50)
  t:equal(rows[2].spent, 8) -- minGP and baseSpent
  t:equal(rows[2].received, 0)
end)

test("a new minGP lifts those below it, in DKP rosters too", function(t)
  guild(t)
  join(t, 1, ANN)
  configure(t, 1, "minGP", 10)
  t:equal(of(t, "Ann").spent, 10)
end)

test("a refused minGP still lifts everybody to the one that holds", function(t)
  guild(t)
  join(t, 1, ANN)
  configure(t, 1, "minGP", -5)
  t:equal(of(t, "Ann").spent, 1)
end)

test("decimals hold for the counters of those who have joined, later ones have ten", function(t)
  guild(t)
  join(t, 1, ANN)
  configure(t, 1, "roundDecimals", 0)
  join(t, 1, BOB)
  for _, id in ipairs({ ANN, BOB }) do
    t:append("IA", { r = 1, p = id, i = 19019, v = 33.5 })
  end
  t:equal(of(t, "Ann").standings, -33)
  t:equal(of(t, "Ann").spent, 34)
  t:equal(of(t, "Bob").standings, -33)
  t:equal(of(t, "Bob").spent, 33.5)
end)

test("refused decimals still hold for the counters of those who have joined", function(t)
  guild(t)
  join(t, 1, ANN)
  configure(t, 1, "roundDecimals", 3)
  give(t, 1, 0.12345, ANN)
  t:equal(of(t, "Ann").standings, 0.12345)
  t:equal(of(t, "Ann").received, 0.123)
end)

test("settings may come as text; what does not fit is refused", function(t)
  guild(t)
  join(t, 1, ANN)
  configure(t, 1, "hardCap", "100")
  configure(t, 1, "hardCap", -1)
  configure(t, 1, "hardCap", "much")
  configure(t, 1, "hardCap", true)
  configure(t, 1, "colour", "blue")
  give(t, 1, 150, ANN)
  t:equal(of(t, "Ann").standings, 100)
end)

test("a copy brings settings and members, but no points", function(t)
  guild(t)
  create(t, 2, "Second")
  configure(t, 1, "hardCap", 100)
  join(t, 1, ANN, BOB)
  leave(t, 1, BOB)
  give(t, 1, 60, ANN)
  t:append("RC", { r = 1, a = 2, c = true, d = false, o = false, p = true })
  give(t, 2, 150, ANN)
  configure(t, 1, "hardCap", 0) -- the copy stays as it is
  give(t, 2, 150, ANN)
  t:equal(t:view("player", "Ann")[2].standings, 100)
  t:equal(t:view("player", "Bob"), {})
end)

test("rows without effect on points are known", function(t)
  guild(t)
  t:append("R6", { r = 1, d = 1, i = 1, a = {} })
  t:append("RB", { r = 1, e = 1, v = 1, d = 99, h = 1 })
  t:append("ID", { r = 1, i = 19019 })
  t:equal(t:view("standings"), {})
end)
