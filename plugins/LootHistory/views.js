// What people ask for. Views may read the state but not change it, so they build their own rows.

const ROWS_MAX = 200; // no view returns more, however long the history
const ROWS_LATEST = 10;

// The latest first.
function latestOf(list, count, isWanted = () => true) {
  const found = [];
  for (let i = list.length - 1; i >= 0 && found.length < count; i--) {
    if (isWanted(list[i])) {
      found.push(list[i]);
    }
  }
  return found;
}

// hasOwn: the key comes from a row, and "constructor" is no raid.
function raidName(state, key) {
  return key !== null && Object.hasOwn(state.raids, key) ? state.raids[key] : null;
}

function awardRow(state, award) {
  return {
    time: award.time,
    player: state.players[award.player].name,
    guid: award.player,
    item: award.item,
    price: award.price,
    raid: raidName(state, award.raid),
  };
}

// Several, if a new character took over the name of an old one.
function guidsNamed(state, name) {
  const wanted = String(name).toLowerCase();
  const isCalledSo = (guid) => state.players[guid].name.toLowerCase() === wanted;
  const guids = Object.keys(state.players).filter(isCalledSo);
  if (guids.length === 0) {
    throw new Error(`nobody is called "${name}"`);
  }
  return new Set(guids);
}

function wholeNumber(text, what, max) {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > max) {
    throw new Error(`${what} must be a whole number from 1 to ${max}, not "${text}"`);
  }
  return number;
}

function itemRows(state) {
  const rows = new Map();
  for (const { item, price, time } of state.loot) {
    const row = rows.get(item) ?? { item, awards: 0, lowest: price, highest: price, average: 0, latest: 0 };
    row.awards += 1;
    row.lowest = Math.min(row.lowest, price);
    row.highest = Math.max(row.highest, price);
    row.average += (price - row.average) / row.awards;
    row.latest = time;
    rows.set(item, row);
  }
  return [...rows.values()].sort((a, b) => b.awards - a.awards || a.item - b.item);
}

// loot [PLAYER]: what one player got, or everybody. The latest first.
guild.view("loot", (state, [name]) => {
  const guids = name === undefined ? null : guidsNamed(state, name);
  const isWanted = (award) => guids === null || guids.has(award.player);
  return latestOf(state.loot, ROWS_MAX, isWanted).map((award) => awardRow(state, award));
});

// items [ITEM]: who got one item, the latest first; or a row for each item, the most frequent first.
guild.view("items", (state, [id]) => {
  if (id === undefined) {
    return itemRows(state).slice(0, ROWS_MAX);
  }
  const item = wholeNumber(id, "an item", Number.MAX_SAFE_INTEGER);
  const isWanted = (award) => award.item === item;
  return latestOf(state.loot, ROWS_MAX, isWanted).map((award) => awardRow(state, award));
});

// latest [COUNT]: the latest awards, 10 if no count is given.
guild.view("latest", (state, [count = ROWS_LATEST]) => {
  const rows = wholeNumber(count, "the count", ROWS_MAX);
  return latestOf(state.loot, rows).map((award) => awardRow(state, award));
});

// disenchanted: what nobody wanted, the latest first.
guild.view("disenchanted", (state) =>
  latestOf(state.disenchanted, ROWS_MAX).map(({ time, item, raid }) => ({
    time,
    item,
    raid: raidName(state, raid),
  })),
);
