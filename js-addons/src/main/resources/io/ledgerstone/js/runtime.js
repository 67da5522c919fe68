// The guest's half of the engine: what an author calls, the states, and plain data going in and out. Runs once in every context,
// after the prelude and before anything of the addon. `host` holds the host's functions, `functions` the table of what to bind,
// three texts each: owner, name, permission. `ProxyOf` is what the prelude has taken away.
//
// An addon may change every built-in object of its realm. What is used after its files have run is therefore taken here, into
// constants, and lists are walked by index. It could only fool itself anyway: nothing of the host is handed to its code.
(function (host, functions, ProxyOf) {
  "use strict";
  const { getPrototypeOf, setPrototypeOf, getOwnPropertySymbols, keys, create, freeze, defineProperty } = Object;
  const { ownKeys, apply, getOwnPropertyDescriptor } = Reflect;
  const { isArray } = Array;
  const { stringify } = JSON;
  const TextOf = String;
  const isWellFormed = Function.prototype.call.bind(String.prototype.isWellFormed);
  const join = Function.prototype.call.bind(Array.prototype.join);
  const matches = Function.prototype.call.bind(RegExp.prototype.test);
  const encode = encodeURIComponent;
  const ErrorOf = Error;
  const objectRoot = Object.prototype;
  const listRoot = Array.prototype;
  const promiseRoot = Promise.prototype;
  const lateRoots = [async () => {}, function* () {}, async function* () {}].map(getPrototypeOf);
  const { fetch, layout, submit, ignore, log, append, view, state, equal, near, failed } = host;
  const { begin, end, key, number, boolean, text, nil } = host;

  const DEPTH_MAX = 64;
  const NODES_MAX = 10_000_000;
  const PLAIN = "use null, booleans, numbers, texts, lists and plain objects";

  const ledgers = create(null);
  const callables = { VIEW: create(null), COMMAND: create(null), TEST: create(null) };
  let phase = "loading";

  function fail(message) {
    throw new ErrorOf(message);
  }

  // ---- plain data: out to the host

  const simpleName = /^[A-Za-z_$][A-Za-z0-9_$]*$/;
  const vowelFirst = /^[AEIOU]/;
  const trail = create(null);
  let nodes = 0;

  function where(depth) {
    let path = trail[0];
    for (let i = 1; i <= depth; i++) {
      const step = trail[i];
      path += typeof step === "number" ? "[" + step + "]"
          : matches(simpleName, step) ? "." + step : "[" + stringify(step) + "]";
    }
    return path;
  }

  function refuse(depth, what) {
    fail(where(depth) + " " + what);
  }

  function kindOf(object) {
    const root = getPrototypeOf(object);
    const maker = root === null ? undefined : root.constructor;
    const name = typeof maker === "function" ? maker.name : "";
    return name === "" || typeof name !== "string" ? "an object of a class" : matches(vowelFirst, name) ? "an " + name : "a " + name;
  }

  function requireText(value, depth) {
    if (!isWellFormed(value)) {
      refuse(depth, "is a text with half of a character (a lone surrogate)");
    }
  }

  function noWrite() {
    fail(phase === "command"
        ? "a command may not change the state; submit an entry, and let its handler do it"
        : "a view may not change the state; copy first what you want to change");
  }

  // Frozen alone would do, but its errors have no place in the author's file.
  const noWrites = { set: noWrite, deleteProperty: noWrite, defineProperty: noWrite };

  function sealed(copy) {
    return new ProxyOf(freeze(copy), noWrites);
  }

  // A fresh copy of plain data, read-only if asked for. Its place is in trail[0..depth].
  function copyOf(value, depth, readOnly) {
    switch (typeof value) {
      case "boolean":
      case "number":
        return value;
      case "string":
        requireText(value, depth);
        return value;
      case "object":
        return value === null ? null : isArray(value) ? copyOfList(value, depth, readOnly) : copyOfObject(value, depth, readOnly);
      case "undefined":
        return refuse(depth, "is undefined; use null");
      default:
        return refuse(depth, "is a " + typeof value + ", which is no plain data; " + PLAIN);
    }
  }

  function requireRoom(depth) {
    if (depth >= DEPTH_MAX) {
      fail(where(8) + "... is nested deeper than " + DEPTH_MAX + " objects and lists, or holds itself");
    }
    if (++nodes > NODES_MAX) {
      fail(trail[0] + " has more than " + NODES_MAX + " objects and lists");
    }
  }

  function copyOfList(list, depth, readOnly) {
    requireRoom(depth);
    if (getPrototypeOf(list) !== listRoot) {
      refuse(depth, "is " + kindOf(list) + ", which is no plain list");
    }
    const copy = [];
    const length = list.length;
    for (let i = 0; i < length; i++) {
      trail[depth + 1] = i;
      copy[i] = copyOf(list[i], depth + 1, readOnly);
    }
    return readOnly ? sealed(copy) : copy;
  }

  function copyOfObject(object, depth, readOnly) {
    requireRoom(depth);
    const root = getPrototypeOf(object);
    if (root !== null && getPrototypeOf(root) === entryRoot) {
      refuse(depth, "is an entry; keep what you need of it, such as its key, or all of e.fields");
    }
    if (root !== objectRoot && root !== null) {
      refuse(depth, "is " + kindOf(object) + ", which is no plain data; " + PLAIN);
    }
    if (getOwnPropertySymbols(object).length > 0) {
      refuse(depth, "has a symbol for a name; names are texts");
    }
    const copy = {};
    const names = keys(object);
    for (let i = 0; i < names.length; i++) {
      const name = names[i];
      trail[depth + 1] = name;
      const member = object[name];
      if (member !== undefined) {
        requireText(name, depth + 1);
        copy[name] = copyOf(member, depth + 1, readOnly);
      }
    }
    return readOnly ? sealed(copy) : copy;
  }

  function plain(value, name, readOnly) {
    trail[0] = name;
    nodes = 0;
    return copyOf(value, 0, readOnly);
  }

  // Hands what copyOf has made to the host.
  function give(value) {
    switch (typeof value) {
      case "boolean":
        return boolean(value);
      case "number":
        return number(value);
      case "string":
        return text(value);
      default:
        if (value === null) {
          return nil();
        }
    }
    if (isArray(value)) {
      begin(true);
      for (let i = 0; i < value.length; i++) {
        give(value[i]);
      }
    } else {
      begin(false);
      const names = keys(value);
      for (let i = 0; i < names.length; i++) {
        key(names[i]);
        give(value[names[i]]);
      }
    }
    end();
  }

  function giveResult(value, name) {
    give(value === undefined ? null : plain(value, name, false));
  }

  // ---- plain data: in from the host, which writes it in order into three arrays

  function grow(tape) {
    const kinds = tape[0];
    const numbers = tape[1];
    const texts = tape[2];
    let at = 0;
    let atNumber = 0;
    let atText = 0;
    function next() {
      switch (kinds[at++]) {
        case 0:
          return null;
        case 1:
          return false;
        case 2:
          return true;
        case 3:
          return numbers[atNumber++];
        case 4:
          return texts[atText++];
        case 5: {
          const list = [];
          const count = numbers[atNumber++];
          for (let i = 0; i < count; i++) {
            list[i] = next();
          }
          return list;
        }
        default: {
          const object = {};
          const count = numbers[atNumber++];
          for (let i = 0; i < count; i++) {
            const name = texts[atText++];
            object[name] = next();
          }
          return object;
        }
      }
    }
    return next();
  }

  // What the host answers to a request: its result, and null or what is wrong.
  function granted(answer) {
    const wrong = answer[1];
    if (wrong !== null) {
      fail(wrong);
    }
    return answer[0];
  }

  // ---- what authors call

  function kind(value) {
    switch (typeof value) {
      case "undefined":
        return "nothing";
      case "string":
        return value === "" ? "an empty text" : "a text";
      case "object":
        return value === null ? "null" : isArray(value) ? "a list" : "an object";
      default:
        return "a " + typeof value;
    }
  }

  function needs(caller, what, parameter, value) {
    fail(caller + " needs " + what + " for '" + parameter + "', not " + kind(value));
  }

  function requireName(value, caller, parameter) {
    if (typeof value !== "string" || value === "" || !isWellFormed(value)) {
      needs(caller, "a text of 1 to 64 bytes", parameter, value);
    }
    const bytes = utf8Length(value);
    if (bytes > 64) {
      fail(caller + " needs a text of 1 to 64 bytes for '" + parameter + "', not one of " + bytes);
    }
  }

  function utf8Length(value) {
    const encoded = encode(value);
    let length = encoded.length;
    for (let i = 0; i < encoded.length; i++) {
      if (encoded[i] === "%") {
        length -= 2;
      }
    }
    return length;
  }

  function requireFunction(fn, caller, parameter) {
    if (typeof fn !== "function") {
      needs(caller, "a function", parameter, fn);
    }
    const root = getPrototypeOf(fn);
    if (root === lateRoots[0] || root === lateRoots[1] || root === lateRoots[2]) {
      fail(caller + " needs a plain function for '" + parameter + "': async functions and generators would finish later");
    }
    return fn;
  }

  function requireObject(value, caller, parameter) {
    if (typeof value !== "object" || value === null || isArray(value)) {
      needs(caller, "an object", parameter, value);
    }
    return value;
  }

  function requireFinished(result) {
    if (typeof result === "object" && result !== null && getPrototypeOf(result) === promiseRoot) {
      fail("a handler must be done when it returns; this one returned a promise");
    }
  }

  function shown(value) {
    if (typeof value === "string") {
      return value;
    }
    if (typeof value === "function") {
      return "a function";
    }
    if (typeof value === "object" && value !== null) {
      try {
        return stringify(value) ?? "an object";
      } catch {
        return "an object";
      }
    }
    return TextOf(value);
  }

  function openLedger(name) {
    requireName(name, "ledger", "name");
    const known = ledgers[name];
    if (known !== undefined) {
      return known.face;
    }
    granted(layout(name));
    const ledger = { name, init: null, types: create(null), any: null, otherwise: null, face: {},
      cell: { state: {}, copy: null, batch: null } };
    bind("LEDGER", ledger.face, ledger);
    freeze(ledger.face);
    ledgers[name] = ledger;
    return ledger.face;
  }

  function handle(ledger, type, fn) {
    if (ledger.types[type] !== undefined) {
      fail(ledger.name + " already has a handler for " + type);
    }
    ledger.types[type] = fn;
  }

  function single(ledger, name, fn) {
    requireFunction(fn, name, "fn");
    if (ledger[name] !== null) {
      fail(ledger.name + " already has a function for " + name);
    }
    ledger[name] = fn;
  }

  function offer(owner, caller, ledger, name, fn) {
    requireName(name, caller, "name");
    requireFunction(fn, caller, "fn");
    if (callables[owner][name] !== undefined) {
      fail("there already is a " + caller + " '" + name + "' in this addon");
    }
    callables[owner][name] = { ledger, fn };
  }

  function logAll() {
    const texts = [];
    for (let i = 0; i < arguments.length; i++) {
      texts[i] = shown(arguments[i]);
    }
    log(join(texts, " "));
  }

  const implementations = {
    GLOBAL: {
      ledger(name) { return openLedger(name); },
      log() { apply(logAll, undefined, arguments); },
      test(name, fn) { offer("TEST", "test", null, name, fn); },
    },
    LEDGER: {
      init(fn) { single(this, "init", fn); },
      on(type, fn) {
        requireName(type, "on", "type");
        handle(this, type, requireFunction(fn, "on", "fn"));
      },
      when(handlers) {
        requireObject(handlers, "when", "handlers");
        const types = keys(handlers);
        for (let i = 0; i < types.length; i++) {
          requireName(types[i], "when", "handlers");
          handle(this, types[i], requireFunction(handlers[types[i]], "when", types[i]));
        }
      },
      any(fn) { single(this, "any", fn); },
      otherwise(fn) { single(this, "otherwise", fn); },
      view(name, fn) { offer("VIEW", "view", this, name, fn); },
      command(name, fn) { offer("COMMAND", "command", this, name, fn); },
      submit(type, fields) {
        requireName(type, "submit", "type");
        give(plain(requireObject(fields ?? {}, "submit", "fields"), "fields", false));
        return granted(submit(this.name, type));
      },
      ignore(entry) {
        const wanted = typeof entry === "object" && entry !== null ? entry.key : entry;
        if (typeof wanted !== "string") {
          needs("ignore", "an entry or the text of its key", "entry", entry);
        }
        return granted(ignore(this.name, wanted));
      },
    },
    TEST: {
      append(type, fields, key) {
        requireName(type, "append", "type");
        give([plain(requireObject(fields ?? {}, "append", "fields"), "fields", false), plain(key ?? {}, "key", false)]);
        return granted(append(type));
      },
      view(name) {
        requireName(name, "view", "name");
        const args = [];
        for (let i = 1; i < arguments.length; i++) {
          args[i - 1] = plain(arguments[i], "argument " + i, false);
        }
        give(args);
        return grow(granted(view(name)));
      },
      state() { return grow(granted(state())); },
      equal(actual, expected, message) {
        give([plain(actual ?? null, "actual", false), plain(expected ?? null, "expected", false),
          message === undefined ? null : shown(message)]);
        granted(equal());
      },
      near(actual, expected, tolerance) {
        give([plain(actual ?? null, "actual", false), plain(expected ?? null, "expected", false),
          plain(tolerance ?? null, "tolerance", false)]);
        granted(near());
      },
      fails(fn, part) {
        requireFunction(fn, "fails", "fn");
        let message = null;
        try {
          fn();
        } catch (error) {
          message = error instanceof ErrorOf ? TextOf(error.message) : shown(error);
        }
        granted(failed(message, shown(part)));
      },
    },
  };

  const whenAllowed = {
    LOADING: ["loading", " can only be called while the addon loads, at the top of a file"],
    COMMANDS: ["command", " can only be called in commands: handlers and views change nothing outside the state"],
  };

  function bind(owner, target, subject) {
    for (let i = 0; i < functions.length; i += 3) {
      if (functions[i] === owner) {
        bindOne(target, functions[i + 1], implementations[owner][functions[i + 1]], whenAllowed[functions[i + 2]], subject);
      }
    }
  }

  function bindOne(target, name, implementation, allowed, subject) {
    const value = function () {
      if (allowed !== undefined && phase !== allowed[0]) {
        fail(name + allowed[1]);
      }
      return apply(implementation, subject, arguments);
    };
    defineProperty(value, "name", { value: name });
    defineProperty(target, name, { value, writable: true, enumerable: target !== globalThis, configurable: true });
  }

  // ---- entries

  const entryRoot = new ProxyOf(create(null), {
    set(target, name) {
      return fail("entries are read-only: " + TextOf(name) + " cannot be set");
    },
  });

  const tools = {
    dictionary: () => create(null),
    fetch(shape, entries, row, field) {
      const found = fetch(shape, entries, row, field);
      return typeof found === "string" ? found : grow(found);
    },
    requireFinished,
    readOnly() { fail("entries are read-only: copy what you want to change into the state"); },
    entryRoot,
    ownNames: ownKeys,
    descriptor: getOwnPropertyDescriptor,
    has: (object, name) => getOwnPropertyDescriptor(object, name) !== undefined,
    define: defineProperty,
    inherit: setPrototypeOf,
    freeze,
  };

  // ---- what the host calls

  function readOnlyState(ledger) {
    return ledger.cell.copy ??= plain(ledger.cell.state, "state", true);
  }

  bind("GLOBAL", globalThis, null);
  delete globalThis.test;
  defineProperty(globalThis, "console", { value: freeze({ log: globalThis.log }), writable: true, enumerable: false,
    configurable: true });
  const testGlobals = {};
  const testFace = {};
  bind("TEST", testFace, null);
  freeze(testFace);

  return {
    // The names that are bound, to be compared with the table.
    bound() {
      const names = [];
      for (const part of ["GLOBAL", "LEDGER", "TEST"]) {
        for (const name of keys(implementations[part])) {
          names.push(part + "." + name);
        }
      }
      give(names);
    },
    // Whether the function that registers tests is there.
    tests(there) {
      if (there) {
        bind("GLOBAL", testGlobals, null);
        defineProperty(globalThis, "test", getOwnPropertyDescriptor(testGlobals, "test"));
      } else {
        delete globalThis.test;
      }
    },
    phase(next) {
      const before = phase;
      phase = next;
      return before;
    },
    registrations() {
      const seen = { ledgers: {}, views: {}, commands: {}, tests: keys(callables.TEST) };
      for (const name of keys(ledgers)) {
        const { types, any, otherwise } = ledgers[name];
        seen.ledgers[name] = { types: keys(types), any: any !== null, otherwise: otherwise !== null };
      }
      for (const [kind, into] of [["VIEW", seen.views], ["COMMAND", seen.commands]]) {
        for (const name of keys(callables[kind])) {
          into[name] = callables[kind][name].ledger.name;
        }
      }
      give(seen);
    },
    reset(name) {
      const { cell, init } = ledgers[name];
      cell.state = {};
      cell.copy = null;
      if (init !== null) {
        requireFinished(init(cell.state));
      }
    },
    batch(name, nums, texts, entries) {
      const { cell } = ledgers[name];
      cell.copy = null;
      cell.batch = { nums, texts, entries };
    },
    shape(make, id, name, type, names, kinds, slots) {
      const { cell, types, any, otherwise } = ledgers[name];
      return make(id, type, names, kinds, slots, cell, types[type] ?? otherwise, any, tools);
    },
    state(name) {
      give(plain(ledgers[name].cell.state, "state", false));
    },
    call(kind, name, args) {
      const { ledger, fn } = callables[kind][name];
      const result = kind === "TEST" ? fn(testFace) : fn(readOnlyState(ledger), grow(args));
      giveResult(result, "the result");
    },
  };
})
