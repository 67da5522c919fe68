local addonName, ns = ...

-- Arithmetic. Each function here prepares what a row does and returns a function that does it to
-- one account: a row often reaches a whole roster, and what is the same for all is worked out once.
-- Nothing has a floor: standings may go below zero.

local max, min, round = math.max, math.min, ns.round

-- How much of `points` the caps leave. Nil means that the player is at a cap and gets nothing; then
-- nothing counts as blocked either.
local function withinCaps(config, account, points, week)
  local gained, hardCap, weeklyCap = points, config.hardCap, config.weeklyCap
  if hardCap > 0 then
    if account.standings >= hardCap then
      return nil
    end
    gained = min(gained, hardCap - account.standings)
  end
  if weeklyCap > 0 then
    local room = weeklyCap - (account.gains[week] or 0)
    if room < 0 then
      return nil
    end
    gained = min(gained, room)
  end
  return round(gained, config.roundDecimals)
end

function ns.adding(roster, points, week)
  local config = roster.config
  local capped = points > 0 and (config.hardCap > 0 or config.weeklyCap > 0)
  local uncapped = round(points, config.roundDecimals)

  return function(account)
    local gained = uncapped
    if capped then
      gained = withinCaps(config, account, points, week)
      if not gained then
        return
      end
    end
    if points > 0 then
      local gains = account.gains
      gains[week] = (gains[week] or 0) + gained
    end
    local decimals, cut, blocked = account.decimals, points - gained, account.blocked
    account.standings = account.standings + gained
    account.received = round(account.received + gained, decimals)
    if cut ~= 0 or blocked ~= 0 then
      account.blocked = round(blocked + cut, decimals)
    end
  end
end

function ns.addingToSpent(roster, points)
  local decimals, least = roster.config.roundDecimals, roster.config.minGP
  return function(account)
    account.spent = max(round(account.spent + points, decimals), least)
  end
end

local POINTS, SPENT = 1, 2 -- anything else decays both

-- Takes a percentage away. Debts shrink too, and then `decayed` goes down.
function ns.decaying(roster, percent, kind)
  local decimals, least = roster.config.roundDecimals, roster.config.minGP
  local rest = 100 - percent
  local hitsPoints = kind ~= SPENT
  local hitsSpent = kind ~= POINTS and roster.epgp

  return function(account)
    if hitsPoints then
      local before = account.standings
      local after = round(before * rest / 100, decimals)
      account.standings = after
      account.decayed = round(account.decayed + (before - after), account.decimals)
    end
    if hitsSpent then
      account.spent = max(round(account.spent * rest / 100, decimals), least)
    end
  end
end

function ns.settingStandings(roster, points)
  local standings = round(points, roster.config.roundDecimals)
  return function(account)
    account.standings = standings
  end
end

function ns.settingSpent(roster, points)
  local spent = round(points, roster.config.roundDecimals)
  return function(account)
    account.spent = spent
  end
end
