local addonName, ns = ...

-- Who a row reaches. A row names players; what it changes are accounts: for linked characters the
-- one of their main, and then the family shares the result.
--
-- An account is changed once per row, even if the row names a player twice or several characters
-- of a family. For that, rows that give points are numbered, and an account remembers the last one.

local guid, head, share = ns.guid, ns.head, ns.share

-- Returns the function that takes one player through all this. It answers "stop" where CLM leaves
-- the rest of the row alone; only odd data gets that far.
local function reaching(state, roster, change)
  local accounts, profiles, row = roster.accounts, state.profiles, state.row

  return function(player, account)
    local profile = profiles[player]
    if not (account and account.member and profile) or profile.locked then
      return
    end
    local main = head(state, player, profile)
    if main then
      account = accounts[main]
      if not (account and account.member) then
        return "stop"
      end
    end
    if account.row ~= row then
      account.row = row
      change(account)
      if main then
        share(roster, account, profiles[main].alts or {})
      end
    end
  end
end

-- For a list of ids, as rows carry it.
function ns.eachListed(state, roster, ids, change)
  state.row = state.row + 1
  local accounts, reach = roster.accounts, reaching(state, roster, change)
  for i = 1, #ids do
    local player = guid(ids[i])
    if reach(player, accounts[player]) then
      return
    end
  end
end

-- For everybody in the roster but those in `exempt`, a set that may be left out.
function ns.eachMember(state, roster, change, exempt)
  state.row = state.row + 1
  local reach = reaching(state, roster, change)
  for player, account in pairs(roster.accounts) do
    if not (exempt and exempt[player]) and reach(player, account) then
      return
    end
  end
end

-- For a set of players, such as those in a raid. `sameRow`: this goes on with the row that has just
-- reached others.
function ns.eachOf(state, roster, players, change, sameRow)
  if not sameRow then
    state.row = state.row + 1
  end
  local accounts, reach = roster.accounts, reaching(state, roster, change)
  for player in pairs(players) do
    if reach(player, accounts[player]) then
      return
    end
  end
end
