// The guest's half of the engine: what an author calls, and the states. Runs once in every context, after the prelude and before
// anything of the addon. `host` holds the host's functions, `functions` the table of what to bind, three texts each: owner, name,
// permission. `ProxyOf` is what the prelude has taken away, `plainData` how plain data goes in and out.
//
// An addon may change every built-in object of its realm. What is used after its files have run is therefore taken here, into
// constants, and lists are walked by index. It could only fool itself anyway: nothing of the host is handed to its code.
(function (host, functions, ProxyOf, plainData) {
  "use strict";
  const { getPrototypeOf, setPrototypeOf, keys, create, freeze, defineProperty } = Object;
  const { apply, getOwnPropertyDescriptor } = Reflect;
  const { isArray } = Array;
  const { stringify } = JSON;
  const TextOf = String;
  const isWellFormed = Function.prototype.call.bind(String.prototype.isWellFormed);
  const join = Function.prototype.call.bind(Array.prototype.join);
  const encode = encodeURIComponent;
  const ErrorOf = Error;
  const promiseRoot = Promise.prototype;
  const lateRoots = [async () => {}, function* () {}, async function* () {}].map(getPrototypeOf);
  const { fetch, layout, submit, ignore, log, append, view, state, equal, near, failed } = host;

  const ledgers = create(null);
  const callables = { VIEW: create(null), COMMAND: create(null), TEST: create(null) };
  let phase = "loading";

  function noWrite() {
    fail(phase === "command"
        ? "a command may not change the state; submit an entry, and let its handler do it"
        : "a view may not change the state; copy first what you want to change");
  }

  const { fail, plain, give, giveResult, grow, granted, entryRoot } = plainData(host, ProxyOf, noWrite);

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
      cell: { state: {}, copy: null } };
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

  const tools = {
    dictionary: () => create(null),
    fetch(shape, entry, column) {
      const found = fetch(shape, entry, column);
      return typeof found === "object" ? grow(found) : found;
    },
    requireFinished,
    readOnly() { fail("entries are read-only: copy what you want to change into the state"); },
    entryRoot,
    descriptor: getOwnPropertyDescriptor,
    define: defineProperty,
    inherit: setPrototypeOf,
    freeze,
  };

  // ---- what the host calls

  function ledgersOf(owner) {
    const found = {};
    const names = keys(callables[owner]);
    for (let i = 0; i < names.length; i++) {
      found[names[i]] = callables[owner][names[i]].ledger.name;
    }
    return found;
  }

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
      const seen = { ledgers: {}, views: ledgersOf("VIEW"), commands: ledgersOf("COMMAND"), tests: keys(callables.TEST) };
      const names = keys(ledgers);
      for (let i = 0; i < names.length; i++) {
        const { types, any, otherwise } = ledgers[names[i]];
        seen.ledgers[names[i]] = { types: keys(types), any: any !== null, otherwise: otherwise !== null };
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
    // Entries follow: what views have seen of the state is no longer true.
    changes(name) {
      ledgers[name].cell.copy = null;
    },
    shape(make, shape, name, type, names, isNested) {
      const { cell, types, any, otherwise } = ledgers[name];
      return make(shape, type, names, isNested, cell, types[type] ?? otherwise, any, tools);
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
