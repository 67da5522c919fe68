// Makes the entries of one shape: one type with the same fields of the same kinds. The host evaluates this text anew for each
// shape, so that every shape has code of its own that meets one kind of object only.
//
// A batch has `nums` (four numbers of the key, then the numbers and booleans of each entry), `texts` and the host's `entries`.
// A text is null until the shape has once been asked for it: what no handler reads is never decoded.
(function (shape, type, names, kinds, slots, cell, handler, any, tools) {
  "use strict";

  class Entry {
    #batch;
    #row;
    #n;
    #t;
    #made;

    constructor(batch, row, n, t) {
      this.#batch = batch;
      this.#row = row;
      this.#n = n;
      this.#t = t;
    }

    get time() { return this.#batch.nums[this.#n]; }
    get counter() { return this.#batch.nums[this.#n + 1]; }
    get realm() { return this.#batch.nums[this.#n + 2]; }
    get creator() { return this.#batch.nums[this.#n + 3]; }
    get type() { return type; }
    get key() { return this.#asked("key", -1); }
    get id() { return this.#asked("id", -2); }
    get fields() { return this.#asked("fields", -3); }

    toJSON() {
      return { key: this.key, type, ...this.fields };
    }

    #asked(name, field) {
      const made = this.#made ??= tools.dictionary();
      return made[name] ??= tools.fetch(shape, this.#batch.entries, this.#row, field);
    }

    static number(slot) { return function () { return this.#batch.nums[this.#n + slot]; }; }

    static boolean(slot) { return function () { return this.#batch.nums[this.#n + slot] === 1; }; }

    static text(slot, field) {
      return function () {
        const text = this.#batch.texts[this.#t + slot];
        return text === null ? this.#asked(field, field) : text;
      };
    }

    static nested(slot, field) { return function () { return this.#asked(field, field); }; }
  }

  const prototype = Entry.prototype;
  delete prototype.constructor;
  for (const name of tools.ownNames(prototype)) {
    const getter = tools.descriptor(prototype, name).get;
    if (getter !== undefined) {
      tools.define(prototype, name, { get: getter, set: tools.readOnly, enumerable: false });
    }
  }
  const own = { number: Entry.number, boolean: Entry.boolean, text: Entry.text, nested: Entry.nested };
  for (let field = 0; field < names.length; field++) {
    // What every entry has wins over a field of that name, which is still in e.fields.
    if (!tools.has(prototype, names[field]) || names[field] === "toJSON") {
      tools.define(prototype, names[field],
          { get: own[kinds[field]](slots[field], field), set: tools.readOnly, enumerable: true });
    }
  }
  tools.inherit(prototype, tools.entryRoot);
  tools.freeze(prototype);

  return function run(row, n, t) {
    const batch = cell.batch;
    if (handler !== null) {
      const result = handler(cell.state, new Entry(batch, row, n, t));
      if (result !== undefined) {
        tools.requireFinished(result);
      }
    }
    if (any !== null) {
      const result = any(cell.state, new Entry(batch, row, n, t));
      if (result !== undefined) {
        tools.requireFinished(result);
      }
    }
  };
})
