package io.ledgerstone.addon;

import java.util.List;

/**
 * A function that addons can call, described once: engines bind every one of these under its name, and references are made from
 * the same description.
 *
 * @param name the name in both languages
 * @param owner what it is called on
 * @param parameters the parameters' names and meanings, in order
 * @param result what it returns, or an empty text
 * @param doc what it does, in one or two sentences for authors
 * @param permission when it may be called
 */
public record HostFunction(
        String name, Owner owner, List<Parameter> parameters, String result, String doc, Permission permission) {
    /** What a function is called on. */
    public enum Owner {
        /** A global function. */
        GLOBAL,
        /** What {@code ledger(name)} returns. */
        LEDGER,
        /** The object that a test is given. */
        TEST
    }

    /** When a function may be called. */
    public enum Permission {
        /** Whenever the addon's code runs. */
        ALWAYS,
        /** While the addon loads, never later. */
        LOADING,
        /** In commands: never while loading, in handlers or in views. */
        COMMANDS
    }

    /**
     * A parameter.
     *
     * @param name its name
     * @param type what is passed, in words both languages share
     */
    public record Parameter(String name, String type) {}

    /** Copies the list. */
    public HostFunction {
        parameters = List.copyOf(parameters);
    }

    private static HostFunction global(
            String name, String result, String doc, Permission permission, Parameter... parameters) {
        return new HostFunction(name, Owner.GLOBAL, List.of(parameters), result, doc, permission);
    }

    private static HostFunction onLedger(String name, String doc, Permission permission, Parameter... parameters) {
        return new HostFunction(name, Owner.LEDGER, List.of(parameters), "", doc, permission);
    }

    private static HostFunction inTest(String name, String result, String doc, Parameter... parameters) {
        return new HostFunction(name, Owner.TEST, List.of(parameters), result, doc, Permission.ALWAYS);
    }

    private static Parameter named(String what) {
        return new Parameter("name", what);
    }

    private static Parameter function(String parameters) {
        return new Parameter("fn", "function(" + parameters + ")");
    }

    /** Every function there is. */
    public static final List<HostFunction> ALL = List.of(
            global(
                    "ledger",
                    "the ledger to register handlers on",
                    "Opens a ledger of the guild by name. Ask for it once, while the addon loads.",
                    Permission.LOADING,
                    named("text, 1 to 64 bytes")),
            global(
                    "log",
                    "",
                    "Writes a line to the addon's log.",
                    Permission.ALWAYS,
                    new Parameter("text", "anything")),
            onLedger(
                    "init",
                    "Fills the empty state before the first entry. One function a ledger.",
                    Permission.LOADING,
                    function("state")),
            onLedger(
                    "on",
                    "Calls a function for every entry of a type. One function a type.",
                    Permission.LOADING,
                    new Parameter("type", "text"),
                    function("state, e")),
            onLedger(
                    "when",
                    "The same as on, for several types at once.",
                    Permission.LOADING,
                    new Parameter("handlers", "a function for each type")),
            onLedger(
                    "any",
                    "Calls a function for every entry, after its own handler. One function a ledger.",
                    Permission.LOADING,
                    function("state, e")),
            onLedger(
                    "otherwise",
                    "Calls a function for every entry whose type this addon has no handler for. One function a ledger.",
                    Permission.LOADING,
                    function("state, e")),
            onLedger(
                    "view",
                    "Offers a reading of the state under a name. It gets a frozen state and a list of arguments.",
                    Permission.LOADING,
                    named("text"),
                    function("state, args")),
            onLedger(
                    "command",
                    "Offers something to do under a name. It gets a frozen state and a list of arguments, and may submit.",
                    Permission.LOADING,
                    named("text"),
                    function("state, args")),
            onLedger(
                    "submit",
                    "Appends an entry of this host to the ledger and returns its key.",
                    Permission.COMMANDS,
                    new Parameter("type", "text"),
                    new Parameter("fields", "plain data by name")),
            onLedger(
                    "ignore",
                    "Cancels an entry, given it or its key, and returns the key of the ignore entry.",
                    Permission.COMMANDS,
                    new Parameter("entry", "an entry or its key text")),
            global(
                    "test",
                    "",
                    "Registers a test. Exists in files of the tests folder only.",
                    Permission.LOADING,
                    named("text"),
                    function("t")),
            inTest(
                    "append",
                    "the entry's key text",
                    "Adds an entry to the test's own ledger, one second after the last unless the key says otherwise.",
                    new Parameter("type", "text"),
                    new Parameter("fields", "plain data by name"),
                    new Parameter("key", "time, counter, realm, creator; all may be left out")),
            inTest(
                    "view",
                    "what the view returns",
                    "Replays the test's ledger and asks a view.",
                    named("text"),
                    new Parameter("...", "the arguments")),
            inTest("state", "a copy of the state", "Replays the test's ledger and gives the state."),
            inTest(
                    "equal",
                    "",
                    "Fails the test unless both are the same data.",
                    new Parameter("actual", "plain data"),
                    new Parameter("expected", "plain data"),
                    new Parameter("message", "text, may be left out")),
            inTest(
                    "near",
                    "",
                    "Fails the test unless two numbers differ by at most the tolerance.",
                    new Parameter("actual", "number"),
                    new Parameter("expected", "number"),
                    new Parameter("tolerance", "number")),
            inTest(
                    "fails",
                    "",
                    "Fails the test unless the function fails with a message that contains the text.",
                    function(""),
                    new Parameter("text", "text")));
}
