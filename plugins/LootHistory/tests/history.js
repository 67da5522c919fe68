// What is recorded. A test file sees the names of the addon's files, so it must not reuse them.

const ANN = [4476, 45057];
const NOBODY = [4476, 0];
const THUNDERFURY = 19019;

function introduce(t, id, name) {
  t.append("P0", { g: id, n: name, c: 1, s: "", m: NOBODY });
}

function award(t, id, price = 30) {
  t.append("IA", { r: 1, p: id, i: THUNDERFURY, v: price });
}

test("an award is recorded with its time, price and receiver", (t) => {
  introduce(t, ANN, "Ann");
  t.append("IA", { r: 1, p: ANN, i: THUNDERFURY, v: 33.5 }, { time: 1754000000 });
  t.equal(t.view("loot"), [
    {
      time: 1754000000,
      player: "Ann",
      guid: "Player-4476-0000B001",
      item: THUNDERFURY,
      price: 33.5,
      raid: null,
    },
  ]);
});

test("an award in a raid has the name of the raid", (t) => {
  introduce(t, ANN, "Ann");
  const key = t.append("AC", { r: 1, n: "Molten Core", c: [] });
  t.append("II", { r: key, p: ANN, i: THUNDERFURY, v: 30 });
  t.equal(t.view("loot")[0].raid, "Molten Core");
});

test("an award in an unknown raid has no raid name", (t) => {
  introduce(t, ANN, "Ann");
  t.append("II", { r: "constructor", p: ANN, i: THUNDERFURY, v: 30 });
  t.equal(t.view("loot")[0].raid, null);
});

test("who has no profile is not recorded", (t) => {
  award(t, ANN);
  introduce(t, ANN, "Ann");
  award(t, ANN);
  t.append("P1", { g: ANN });
  award(t, ANN);
  t.equal(t.view("loot").length, 1);
});

test("the loot of a removed player stays, with the name", (t) => {
  introduce(t, ANN, "Ann");
  award(t, ANN);
  t.append("P1", { g: ANN });
  t.equal(t.view("loot", "Ann").length, 1);
});

test("a rename shows everywhere", (t) => {
  introduce(t, ANN, "Ann");
  award(t, ANN);
  introduce(t, ANN, "Anna");
  t.equal(t.view("loot")[0].player, "Anna");
});

test("nobody and the nameless get no profile", (t) => {
  introduce(t, NOBODY, "Ghost");
  introduce(t, ANN, "");
  award(t, NOBODY);
  award(t, ANN);
  t.equal(t.view("loot"), []);
});

test("an award that names nobody stops the addon with a clear message", (t) => {
  t.append("IA", { r: 1, i: THUNDERFURY, v: 30 });
  t.fails(() => t.view("loot"), "IA must name in p the player");
});

test("disenchanted items have a list of their own", (t) => {
  const key = t.append("AC", { r: 1, n: "Molten Core", c: [] }, { time: 1754000000 });
  t.append("ID", { r: 1, i: 1 });
  t.append("IE", { r: key, i: 2 });
  t.equal(t.view("loot"), []);
  t.equal(t.view("disenchanted"), [
    { time: 1754000002, item: 2, raid: "Molten Core" },
    { time: 1754000001, item: 1, raid: null },
  ]);
});
