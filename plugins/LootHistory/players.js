// P0 introduces or renames a player, P1 removes one.

const guidTexts = new Map();

// Rows name a player as [realm, number]; the game writes [4476, 45057] as "Player-4476-0000B001".
// Rows name the same players over and over, so each text is written once.
function guidOf([realm, number]) {
  const id = realm * 2 ** 32 + number;
  let guid = guidTexts.get(id);
  if (guid === undefined) {
    guid = `Player-${realm}-${number.toString(16).toUpperCase().padStart(8, "0")}`;
    guidTexts.set(id, guid);
  }
  return guid;
}

function hasProfile(state, guid) {
  const player = state.players[guid];
  return player !== undefined && !player.removed;
}

guild.when({
  P0(state, e) {
    const isNobody = e.g[1] === 0;
    if (!isNobody && e.n) {
      state.players[guidOf(e.g)] = { name: e.n, removed: false };
    }
  },

  P1(state, e) {
    const guid = guidOf(e.g);
    if (hasProfile(state, guid)) {
      state.players[guid].removed = true; // the name stays: it is needed for what they once got
    }
  },
});
