local addonName, ns = ...

-- P0 introduces or renames a player, P1 removes one, P3 locks and unlocks.

local guild = ns.guild

-- A profile that comes back finds its place in the rosters that still know its points.
local function returnToRosters(state, guid)
  for _, roster in pairs(state.rosters) do
    local account = roster.accounts[guid]
    if account and account.standings then
      account.member = true
    end
  end
end

guild:on("P0", function(state, e)
  local name = e.n
  if not ns.isSomebody(e.g) or name == nil or name == "" then
    return
  end
  local guid = ns.guid(e.g)
  local profile = state.profiles[guid]
  if profile then
    state.names[profile.name:lower()] = nil
    profile.name = name
  else
    -- A new character took over the name of an old one: the old one is forgotten.
    local namesake = state.names[name:lower()]
    if namesake then
      state.profiles[namesake] = nil
    end
    profile = { name = name, locked = false }
    state.profiles[guid] = profile
    returnToRosters(state, guid)
  end
  state.names[name:lower()] = guid
  if ns.isSomebody(e.m) then
    profile.main = ns.guid(e.m)
  end
end)

guild:on("P1", function(state, e)
  local guid = ns.guid(e.g)
  local profile = state.profiles[guid]
  if not profile then
    return
  end
  local main = state.profiles[profile.main]
  if profile.alts then
    for alt in pairs(profile.alts) do
      if state.profiles[alt] then
        state.profiles[alt].main = nil
      end
    end
  elseif main then
    ns.removeAlt(main, guid)
  end
  state.names[profile.name:lower()] = nil
  state.profiles[guid] = nil
  for _, roster in pairs(state.rosters) do
    if roster.accounts[guid] then
      roster.accounts[guid].member = false -- the numbers stay, see returnToRosters
    end
  end
end)

local function lock(state, guid, locked)
  local profile = state.profiles[guid]
  if profile then
    profile.locked = locked
  end
  return profile
end

-- Lock one, lock the family.
guild:on("P3", function(state, e)
  local locked = e.l == true
  for _, id in ipairs(e.p) do
    local profile = lock(state, ns.guid(id), locked)
    if profile then
      local main = profile
      if not profile.alts then
        main = lock(state, profile.main, locked)
      end
      for alt in pairs(main and main.alts or {}) do
        lock(state, alt, locked)
      end
    end
  end
end)
