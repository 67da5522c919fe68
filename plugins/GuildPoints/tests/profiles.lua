-- Names, and what happens to points when a profile goes and comes back.

local ROSTER = 1
local ANN, BOB, NOBODY = { 4476, 1 }, { 4476, 2 }, { 4476, 0 }

local function introduce(t, id, name)
  t:append("P0", { g = id, n = name, c = 1, s = "", m = NOBODY })
end

local function guild(t)
  t:append("R0", { r = ROSTER, n = "Main", p = 0 })
  introduce(t, ANN, "Ann")
  introduce(t, BOB, "Bob")
  t:append("R9", { r = ROSTER, p = { ANN, BOB }, e = false })
end

local function give(t, points, id)
  t:append("DM", { r = ROSTER, p = { id }, v = points, e = 8, t = "", n = false })
end

local function of(t, name)
  return t:view("player", name)[1]
end

test("a rename keeps the points", function(t)
  guild(t)
  give(t, 10, ANN)
  introduce(t, ANN, "Anna")
  t:equal(of(t, "Anna").standings, 10)
  t:fails(function()
    t:view("player", "Ann")
  end, 'nobody is called "Ann"')
end)

test("nobody and the nameless get no profile", function(t)
  guild(t)
  introduce(t, NOBODY, "Ghost")
  introduce(t, { 4476, 3 }, "")
  t:fails(function()
    t:view("player", "Ghost")
  end, "nobody is called")
end)

test("without a profile no points come in, but the old ones are kept", function(t)
  guild(t)
  give(t, 10, ANN)
  t:append("P1", { g = ANN })
  t:equal(#t:view("standings"), 1)
  give(t, 5, ANN)
  introduce(t, ANN, "Ann")
  t:equal(of(t, "Ann").standings, 10)
  give(t, 5, ANN)
  t:equal(of(t, "Ann").standings, 15)
end)

test("a removed main sets its alts free", function(t)
  guild(t)
  t:append("P2", { g = BOB, m = ANN })
  t:append("P1", { g = ANN })
  give(t, 10, BOB)
  t:equal(of(t, "Bob").standings, 10)
  t:equal(of(t, "Bob").received, 10)
end)

test("a removed alt no longer shares", function(t)
  guild(t)
  t:append("P2", { g = BOB, m = ANN })
  t:append("P1", { g = BOB })
  give(t, 10, ANN)
  introduce(t, BOB, "Bob")
  t:equal(of(t, "Ann").standings, 10)
  t:equal(of(t, "Bob").standings, 0)
end)

test("a new character with the name of an old one takes its place", function(t)
  guild(t)
  introduce(t, { 4476, 3 }, "ann")
  t:equal(t:view("player", "Ann"), {})
  give(t, 10, ANN) -- forgotten, so nothing comes in
  t:equal(t:view("standings")[2].name, "Player-4476-00000001")
  t:equal(t:view("standings")[2].standings, 0)
end)
