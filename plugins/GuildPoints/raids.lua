local addonName, ns = ...

-- AC creates a raid, AS starts it, AU moves people, AE ends it, DR gives points to everybody in it.
--
-- A player is in one active raid at a time, or stands by for one. Lists of a finished raid stay as
-- they were: a bonus that comes after the end still reaches the people who were there.

local guild = ns.guild

local SAME_ROW = true

-- The raid that a row names, with its roster. A raid outlives its roster: then there is nothing to
-- book on, even if a new roster has taken over the uid.
function ns.raid(state, key)
  local raid = state.raids[key]
  local roster = raid and state.rosters[raid.roster]
  if roster and roster.born == raid.born then
    return raid, roster
  end
  return raid, nil
end

local function leave(state, guid)
  local raid = state.raids[state.raidOf[guid]]
  if raid and raid.active then
    raid.players[guid] = nil
  end
  state.raidOf[guid] = nil
end

local function unbench(state, guid)
  local raid = state.raids[state.standbyOf[guid]]
  if raid and raid.active then
    raid.standby[guid] = nil
  end
  state.standbyOf[guid] = nil
end

local function enter(state, guid, key)
  if state.profiles[guid] then
    leave(state, guid)
    state.raidOf[guid] = key
    state.raids[key].players[guid] = true
    unbench(state, guid)
  end
end

local function bench(state, guid, key)
  if state.profiles[guid] then
    unbench(state, guid)
    state.standbyOf[guid] = key
    state.raids[key].standby[guid] = true
    leave(state, guid)
  end
end

guild:on("AC", function(state, e)
  local roster = state.rosters[e.r]
  if not roster then
    return
  end
  local creator = ns.guid({ e.realm, e.creator })
  state.raids[e.key] = {
    roster = e.r,
    born = roster.born,
    config = ns.newConfig(e.c), -- a raid keeps the settings it began with
    active = true,
    players = { [creator] = true },
    standby = {},
  }
  enter(state, creator, e.key)
end)

guild:on("AS", function(state, e)
  local raid = state.raids[e.r]
  if not raid then
    return
  end
  for _, id in ipairs(e.s) do
    bench(state, ns.guid(id), e.r)
  end
  for _, id in ipairs(e.p) do
    enter(state, ns.guid(id), e.r)
  end
  raid.active = true
end)

guild:on("AU", function(state, e)
  local raid = state.raids[e.r]
  if not raid then
    return
  end
  for _, id in ipairs(e.s) do -- to standby
    local guid = ns.guid(id)
    if not raid.players[guid] then
      bench(state, guid, e.r)
    end
  end
  for _, id in ipairs(e.j) do -- joined
    enter(state, ns.guid(id), e.r)
  end
  for _, id in ipairs(e.l) do -- left
    if raid.config.autoBenchLeavers then
      bench(state, ns.guid(id), e.r)
    else
      leave(state, ns.guid(id))
    end
  end
  for _, id in ipairs(e.e) do -- removed
    local guid = ns.guid(id)
    leave(state, guid)
    unbench(state, guid)
  end
end)

guild:on("AE", function(state, e)
  local raid = state.raids[e.r]
  if not raid then
    return
  end
  raid.active = false -- first, so that the lists stay
  for _, players in ipairs({ raid.players, raid.standby }) do
    for guid in pairs(players) do
      leave(state, guid)
      unbench(state, guid)
    end
  end
end)

guild:on("DR", function(state, e)
  local raid, roster = ns.raid(state, e.r)
  if not roster then
    return
  end
  local giving, week = e.n and ns.addingToSpent or ns.adding, ns.week(roster, e.time)
  ns.eachOf(state, roster, raid.players, giving(roster, e.v, week))
  if e.s then
    local config = raid.config
    local share = ns.round(config.benchMultiplier * e.v, config.roundDecimals)
    ns.eachOf(state, roster, raid.standby, giving(roster, share, week), SAME_ROW)
  end
end)
