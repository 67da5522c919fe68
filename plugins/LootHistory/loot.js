// IA and II give an item to a player (II in a raid), ID and IE tell of one that was disenchanted.

// This is a history, not an account: whoever has a profile counts, member of the roster or not, and
// an award on a roster or in a raid that nobody knows has still happened.
function record(state, e, raid) {
  if (!e.p) {
    throw new Error(`${e.type} must name in p the player who got the item`);
  }
  const player = guidOf(e.p);
  if (hasProfile(state, player)) {
    state.loot.push({ time: e.time, item: e.i, price: e.v, player, raid });
  }
}

guild.when({
  IA(state, e) {
    record(state, e, null);
  },

  II(state, e) {
    record(state, e, e.r);
  },

  ID(state, e) {
    state.disenchanted.push({ time: e.time, item: e.i, raid: null });
  },

  IE(state, e) {
    state.disenchanted.push({ time: e.time, item: e.i, raid: e.r });
  },
});
