// What a Ledgerstone addon can call. Begin a JavaScript file with
//   /// <reference path="ledgerstone.d.ts" />
// and the editor completes and checks it.

interface Key { time?: number; counter?: number; realm?: number; creator?: number; }

/** An entry as handlers get it: read-only, its fields by name. */
interface Entry {
  /** When it happened, in unix seconds. */
  readonly time: number;
  /** What tells events of one second apart. */
  readonly counter: number;
  /** The realm of its creator; 0 in ledgers of one realm. */
  readonly realm: number;
  /** Who made it: the number in a character's GUID. */
  readonly creator: number;
  /** Its type, which handlers are chosen by. */
  readonly type: string;
  /** Its place in the ledger: time, counter, realm and creator. */
  readonly key: string;
  /** The fingerprint of all it holds: 32 hexadecimal digits. */
  readonly id: string;
  /** A copy of all its fields, to keep or to change. */
  readonly fields: { [name: string]: any };
  readonly [field: string]: any;
}

/** A ledger of the guild. */
interface Ledger {
  /** Fills the empty state before the first entry. One function a ledger. */
  init(fn: (state: any) => void): void;
  /** Calls a function for every entry of a type. One function a type. */
  on(type: string, fn: (state: any, e: Entry) => void): void;
  /** The same as on, for several types at once. */
  when(handlers: { [type: string]: (state: any, e: Entry) => void }): void;
  /** Calls a function for every entry, after its own handler. One function a ledger. */
  any(fn: (state: any, e: Entry) => void): void;
  /** Calls a function for every entry whose type this addon has no handler for. One function a ledger. */
  otherwise(fn: (state: any, e: Entry) => void): void;
  /** Offers a reading of the state under a name of its own. The function gets a frozen state and a list of arguments, and returns plain data. */
  view(name: string, fn: (state: any, args: any[]) => any): void;
  /** Offers something to do under a name of its own. The function gets a frozen state and a list of arguments, may submit and ignore entries, and returns plain data. */
  command(name: string, fn: (state: any, args: any[]) => any): void;
  /** Appends an entry of this host to the ledger and returns its key once it is safe on disk. */
  submit(type: string, fields?: { [name: string]: any }): string;
  /** Cancels an entry and returns the key of the entry that does. Ignoring that one brings the first back. */
  ignore(entry: Entry | string): string;
}

/** What a test is given. */
interface Test {
  /** Adds an entry to the test's own ledger, which is empty when the test begins, and returns its key. It comes one second after the last entry unless the key says otherwise. */
  append(type: string, fields?: { [name: string]: any }, key?: Key): string;
  /** Replays the test's ledger, asks a view with the arguments, and returns a copy of what it gives. */
  view(name: string, ...args: any[]): any;
  /** Replays the test's ledger and returns a copy of the state of the first ledger the addon opened. */
  state(): any;
  /** Fails the test unless both are the same data, and names the first difference. */
  equal(actual: any, expected: any, message?: string): void;
  /** Fails the test unless two numbers differ by at most the tolerance. */
  near(actual: number, expected: number, tolerance: number): void;
  /** Calls a function and fails the test unless it fails with a message that contains the text. */
  fails(fn: () => void, text: string): void;
}

/** Opens a ledger of the guild by name, to register handlers on. The same name gives the same ledger. */
declare function ledger(name: string): Ledger;

/** Writes a line to the addon's log. */
declare function log(text: any): void;

/** Registers a test under a name of its own. Exists in files of the folder tests only. */
declare function test(name: string, fn: (t: Test) => void): void;
