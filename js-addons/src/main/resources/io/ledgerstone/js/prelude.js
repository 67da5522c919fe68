// Takes from a fresh realm everything that could make two members' copies differ, or that is no part of the language.
// Runs once in every context, before anything of the addon. `math` holds the host's platform-independent functions. Answers the
// Proxy that addons go without: a state is plain data, and nothing could tell a proxy in it from an object.
(function (math) {
  "use strict";
  const global = globalThis;
  const ProxyOf = Proxy;

  function replace(owner, name, value) {
    Object.defineProperty(owner, name, { value, writable: true, enumerable: false, configurable: true });
  }

  // What stays is listed, so that a newer engine cannot slip something in.
  const kept = new Set([
    "globalThis", "undefined", "NaN", "Infinity", "eval", "isFinite", "isNaN", "parseFloat", "parseInt",
    "decodeURI", "decodeURIComponent", "encodeURI", "encodeURIComponent", "escape", "unescape",
    "Object", "Function", "Boolean", "Symbol", "Number", "BigInt", "String", "RegExp", "Math", "JSON", "Reflect", "Date",
    "Array", "Map", "Set", "WeakMap", "WeakSet", "Promise", "Iterator",
    "Error", "AggregateError", "EvalError", "RangeError", "ReferenceError", "SyntaxError", "TypeError", "URIError",
    "ArrayBuffer", "DataView", "Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array",
    "Uint32Array", "Float16Array", "Float32Array", "Float64Array", "BigInt64Array", "BigUint64Array",
  ]);
  for (const name of Reflect.ownKeys(global)) {
    if (!kept.has(name)) {
      delete global[name];
    }
  }

  // A player may be called __proto__: without this accessor it is a name like any other.
  delete Object.prototype.__proto__;

  const whyNoChance = "every member replays the same entries and must get the same state";
  replace(Math, "random", function random() {
    throw new Error("Math.random is not there: " + whyNoChance + ", and members would draw different numbers."
        + " Draw in the game, and put the result into the entry");
  });

  function noClock() {
    throw new Error("the clock is not there: " + whyNoChance + ", whenever they replay. Use e.time, the time of the entry");
  }
  const RealDate = Date;
  function SafeDate(...parts) {
    if (new.target === undefined || parts.length === 0) {
      noClock();
    }
    return Reflect.construct(RealDate, parts, new.target);
  }
  SafeDate.prototype = RealDate.prototype;
  Object.defineProperty(SafeDate, "prototype", { writable: false });
  Object.defineProperty(SafeDate, "name", { value: "Date" });
  replace(SafeDate, "now", noClock);
  replace(SafeDate, "UTC", RealDate.UTC);
  replace(SafeDate, "parse", RealDate.parse);
  replace(RealDate.prototype, "constructor", SafeDate);
  replace(global, "Date", SafeDate);

  // Texts that depend on where a computer stands are replaced by ones that do not.
  const iso = RealDate.prototype.toISOString;
  const part = (from, to) => function () { return iso.call(this).slice(from, to); };
  replace(RealDate.prototype, "toLocaleDateString", part(0, 10));
  replace(RealDate.prototype, "toLocaleTimeString", part(11, 19));
  replace(RealDate.prototype, "toLocaleString", function () { return iso.call(this).slice(0, 19).replace("T", " "); });
  for (const owner of [Number, BigInt, Array, Reflect.getPrototypeOf(Int8Array)]) {
    const plain = owner.prototype.toString;
    replace(owner.prototype, "toLocaleString", function toLocaleString() { return plain.call(this); });
  }
  const lower = String.prototype.toLowerCase;
  const upper = String.prototype.toUpperCase;
  replace(String.prototype, "toLocaleLowerCase", function toLocaleLowerCase() { return lower.call(this); });
  replace(String.prototype, "toLocaleUpperCase", function toLocaleUpperCase() { return upper.call(this); });
  // Without regard to case first, then small letters before capitals.
  replace(String.prototype, "localeCompare", function localeCompare(other) {
    const a = String(this);
    const b = String(other);
    const smallA = lower.call(a);
    const smallB = lower.call(b);
    return smallA < smallB ? -1 : smallA > smallB ? 1 : a > b ? -1 : a < b ? 1 : 0;
  });

  // The last digit of these differs between processors and between interpreted and compiled code.
  for (const name of ["sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "exp", "expm1",
    "log", "log1p", "log2", "log10", "cbrt"]) {
    const exact = math[name];
    replace(Math, name, (x) => exact(+x));
  }
  for (const name of ["pow", "atan2"]) {
    const exact = math[name];
    replace(Math, name, (x, y) => exact(+x, +y));
  }
  const two = math.hypot;
  replace(Math, "hypot", function hypot(...values) {
    let length = 0;
    let infinite = false;
    for (let i = 0; i < values.length; i++) {
      const value = +values[i];
      infinite ||= value === Infinity || value === -Infinity;
      length = two(length, value);
    }
    return infinite ? Infinity : length;
  });
  return ProxyOf;
})
