local addonName, ns = ...

-- Points given, taken, set and decayed: DM and DO add, DS sets, DD and DT decay. DM, DS and DD name
-- their players, DO and DT mean the whole roster. (DR, for a raid, is in raids.lua.)

local guild = ns.guild

-- With n, a row means spent instead of standings.
local function adding(roster, e)
  if e.n then
    return ns.addingToSpent(roster, e.v)
  end
  return ns.adding(roster, e.v, ns.week(roster, e.time))
end

guild:on("DM", function(state, e)
  local roster = state.rosters[e.r]
  if roster then
    ns.eachListed(state, roster, e.p, adding(roster, e))
  end
end)

guild:on("DO", function(state, e)
  local roster = state.rosters[e.r]
  if roster then
    ns.eachMember(state, roster, adding(roster, e))
  end
end)

guild:on("DS", function(state, e)
  local roster = state.rosters[e.r]
  if roster then
    local setting = e.n and ns.settingSpent or ns.settingStandings
    ns.eachListed(state, roster, e.p, setting(roster, e.v))
  end
end)

guild:on("DD", function(state, e)
  local roster = state.rosters[e.r]
  if roster then
    ns.eachListed(state, roster, e.p, ns.decaying(roster, e.v, e.i))
  end
end)

-- Collected before anything decays, because sharing in a family changes standings on the way.
local function inDebt(roster)
  local players = {}
  for player, account in pairs(roster.accounts) do
    if account.member and account.standings < 0 then
      players[player] = true
    end
  end
  return players
end

-- With n, whoever is in debt keeps the debt.

guild:on("DT", function(state, e)
  local roster = state.rosters[e.r]
  if roster then
    local exempt = e.n and inDebt(roster) or nil
    ns.eachMember(state, roster, ns.decaying(roster, e.v, e.i), exempt)
  end
end)
