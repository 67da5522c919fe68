local addonName, ns = ...

-- Zero-sum: what one pays for an item goes in equal shares to everybody in the raid.

-- Somebody on the bench counts unless a character of the same family is in the raid already.
local function familyIsIn(state, raid, guid, profile)
  local main = profile.alts and guid or profile.main
  local family = state.profiles[main]
  if not family then
    return false
  end
  if raid.players[main] then
    return true
  end
  for alt in pairs(family.alts or {}) do
    if raid.players[alt] then
      return true
    end
  end
  return false
end

-- Returns the players and how many shares there are. The two can differ: without the bench CLM
-- counts whoever is in the raid, known to the guild or not.
local function sharers(state, raid)
  local players, count = {}, 0
  local withBench = raid.config.autoAwardIncludeBench
  for guid in pairs(raid.players) do
    if state.profiles[guid] or not withBench then
      players[guid] = true
      count = count + 1
    end
  end
  if withBench then
    for guid in pairs(raid.standby) do
      local profile = state.profiles[guid]
      if profile and not familyIsIn(state, raid, guid, profile) then
        players[guid] = true
        count = count + 1
      end
    end
  end
  return players, count
end

-- Shares of locked players and of players outside the roster are lost.
function ns.shareOut(state, raid, roster, e)
  local players, count = sharers(state, raid)
  if count > 0 then
    local inflation = roster.config.zeroSumBankInflation
    local share = ns.round(e.v / count + inflation, raid.config.roundDecimals)
    ns.eachOf(state, roster, players, ns.adding(roster, share, ns.week(roster, e.time)))
  end
end
