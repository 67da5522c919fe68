// The ledger we replay, and the shape of what we make of it. The files of an addon run in the order
// of addon.json and see each other's names, so `guild` is there in all of them.

const guild = ledger("guild");

guild.init((state) => {
  state.players = {}; // guid -> { name, removed }
  state.raids = {}; // key of the AC row -> name of the raid
  state.loot = []; // { time, item, price, player: guid, raid: key }, the oldest first
  state.disenchanted = []; // { time, item, raid: key }, the oldest first
});

// Awards keep the guid of the player and the key of the raid, not their names: views look the names
// up, so a player who was renamed shows under the new name everywhere.
