// Makes the entries of one shape: one type with the same fields of the same kinds. The host evaluates this text anew for each
// shape, so that every shape has code of its own that meets one kind of object only.
//
// An entry comes with the values that handlers have been seen to read; each has a slot among them from the first time on. What no
// handler reads is never decoded.
(function (shape, type, names, isNested, cell, handler, any, tools) {
  "use strict";
  // The columns of an entry, as the host numbers them; its fields follow.
  const KEY_COLUMNS = ["time", "counter", "realm", "creator", "key", "id"];
  const ALL_FIELDS = -1;
  const NO_SLOT = 0xFFFF; // beyond all values
  let slots = 0;

  class Entry {
    #entry;
    #values;
    #made;

    constructor(entry, values) {
      this.#entry = entry;
      this.#values = values;
    }

    get type() { return type; }
    get fields() { return this.#nested(ALL_FIELDS); }

    toJSON() {
      return { key: this.key, type, ...this.fields };
    }

    #nested(column) {
      const made = this.#made ??= tools.dictionary();
      return made[column] ??= tools.fetch(shape, this.#entry, column);
    }

    static plain(column) {
      let slot = NO_SLOT;
      function ask(entry) {
        if (slot === NO_SLOT) {
          slot = slots++;
        }
        return tools.fetch(shape, entry, column);
      }
      return function () { return this.#values[slot] ?? ask(this.#entry); };
    }

    static nested(column) { return function () { return this.#nested(column); }; }
  }

  const prototype = Entry.prototype;
  delete prototype.constructor;
  function column(name, get, enumerable) {
    tools.define(prototype, name, { get, set: tools.readOnly, enumerable });
  }
  column("type", tools.descriptor(prototype, "type").get, false);
  column("fields", tools.descriptor(prototype, "fields").get, false);
  for (let i = 0; i < KEY_COLUMNS.length; i++) {
    column(KEY_COLUMNS[i], Entry.plain(i), false);
  }
  for (let i = 0; i < names.length; i++) {
    // What every entry has wins over a field of that name, which is still in e.fields.
    if (names[i] === "toJSON" || tools.descriptor(prototype, names[i]) === undefined) {
      const index = KEY_COLUMNS.length + i;
      column(names[i], isNested[i] ? Entry.nested(index) : Entry.plain(index), true);
    }
  }
  tools.inherit(prototype, tools.entryRoot);
  tools.freeze(prototype);

  function call(fn, entry) {
    const result = fn(cell.state, entry);
    if (result !== undefined) {
      tools.requireFinished(result);
    }
  }

  if (any === null) {
    return (entry, ...values) => call(handler, new Entry(entry, values));
  }
  if (handler === null) {
    return (entry, ...values) => call(any, new Entry(entry, values));
  }
  return (entry, ...values) => {
    call(handler, new Entry(entry, values));
    call(any, new Entry(entry, values));
  };
})
