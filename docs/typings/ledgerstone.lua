---@meta
-- What a Ledgerstone addon can call. Put this file where your editor's Lua language server finds it.

---@alias Key { time?: number, counter?: number, realm?: number, creator?: number }

---An entry as handlers get it: read-only, its fields by name.
---@class Entry
---@field time number When it happened, in unix seconds.
---@field counter number What tells events of one second apart.
---@field realm number The realm of its creator; 0 in ledgers of one realm.
---@field creator number Who made it: the number in a character's GUID.
---@field type string Its type, which handlers are chosen by.
---@field key string Its place in the ledger: time, counter, realm and creator.
---@field id string The fingerprint of all it holds: 32 hexadecimal digits.
---@field fields table<string, any> A copy of all its fields, to keep or to change.
---@field [string] any

---A ledger of the guild.
---@class Ledger
local Ledger = {}

---Fills the empty state before the first entry. One function a ledger.
---@param fn fun(state: table)
function Ledger:init(fn) end

---Calls a function for every entry of a type. One function a type.
---@param type string
---@param fn fun(state: table, e: Entry)
function Ledger:on(type, fn) end

---The same as on, for several types at once.
---@param handlers table<string, fun(state: table, e: Entry)>
function Ledger:when(handlers) end

---Calls a function for every entry, after its own handler. One function a ledger.
---@param fn fun(state: table, e: Entry)
function Ledger:any(fn) end

---Calls a function for every entry whose type this addon has no handler for. One function a ledger.
---@param fn fun(state: table, e: Entry)
function Ledger:otherwise(fn) end

---Offers a reading of the state under a name of its own. The function gets a frozen state and a list of arguments, and returns plain data.
---@param name string
---@param fn fun(state: table, args: any[]): any
function Ledger:view(name, fn) end

---Offers something to do under a name of its own. The function gets a frozen state and a list of arguments, may submit and ignore entries, and returns plain data.
---@param name string
---@param fn fun(state: table, args: any[]): any
function Ledger:command(name, fn) end

---Appends an entry of this host to the ledger and returns its key once it is safe on disk.
---@param type string
---@param fields? table<string, any>
---@return string
function Ledger:submit(type, fields) end

---Cancels an entry and returns the key of the entry that does. Ignoring that one brings the first back.
---@param entry Entry|string
---@return string
function Ledger:ignore(entry) end

---What a test is given.
---@class Test
local Test = {}

---Adds an entry to the test's own ledger, which is empty when the test begins, and returns its key. It comes one second after the last entry unless the key says otherwise.
---@param type string
---@param fields? table<string, any>
---@param key? Key
---@return string
function Test:append(type, fields, key) end

---Replays the test's ledger, asks a view with the arguments, and returns a copy of what it gives.
---@param name string
---@param ... any
---@return any
function Test:view(name, ...) end

---Replays the test's ledger and returns a copy of the state of the first ledger the addon opened.
---@return any
function Test:state() end

---Fails the test unless both are the same data, and names the first difference.
---@param actual any
---@param expected any
---@param message? string
function Test:equal(actual, expected, message) end

---Fails the test unless two numbers differ by at most the tolerance.
---@param actual number
---@param expected number
---@param tolerance number
function Test:near(actual, expected, tolerance) end

---Calls a function and fails the test unless it fails with a message that contains the text.
---@param fn fun()
---@param text string
function Test:fails(fn, text) end

---Opens a ledger of the guild by name, to register handlers on. The same name gives the same ledger.
---@param name string
---@return Ledger
function ledger(name) end

---Writes a line to the addon's log.
---@param text any
function log(text) end

---Registers a test under a name of its own. Exists in files of the folder tests only.
---@param name string
---@param fn fun(t: Test)
function test(name, fn) end
