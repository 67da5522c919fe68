local addonName, ns = ...

-- R0 creates a roster, R1 deletes it, R2 renames it, R4 changes a setting, R9 adds and removes
-- members, RC copies from another roster.

local guild = ns.guild

local DKP, EPGP = 0, 1

local function nameInUse(state, name)
  for _, roster in pairs(state.rosters) do
    if roster.name == name then
      return true
    end
  end
  return false
end

guild:on("R0", function(state, e)
  if state.rosters[e.r] or nameInUse(state, e.n) or (e.p ~= DKP and e.p ~= EPGP) then
    return
  end
  state.rosters[e.r] = {
    name = e.n,
    epgp = e.p == EPGP,
    born = e.key, -- tells this roster from an older one with the same uid, see ns.raid
    config = ns.newConfig(),
    accounts = {},
  }
end)

guild:on("R1", function(state, e)
  state.rosters[e.r] = nil
end)

guild:on("R2", function(state, e)
  local roster = state.rosters[e.r]
  if roster and not nameInUse(state, e.n) then
    roster.name = e.n
  end
end)

-- A setting holds from its row on. Two of them also reach back to everybody who ever joined, and
-- do so even if the value was refused.
guild:on("R4", function(state, e)
  local roster = state.rosters[e.r]
  if not roster then
    return
  end
  local config = roster.config
  ns.configure(config, e.c, e.v)
  if e.c == "minGP" then
    for _, account in pairs(roster.accounts) do
      account.spent = math.max(account.spent, config.minGP)
    end
  elseif e.c == "roundDecimals" then
    for _, account in pairs(roster.accounts) do
      account.decimals = tonumber(e.v) or account.decimals
    end
  end
end)

-- An alt brings its main along and takes over what the main has.
local function add(state, roster, guid)
  local account, isNew = ns.join(roster, guid)
  local profile = state.profiles[guid]
  if not profile then
    return
  end
  if profile.main then
    local main, mainIsNew = ns.join(roster, profile.main)
    if mainIsNew then
      ns.grantBase(roster, main)
    end
    ns.share(roster, main, { [guid] = true })
    ns.shareGains(main, account)
  elseif isNew then
    ns.grantBase(roster, account)
  end
end

-- A main takes its alts along.
local function remove(state, roster, guid)
  local profile = state.profiles[guid]
  if profile then
    ns.leave(roster, guid)
    for alt in pairs(profile.alts or {}) do
      ns.leave(roster, alt)
    end
  end
end

guild:on("R9", function(state, e)
  local roster = state.rosters[e.r]
  if roster then
    local change = e.e and remove or add
    for _, id in ipairs(e.p) do
      change(state, roster, ns.guid(id))
    end
  end
end)

guild:on("RC", function(state, e)
  local source, target = state.rosters[e.r], state.rosters[e.a]
  if not (source and target) then
    return
  end
  if e.c then
    target.config = ns.copyConfig(source.config)
  end
  if e.p then
    for guid, account in pairs(source.accounts) do
      if account.member then
        ns.join(target, guid)
      end
    end
  end
end)

-- Prices, boss bonuses, button names, disenchanted items: good to know, but they move no points.
for row in ("R6 R7 R8 RR RB RF RM VE VX VM VS VT ID IE"):gmatch("%S+") do
  guild:on(row, function() end)
end
