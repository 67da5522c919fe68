local addonName, ns = ...

-- P2 makes a character the alt of a main, or lets it go again. From then on they share one pool:
-- the sum of what both brought along.

local guild, round = ns.guild, ns.round

-- The alt keeps a copy of the whole pool. That is how CLM does it; set the standings by hand
-- (row DS) if your guild wants it otherwise.
local function unlink(state, guid, profile)
  local main = state.profiles[profile.main]
  if main then
    profile.main = nil
    ns.removeAlt(main, guid)
  end
end

local function pool(roster, altGuid, mainGuid, family)
  local alt = roster.accounts[altGuid]
  if not (alt and alt.member) then
    return
  end
  local main, config = ns.join(roster, mainGuid), roster.config
  -- Both have been given minGP on joining; it counts once.
  local givenTwice = roster.epgp and config.minGP or 0
  main.standings = round(main.standings + alt.standings, config.roundDecimals)
  main.spent = round(main.spent + alt.spent - givenTwice, config.roundDecimals)
  ns.share(roster, main, family)
  for guid in pairs(family) do
    local account = roster.accounts[guid]
    if account and account.standings then
      ns.shareGains(main, account)
    end
  end
end

guild:on("P2", function(state, e)
  local altGuid, mainGuid = ns.guid(e.g), ns.guid(e.m)
  local alt, main = state.profiles[altGuid], state.profiles[mainGuid]
  if not alt then
    return
  end
  if not main then
    return unlink(state, altGuid, alt)
  end
  -- Families have one level: an alt has no alts, and a main has no main.
  if alt.main == mainGuid or alt.alts or state.profiles[main.main] then
    return
  end
  unlink(state, altGuid, alt)
  alt.main = mainGuid
  ns.addAlt(main, altGuid)
  for _, roster in pairs(state.rosters) do
    pool(roster, altGuid, mainGuid, main.alts)
  end
end)
