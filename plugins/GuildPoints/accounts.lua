local addonName, ns = ...

-- One account is what one character has in one roster:
--   standings  the points (nil after leaving the roster)
--   spent      prices paid (DKP) or gear points (EPGP)
--   received   all points ever given or taken; blocked: points lost to caps and rounding
--   decayed    points lost to decay
--   decimals   how the four counters above are rounded; standings follow the roster's setting
--   gains      week -> points gained, for the weekly cap
--   row        the last row that changed it, see targets.lua
--   member     false once the character has left, or while it has no profile

local max, round = math.max, ns.round

-- Starts at zero, also for somebody who comes back.
function ns.join(roster, guid)
  local account = roster.accounts[guid]
  if account and account.member then
    return account, false
  end
  account = {
    member = true,
    standings = 0,
    spent = roster.epgp and roster.config.minGP or 0,
    received = 0,
    blocked = 0,
    decayed = 0,
    decimals = 10,
    gains = {},
    row = 0,
  }
  roster.accounts[guid] = account
  return account, true
end

-- The counters stay readable until the next join.
function ns.leave(roster, guid)
  local account = roster.accounts[guid]
  if account then
    account.member = false
    account.standings = nil
    account.gains = {}
  end
end

-- A gift to newcomers, so it does not count as received.
function ns.grantBase(roster, account)
  local config = roster.config
  if config.basePoints > 0 then
    account.standings = round(config.basePoints, config.roundDecimals)
  end
  if roster.epgp and config.baseSpent > 0 then
    account.spent = max(round(account.spent + config.baseSpent, config.roundDecimals), config.minGP)
  end
end

-- A family shares its standings and spent. The other counters stay with the character they
-- were booked on.
function ns.share(roster, source, guids)
  local accounts = roster.accounts
  for guid in pairs(guids) do
    local account = accounts[guid]
    if account and account.standings then
      account.standings = source.standings
      account.spent = source.spent
    end
  end
end

-- Linking and joining share gains as well, but as CLM does it: week 1, 2, 3 up to the first gap.
-- Real weeks are near 2800; only loot sold for less than nothing is ever booked in week 1.
function ns.shareGains(source, target)
  local week = 1
  while source.gains[week] do
    target.gains[week] = source.gains[week]
    week = week + 1
  end
end
