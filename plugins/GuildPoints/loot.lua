local addonName, ns = ...

-- IA gives an item to a member of a roster, II to somebody in a raid.

local guild, round = ns.guild, ns.round

-- CLM books prices at time 0, hence in week 1. It matters only for prices below zero.
local WEEK_OF_LOOT = 1

-- The receiver pays, not the main; then the family takes over the receiver's numbers.
-- Returns whether the receiver is one of us.
local function charge(state, roster, e)
  if not e.p then
    error(e.type .. " must name in p the player who got the item")
  end
  local guid = ns.guid(e.p)
  local account, profile = roster.accounts[guid], state.profiles[guid]
  if not (account and account.member and profile) then
    return false
  end
  local price = e.v
  if not profile.locked then
    account.spent = round(account.spent + price, account.decimals)
    if not roster.epgp then
      ns.adding(roster, -price, WEEK_OF_LOOT)(account)
      account.received = round(account.received + price, account.decimals) -- a price is no penalty
    end
  end
  local main = ns.head(state, guid, profile)
  if main then
    ns.share(roster, account, { [main] = true })
    ns.share(roster, account, state.profiles[main].alts or {})
  end
  return true
end

guild:on("IA", function(state, e)
  local roster = state.rosters[e.r]
  if roster then
    charge(state, roster, e)
  end
end)

guild:on("II", function(state, e)
  local raid, roster = ns.raid(state, e.r)
  if roster and charge(state, roster, e) and raid.config.zeroSumBank then
    ns.shareOut(state, raid, roster, e)
  end
end)
