// What people see. A test file sees the names of the addon's files, so it must not reuse them.

// Ann and Bob get items 1, 2, 3, ... in turn, at a price of 10 for each number.
function givenLoot(t, count) {
  ["Ann", "Bob"].forEach((name, i) => {
    t.append("P0", { g: [4476, i + 1], n: name, c: 1, s: "", m: [4476, 0] });
  });
  for (let item = 1; item <= count; item++) {
    t.append("IA", { r: 1, p: [4476, 1 + ((item - 1) % 2)], i: item, v: 10 * item });
  }
}

function itemsOf(rows) {
  return rows.map((row) => row.item);
}

test("loot comes with the latest first", (t) => {
  givenLoot(t, 3);
  t.equal(itemsOf(t.view("loot")), [3, 2, 1]);
});

test("loot can be asked for by player, in any case", (t) => {
  givenLoot(t, 4);
  t.equal(itemsOf(t.view("loot", "BOB")), [4, 2]);
});

test("two characters of one name share a list", (t) => {
  givenLoot(t, 2);
  t.append("P0", { g: [4476, 3], n: "Ann", c: 1, s: "", m: [4476, 0] });
  t.append("IA", { r: 1, p: [4476, 3], i: 9, v: 0 });
  t.equal(itemsOf(t.view("loot", "Ann")), [9, 1]);
});

test("an unknown player is an error that names the player", (t) => {
  givenLoot(t, 1);
  t.fails(() => t.view("loot", "Zed"), 'nobody is called "Zed"');
});

test("latest gives ten unless told otherwise", (t) => {
  givenLoot(t, 12);
  t.equal(t.view("latest").length, 10);
  t.equal(itemsOf(t.view("latest", "2")), [12, 11]);
});

test("latest wants a whole number within bounds", (t) => {
  for (const count of ["0", "-1", "2.5", "many", "201"]) {
    t.fails(() => t.view("latest", count), `not "${count}"`);
  }
});

test("no view returns more than 200 rows", (t) => {
  givenLoot(t, 201);
  t.equal(t.view("loot").length, 200);
  t.equal(t.view("items").length, 200);
});

test("items sums up each item, the most frequent first", (t) => {
  givenLoot(t, 2);
  t.append("IA", { r: 1, p: [4476, 1], i: 2, v: 5 }, { time: 1754000000 });
  const [frequent, rare] = t.view("items");
  t.equal(frequent, { item: 2, awards: 2, lowest: 5, highest: 20, average: 12.5, latest: 1754000000 });
  t.equal(rare.item, 1);
});

test("items lists who got one item", (t) => {
  givenLoot(t, 2);
  t.append("IA", { r: 1, p: [4476, 1], i: 2, v: 5 });
  t.equal(
    t.view("items", "2").map((row) => `${row.player} ${row.price}`),
    ["Ann 5", "Bob 20"],
  );
});

test("an item is named by its number", (t) => {
  t.fails(() => t.view("items", "Thunderfury"), "an item must be a whole number");
});

test("an empty ledger has no loot", (t) => {
  for (const view of ["loot", "items", "latest", "disenchanted"]) {
    t.equal(t.view(view), []);
  }
});
