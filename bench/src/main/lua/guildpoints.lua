-- guildpoints.lua ENTRIES PASSES: runs the files of plugins/GuildPoints over the rows of guildrows.lua, which are tables in
-- memory already. No disk, no decoding, no limits. Prints the seconds of processor time of every pass, and the sum of
-- standings.

local here = arg[0]:match("^(.*)/") or "."
local rows = dofile(here .. "/guildrows.lua")(tonumber(arg[1]))
local addon = "plugins/GuildPoints"

local init, handlers, views = nil, {}, {}
local guild = {
  init = function(_, f) init = f end,
  on = function(_, type, f) handlers[type] = f end,
  view = function(_, name, f) views[name] = f end,
}

function ledger()
  return guild
end

local ns = {}
for line in io.lines(addon .. "/GuildPoints.toc") do
  if line:match("%.lua%s*$") then
    assert(loadfile(addon .. "/" .. line:match("^(.-)%s*$")))("GuildPoints", ns)
  end
end

local state
for _ = 1, tonumber(arg[2]) do
  state = {}
  init(state)
  local begin = os.clock()
  for i = 1, #rows do
    local e = rows[i]
    handlers[e.type](state, e)
  end
  print("pass " .. os.clock() - begin)
end

local sum = 0
for _, row in ipairs(views.standings(state, {})) do
  sum = sum + row.standings
end
print(("result %.17g"):format(sum))
