package io.ledgerstone.lua.runtime;

import io.ledgerstone.addon.ScriptError;
import io.ledgerstone.lua.runtime.FunctionOrigin.Fault;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;

/** Turns what was thrown while a script ran into words: for the script that catches it, and for its author. */
public final class Faults {
    private static final Pattern CALL = Pattern.compile("attempt to call (\\w+)");
    private static final Pattern INDEX = Pattern.compile("attempt to index (\\w+)");
    private static final Pattern ONE = Pattern.compile("attempt to (get length of) (\\w+)");
    private static final Pattern TWO = Pattern.compile("attempt to perform arithmetic on (\\w+) and (\\w+)");
    private static final String BROKEN = "the script did something that the engine cannot do";

    private static final String ONLY_FILES = "code comes from the addon's files only";
    private static final String SHARE = "an addon's files share the table that each is given: local name, shared = ...";

    /** Globals of Lua that addons do not have, and what to do instead. */
    private static final Map<String, String> MISSING = Map.ofEntries(
            Map.entry("global 'os'", "addons reach no clock and no system, an entry's time is e.time"),
            Map.entry("global 'io'", "addons reach no files"),
            Map.entry("global 'coroutine'", "addons have no coroutines; keep what is left to do in a table"),
            Map.entry("global 'debug'", "addons have no debug library"),
            Map.entry("global 'package'", "list further files in the .toc instead"),
            Map.entry("global 'load'", ONLY_FILES),
            Map.entry("global 'loadstring'", ONLY_FILES),
            Map.entry("global 'loadfile'", "list the file in the .toc instead"),
            Map.entry("global 'dofile'", "list the file in the .toc instead"),
            Map.entry("global 'require'", SHARE),
            Map.entry("global 'module'", SHARE),
            Map.entry("global 'getfenv'", "functions have no environment of their own here"),
            Map.entry("global 'setfenv'", "functions have no environment of their own here"),
            Map.entry("global 'newproxy'", "use a table with a metatable"),
            Map.entry("global 'collectgarbage'", "memory is the host's business"));

    private Faults() {}

    /** What {@code pcall} hands to the script: the raised value, or the message behind its position. */
    public static LuaValue caught(RuntimeException thrown, Machine machine) {
        if (thrown instanceof Raised raised) {
            return raised.value();
        }
        ScriptError error = error(thrown, machine);
        return Texts.lua(error.toString());
    }

    /** What the author is told. */
    public static ScriptError error(Throwable thrown, Machine machine) {
        return switch (thrown) {
            case Raised raised -> raised(raised);
            case LuaError error -> {
                StackTraceElement frame = frame(error, machine);
                String message = String.valueOf(error.getMessage());
                yield new ScriptError(
                        frame == null ? message : named(message, frame, machine),
                        frame == null ? null : machine.position(frame));
            }
            case Exhausted exhausted ->
                new ScriptError(String.valueOf(exhausted.getMessage()), place(exhausted, machine));
            case StackOverflowError deep ->
                new ScriptError("stack overflow: functions or values are nested too deep", place(deep, machine));
            default -> new ScriptError(BROKEN, place(thrown, machine));
        };
    }

    private static ScriptError raised(Raised raised) {
        String message = String.valueOf(raised.getMessage());
        String position = raised.position();
        if (position != null && message.startsWith(position + ": ")) {
            return new ScriptError(message.substring(position.length() + 2), position);
        }
        return new ScriptError(message, position);
    }

    private static @Nullable String place(Throwable thrown, Machine machine) {
        StackTraceElement frame = frame(thrown, machine);
        return frame == null ? null : machine.position(frame);
    }

    private static @Nullable StackTraceElement frame(Throwable thrown, Machine machine) {
        for (StackTraceElement frame : thrown.getStackTrace()) {
            if (machine.origin(frame.getClassName()) != null) {
                return frame;
            }
        }
        return null;
    }

    /** LuaJ's message in Lua's words, with the name of the variable that was wrong. */
    private static String named(String message, StackTraceElement frame, Machine machine) {
        FunctionOrigin origin = machine.origin(frame.getClassName());
        if (origin == null) {
            return message;
        }
        int instruction = frame.getLineNumber();
        Matcher call = CALL.matcher(message);
        if (call.matches()) {
            String subject = origin.subject(instruction, Fault.CALL);
            return "attempt to call " + described(subject, call.group(1)) + hint(subject);
        }
        Matcher index = INDEX.matcher(message);
        if (index.matches()) {
            String subject = origin.subject(instruction, Fault.INDEX);
            return "attempt to index " + described(subject, index.group(1)) + hint(subject);
        }
        Matcher one = ONE.matcher(message);
        if (one.matches()) {
            return "attempt to " + one.group(1) + " "
                    + described(origin.subject(instruction, Fault.FIRST), one.group(2));
        }
        Matcher two = TWO.matcher(message);
        if (two.matches()) {
            Fault fault = two.group(1).equals("number") ? Fault.SECOND : Fault.FIRST;
            String type = two.group(fault == Fault.FIRST ? 1 : 2);
            return "attempt to perform arithmetic on " + described(origin.subject(instruction, fault), type);
        }
        return message;
    }

    private static String hint(@Nullable String subject) {
        String instead = subject == null ? null : MISSING.get(subject);
        return instead == null ? "" : "; " + instead;
    }

    private static String described(@Nullable String subject, String type) {
        return subject == null ? "a " + type + " value" : subject + " (a " + type + " value)";
    }
}
