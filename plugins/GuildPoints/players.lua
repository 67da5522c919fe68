local addonName, ns = ...

-- Who is who: the text that names a player, and families of linked characters.

local format = string.format

local known = {}

-- Rows name a player as { realm, number }. We use the game's text for it, "Player-4476-0000B001":
-- the state reads better. Writing that text is slow beside everything else, and rows name the same
-- players over and over, so each text is written once.
function ns.guid(id)
  local realm, number = id[1], id[2]
  local ofRealm = known[realm]
  if not ofRealm then
    ofRealm = {}
    known[realm] = ofRealm
  end
  local guid = ofRealm[number]
  if not guid then
    guid = format("Player-%d-%08X", realm, number)
    ofRealm[number] = guid
  end
  return guid
end

-- { realm, 0 } stands for nobody.
function ns.isSomebody(id)
  return id ~= nil and id[2] ~= 0
end

-- The character whose account a family shares: the main. Nil for a player without a family.
function ns.head(state, guid, profile)
  local main = profile.main
  if main then
    return state.profiles[main] and main
  end
  return profile.alts and guid
end

-- `alts` is there only while it has somebody in it, so asking for it asks "are there any?".
function ns.addAlt(profile, guid)
  profile.alts = profile.alts or {}
  profile.alts[guid] = true
end

function ns.removeAlt(profile, guid)
  local alts = profile.alts
  if alts then
    alts[guid] = nil
    if not next(alts) then
      profile.alts = nil
    end
  end
end
