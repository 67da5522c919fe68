// AC creates a raid. From then on its key names it.

guild.on("AC", (state, e) => {
  state.raids[e.key] = e.n ?? "";
});
