package io.ledgerstone.addon;

import java.util.List;

/**
 * A function that addons can call, described once: engines bind every one of these under its name, and references are made from
 * the same description.
 *
 * @param name the name in both languages
 * @param owner what it is called on
 * @param parameters the parameters, in order
 * @param result what it returns
 * @param doc what it does, in one or two sentences for authors
 * @param permission when it may be called
 */
public record HostFunction(
        String name, Owner owner, List<Parameter> parameters, Shape result, String doc, Permission permission) {
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
        ALWAYS("at any time"),
        /** While the addon loads, never later. */
        LOADING("while the addon loads, never later"),
        /** In commands: never while loading, in handlers or in views. */
        COMMANDS("in commands; never while loading, in handlers or in views");

        private final String words;

        Permission(String words) {
            this.words = words;
        }

        /** The same for authors. */
        public String words() {
            return words;
        }
    }

    /** What is passed or returned, in words both languages share. */
    public enum Shape {
        /** Nothing is returned. */
        NOTHING("nothing"),
        /** A text. */
        TEXT("text"),
        /** The name of a ledger or an entry type. */
        NAME("text of 1 to 64 bytes"),
        /** The key of an entry as text. */
        KEY_TEXT("key text, such as 1700000007-0-4476-43981"),
        /** A number. */
        NUMBER("number"),
        /** Whatever a log can show. */
        ANYTHING("anything"),
        /** Nil, booleans, numbers, texts, lists and maps. */
        DATA("plain data"),
        /** The fields of an entry. */
        FIELDS("plain data by name"),
        /** The parts of a key. */
        KEY("a map that may name time, counter, realm and creator"),
        /** An entry as handlers get it, or its key. */
        ENTRY_OR_KEY("an entry or its key text"),
        /** A ledger to register handlers on. */
        LEDGER("the ledger"),
        /** Fills an empty state. */
        INIT_FUNCTION("function(state)"),
        /** Handles an entry. */
        HANDLER("function(state, e)"),
        /** Handlers by entry type. */
        HANDLERS("a function(state, e) for each type, by its name"),
        /** Reads a state. */
        VIEW_FUNCTION("function(state, args)"),
        /** Tests the addon. */
        TEST_FUNCTION("function(t)"),
        /** A function without parameters. */
        FUNCTION("function()");

        private final String words;

        Shape(String words) {
            this.words = words;
        }

        /** The same for authors. */
        public String words() {
            return words;
        }
    }

    /**
     * A parameter.
     *
     * @param name its name; {@code ...} stands for any number of arguments
     * @param shape what is passed
     * @param optional whether it may be left out
     */
    public record Parameter(String name, Shape shape, boolean optional) {}

    /** Copies the list. */
    public HostFunction {
        parameters = List.copyOf(parameters);
    }

    private static HostFunction global(
            String name, Shape result, String doc, Permission permission, Parameter... parameters) {
        return new HostFunction(name, Owner.GLOBAL, List.of(parameters), result, doc, permission);
    }

    private static HostFunction loading(String name, String doc, Parameter... parameters) {
        return new HostFunction(name, Owner.LEDGER, List.of(parameters), Shape.NOTHING, doc, Permission.LOADING);
    }

    private static HostFunction commanding(String name, String doc, Parameter... parameters) {
        return new HostFunction(name, Owner.LEDGER, List.of(parameters), Shape.KEY_TEXT, doc, Permission.COMMANDS);
    }

    private static HostFunction inTest(String name, Shape result, String doc, Parameter... parameters) {
        return new HostFunction(name, Owner.TEST, List.of(parameters), result, doc, Permission.ALWAYS);
    }

    private static Parameter needs(String name, Shape shape) {
        return new Parameter(name, shape, false);
    }

    private static Parameter takes(String name, Shape shape) {
        return new Parameter(name, shape, true);
    }

    /** Every function there is. */
    public static final List<HostFunction> ALL = List.of(
            global(
                    "ledger",
                    Shape.LEDGER,
                    "Opens a ledger of the guild by name, to register handlers on. The same name gives the same ledger.",
                    Permission.LOADING,
                    needs("name", Shape.NAME)),
            global(
                    "log",
                    Shape.NOTHING,
                    "Writes a line to the addon's log.",
                    Permission.ALWAYS,
                    needs("text", Shape.ANYTHING)),
            loading(
                    "init",
                    "Fills the empty state before the first entry. One function a ledger.",
                    needs("fn", Shape.INIT_FUNCTION)),
            loading(
                    "on",
                    "Calls a function for every entry of a type. One function a type.",
                    needs("type", Shape.NAME),
                    needs("fn", Shape.HANDLER)),
            loading("when", "The same as on, for several types at once.", needs("handlers", Shape.HANDLERS)),
            loading(
                    "any",
                    "Calls a function for every entry, after its own handler. One function a ledger.",
                    needs("fn", Shape.HANDLER)),
            loading(
                    "otherwise",
                    "Calls a function for every entry whose type this addon has no handler for. One function a ledger.",
                    needs("fn", Shape.HANDLER)),
            loading(
                    "view",
                    "Offers a reading of the state under a name of its own. The function gets a frozen state and a list of"
                            + " arguments, and returns plain data.",
                    needs("name", Shape.TEXT),
                    needs("fn", Shape.VIEW_FUNCTION)),
            loading(
                    "command",
                    "Offers something to do under a name of its own. The function gets a frozen state and a list of"
                            + " arguments, may submit and ignore entries, and returns plain data.",
                    needs("name", Shape.TEXT),
                    needs("fn", Shape.VIEW_FUNCTION)),
            commanding(
                    "submit",
                    "Appends an entry of this host to the ledger and returns its key once it is safe on disk.",
                    needs("type", Shape.NAME),
                    takes("fields", Shape.FIELDS)),
            commanding(
                    "ignore",
                    "Cancels an entry and returns the key of the entry that does. Ignoring that one brings the first back.",
                    needs("entry", Shape.ENTRY_OR_KEY)),
            global(
                    "test",
                    Shape.NOTHING,
                    "Registers a test under a name of its own. Exists in files of the folder tests only.",
                    Permission.LOADING,
                    needs("name", Shape.TEXT),
                    needs("fn", Shape.TEST_FUNCTION)),
            inTest(
                    "append",
                    Shape.KEY_TEXT,
                    "Adds an entry to the test's own ledger, which is empty when the test begins, and returns its key. It comes"
                            + " one second after the last entry unless the key says otherwise.",
                    needs("type", Shape.NAME),
                    takes("fields", Shape.FIELDS),
                    takes("key", Shape.KEY)),
            inTest(
                    "view",
                    Shape.DATA,
                    "Replays the test's ledger, asks a view with the arguments, and returns a copy of what it gives.",
                    needs("name", Shape.TEXT),
                    takes("...", Shape.DATA)),
            inTest(
                    "state",
                    Shape.DATA,
                    "Replays the test's ledger and returns a copy of the state of the first ledger the addon opened."),
            inTest(
                    "equal",
                    Shape.NOTHING,
                    "Fails the test unless both are the same data, and names the first difference.",
                    needs("actual", Shape.DATA),
                    needs("expected", Shape.DATA),
                    takes("message", Shape.TEXT)),
            inTest(
                    "near",
                    Shape.NOTHING,
                    "Fails the test unless two numbers differ by at most the tolerance.",
                    needs("actual", Shape.NUMBER),
                    needs("expected", Shape.NUMBER),
                    needs("tolerance", Shape.NUMBER)),
            inTest(
                    "fails",
                    Shape.NOTHING,
                    "Calls a function and fails the test unless it fails with a message that contains the text.",
                    needs("fn", Shape.FUNCTION),
                    needs("text", Shape.TEXT)));
}
