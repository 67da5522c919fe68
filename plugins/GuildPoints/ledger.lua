local addonName, ns = ...

-- The ledger we replay, and the shape of what we make of it. Every file of an addon gets the same
-- table `ns`; what one file puts there, the files after it can use.

ns.guild = ledger("guild")

ns.guild:init(function(state)
  state.profiles = {}  -- guid -> { name, main = guid, alts = { guid = true }, locked }
  state.names = {}     -- name in lower case -> guid
  state.rosters = {}   -- uid -> { name, epgp, born, config, accounts = { guid = account } }
  state.raids = {}     -- key of the AC row -> { roster, born, config, active, players, standby }
  state.raidOf = {}    -- guid -> key of the raid this player is in
  state.standbyOf = {} -- guid -> key of the raid this player stands by for
  state.row = 0        -- how many rows have given points so far, see targets.lua
end)

-- A state is a tree: nothing is stored in two places. Things point at each other by their guid,
-- uid or key, and that is also what makes the state easy to read when you look into it.
