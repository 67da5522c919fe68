package io.ledgerstone.js;

import io.ledgerstone.addon.ScriptError;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.PolyglotException.StackFrame;
import org.graalvm.polyglot.SourceSection;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** Tells an author what went wrong in their code, in their words. */
final class Faults {
    private static final Pattern SYNTAX = Pattern.compile("SyntaxError: (?:\\S.*:\\d+:\\d+ )?(.*)");
    private static final Pattern OF_NOTHING =
            Pattern.compile("TypeError: Cannot (read|set) property .* of (undefined|null)");
    private static final Pattern STACK_LINE = Pattern.compile("\\(?([^\\s()]+):(\\d+):\\d+\\)?$", Pattern.MULTILINE);
    private static final int CODE_CHARS_MAX = 100;
    private static final int MESSAGE_CHARS_MAX = 2000;

    private final Set<String> files;
    private final long statementsMax;

    /** For an addon of these files, which may run so many statements at a time. */
    Faults(Set<String> files, long statementsMax) {
        this.files = Set.copyOf(files);
        this.statementsMax = statementsMax;
    }

    /** Whether the addon cannot go on after this. */
    static boolean isFinal(PolyglotException thrown) {
        return thrown.isCancelled()
                || thrown.isInterrupted()
                || thrown.isResourceExhausted()
                || thrown.isInternalError()
                || thrown.isExit();
    }

    /** What to tell the author; {@code stopped} is why the watchdog stopped the addon, if it did. */
    ScriptError of(PolyglotException thrown, @Nullable String stopped) {
        return new ScriptError(message(thrown, stopped), position(thrown));
    }

    private String message(PolyglotException thrown, @Nullable String stopped) {
        String message = String.valueOf(thrown.getMessage());
        if (stopped != null) {
            return stopped;
        }
        if (thrown.isResourceExhausted()) {
            return message.contains("Statement count")
                    ? "one call took more than " + statementsMax
                            + " steps; look for a loop that does not end, or do less at a time"
                    : "one call used up the memory; keep less at a time";
        }
        if (thrown.isInternalError()) {
            return "the JavaScript engine failed: " + shortened(message);
        }
        if (thrown.isSyntaxError()) {
            var syntax = SYNTAX.matcher(message.lines().findFirst().orElse(""));
            return "SyntaxError: " + shortened(syntax.matches() ? syntax.group(1) : message);
        }
        if (message.startsWith("RangeError: Maximum call stack size exceeded")) {
            return "functions call one another too deep, or without end (" + message + ")";
        }
        if (OF_NOTHING.matcher(message).matches()) {
            return shortened(message) + inCode(thrown.getSourceLocation());
        }
        return shortened(message.startsWith("Error: ") ? message.substring("Error: ".length()) : message);
    }

    // What was undefined is not in the message; the code tells.
    private static String inCode(@Nullable SourceSection section) {
        if (section == null || !section.hasCharIndex() || section.getCharLength() > CODE_CHARS_MAX) {
            return "";
        }
        String code = section.getCharacters().toString();
        return code.contains("\n") ? "" : " in " + code;
    }

    private static String shortened(String message) {
        return message.length() <= MESSAGE_CHARS_MAX ? message : message.substring(0, MESSAGE_CHARS_MAX) + "...";
    }

    private @Nullable String position(PolyglotException thrown) {
        String here = position(thrown.getSourceLocation());
        if (here != null) {
            return here;
        }
        for (StackFrame frame : thrown.getPolyglotStackTrace()) {
            String caller = frame.isGuestFrame() ? position(frame.getSourceLocation()) : null;
            if (caller != null) {
                return caller;
            }
        }
        return functionOf(thrown.getGuestObject());
    }

    // Some errors, such as that of a refused delete, have no place; their stack tells the function at least.
    private @Nullable String functionOf(@Nullable Value error) {
        Value stack = error != null && error.hasMember("stack") ? error.getMember("stack") : null;
        if (stack == null || !stack.isString()) {
            return null;
        }
        Matcher lines = STACK_LINE.matcher(stack.asString());
        while (lines.find()) {
            if (files.contains(lines.group(1))) {
                return lines.group(1) + ":" + lines.group(2);
            }
        }
        return null;
    }

    private @Nullable String position(@Nullable SourceSection section) {
        if (section == null
                || !section.isAvailable()
                || !files.contains(section.getSource().getName())) {
            return null;
        }
        return section.getSource().getName() + ":" + section.getStartLine();
    }
}
