// Plain data: what a state, a result and the fields of an entry are made of, checked and copied on its way out to the host and
// grown again on its way in. Runs once in every context, before the runtime. `noWrite` refuses a write to what is read-only.
//
// As in the runtime, whatever is used after the addon's files have run is taken here, into constants.
(function (host, ProxyOf, noWrite) {
  "use strict";
  const { getPrototypeOf, getOwnPropertySymbols, keys, create, freeze } = Object;
  const { isArray } = Array;
  const { stringify } = JSON;
  const TextOf = String;
  const isWellFormed = Function.prototype.call.bind(String.prototype.isWellFormed);
  const matches = Function.prototype.call.bind(RegExp.prototype.test);
  const ErrorOf = Error;
  const objectRoot = Object.prototype;
  const listRoot = Array.prototype;
  const { begin, end, key, number, boolean, text, nil } = host;

  const DEPTH_MAX = 64;
  const NODES_MAX = 10_000_000;
  const PLAIN = "use null, booleans, numbers, texts, lists and plain objects";

  function fail(message) {
    throw new ErrorOf(message);
  }

  // What is above every entry, by which plain data knows one.
  const entryRoot = new ProxyOf(create(null), {
    set(target, name) {
      return fail("entries are read-only: " + TextOf(name) + " cannot be set");
    },
  });

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

  return { fail, plain, give, giveResult, grow, granted, entryRoot };
})
