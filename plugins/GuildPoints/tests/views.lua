-- What people see.

local ANN, BOB, CID, NOBODY = { 4476, 1 }, { 4476, 2 }, { 4476, 3 }, { 4476, 0 }

local function guild(t)
  t:append("R0", { r = 1, n = "Main", p = 0 })
  t:append("R0", { r = 2, n = "Alts", p = 1 })
  for name, id in pairs({ Ann = ANN, Bob = BOB, Cid = CID }) do
    t:append("P0", { g = id, n = name, c = 1, s = "", m = NOBODY })
  end
  t:append("R9", { r = 1, p = { CID, BOB, ANN }, e = false })
  t:append("R9", { r = 2, p = { ANN }, e = false })
  t:append("DM", { r = 1, p = { BOB }, v = 10, e = 8, t = "", n = false })
end

test("an empty ledger has no standings", function(t)
  t:equal(t:view("standings"), {})
  t:equal(t:view("rosters"), {})
end)

test("a row shows everything about a member", function(t)
  guild(t)
  t:equal(t:view("standings", "Alts"), {
    {
      roster = "Alts",
      name = "Ann",
      guid = "Player-4476-00000001",
      standings = 0,
      spent = 1,
      received = 0,
      decayed = 0,
      blocked = 0,
    },
  })
end)

test("rosters come by name, members by standings and then by name", function(t)
  guild(t)
  local order = {}
  for i, row in ipairs(t:view("standings")) do
    order[i] = row.roster .. " " .. row.name
  end
  t:equal(order, { "Alts Ann", "Main Bob", "Main Ann", "Main Cid" })
end)

test("upper and lower case do not matter in the name of a roster or player", function(t)
  guild(t)
  t:equal(#t:view("standings", "MAIN"), 3)
  t:equal(#t:view("player", "ANN"), 2)
end)

test("an unknown roster is an error that lists the known ones", function(t)
  guild(t)
  t:fails(function()
    t:view("standings", "Mian")
  end, 'there is no roster "Mian"; the rosters are: Alts, Main')
end)

test("rosters tell their kind of points and how many members they have", function(t)
  guild(t)
  t:equal(t:view("rosters"), {
    { name = "Alts", points = "EPGP", members = 1 },
    { name = "Main", points = "DKP", members = 3 },
  })
end)
