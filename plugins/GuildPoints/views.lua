local addonName, ns = ...

-- What people ask for. Views may read the state but not change it, so they build their own tables.

local guild = ns.guild

local function byName(a, b)
  return a.name < b.name
end

-- The rosters themselves, in the order of their names.
local function rostersByName(state)
  local rosters = {}
  for _, roster in pairs(state.rosters) do
    rosters[#rosters + 1] = roster
  end
  table.sort(rosters, byName)
  return rosters
end

local function rowOf(state, roster, guid)
  local account, profile = roster.accounts[guid], state.profiles[guid]
  return {
    roster = roster.name,
    name = profile and profile.name or guid,
    guid = guid,
    standings = account.standings,
    spent = account.spent,
    received = account.received,
    decayed = account.decayed,
    blocked = account.blocked,
  }
end

-- The highest standings first; names decide between equals, and the guid between namesakes.
local function better(a, b)
  if a.standings ~= b.standings then
    return a.standings > b.standings
  end
  if a.name ~= b.name then
    return a.name < b.name
  end
  return a.guid < b.guid
end

local function rowsOf(state, roster)
  local rows = {}
  for guid, account in pairs(roster.accounts) do
    if account.member then
      rows[#rows + 1] = rowOf(state, roster, guid)
    end
  end
  table.sort(rows, better)
  return rows
end

local function rosterNamed(rosters, name)
  local known = {}
  for i, roster in ipairs(rosters) do
    if roster.name:lower() == name:lower() then
      return roster
    end
    known[i] = roster.name
  end
  error(('there is no roster "%s"; the rosters are: %s'):format(name, table.concat(known, ", ")), 0)
end

-- standings [ROSTER]: one row for each member. Without a name all rosters, in order of their names.
guild:view("standings", function(state, args)
  local rosters = rostersByName(state)
  if args[1] then
    rosters = { rosterNamed(rosters, args[1]) }
  end
  local rows = {}
  for _, roster in ipairs(rosters) do
    for _, row in ipairs(rowsOf(state, roster)) do
      rows[#rows + 1] = row
    end
  end
  return rows
end)

-- rosters: one row for each roster.
guild:view("rosters", function(state)
  local rows = {}
  for i, roster in ipairs(rostersByName(state)) do
    rows[i] = {
      name = roster.name,
      points = roster.epgp and "EPGP" or "DKP",
      members = #rowsOf(state, roster),
    }
  end
  return rows
end)

-- player NAME: one player's row in every roster.
guild:view("player", function(state, args)
  local name = args[1] or error("whose points? Try: player NAME", 0)
  local guid = state.names[name:lower()] or error(('nobody is called "%s"'):format(name), 0)
  local rows = {}
  for _, roster in ipairs(rostersByName(state)) do
    local account = roster.accounts[guid]
    if account and account.member then
      rows[#rows + 1] = rowOf(state, roster, guid)
    end
  end
  return rows
end)
