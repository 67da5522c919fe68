package io.ledgerstone.lua.runtime;

import io.ledgerstone.addon.AddonLimits;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * The bounds of one addon while it runs: steps left, functions inside one another, sizes. Everything is counted, never timed.
 *
 * <p>A step is a turn of a loop, the entry of a function, a new key in a table, or 16 bytes of new text. Used by one thread at a
 * time, like the addon it belongs to.
 */
public final class Machine {
    /** Bytes of new data that cost one step. */
    public static final int BYTES_PER_STEP = 16;

    private static final int STEPS_PER_TABLE = 4;

    private final AddonLimits limits;
    private final Map<String, FunctionOrigin> origins = new HashMap<>();
    private final IdentityHashMap<LuaValue, Integer> lasting = new IdentityHashMap<>();
    private final IdentityHashMap<LuaValue, Integer> passing = new IdentityHashMap<>();
    private final Map<LuaString, LuaString> constants = new HashMap<>();
    private long stepsLeft;
    private int depth;
    private int tables;
    private boolean loading = true;
    private @Nullable Table strings;

    /** What a host call found, to be put back when it ends. */
    public record Frame(long stepsLeft, int depth) {}

    /** A machine with these limits and no steps left. */
    public Machine(AddonLimits limits) {
        this.limits = limits;
    }

    /** Begins a call from the host with a full budget; {@link #end} puts the old one back, for calls inside calls. */
    public Frame begin() {
        return begin(limits.stepsPerCallMax());
    }

    /** Begins work of the host on the addon's data, which is bounded by the data. */
    public Frame beginUnbounded() {
        return begin(Long.MAX_VALUE);
    }

    private Frame begin(long steps) {
        Frame frame = new Frame(stepsLeft, depth);
        stepsLeft = steps;
        depth = 0;
        return frame;
    }

    /** Ends a call from the host. */
    public void end(Frame frame) {
        stepsLeft = frame.stepsLeft;
        depth = frame.depth;
        if (depth == 0 && !passing.isEmpty()) {
            passing.clear();
        }
    }

    /** Fills the budget for the next handler of a batch. */
    public void refill() {
        stepsLeft = limits.stepsPerCallMax();
        depth = 0;
        if (!passing.isEmpty()) {
            passing.clear();
        }
    }

    /** Spends a step. */
    public void tick() {
        if (--stepsLeft < 0) {
            exhausted();
        }
    }

    /** Spends steps. */
    public void spend(long steps) {
        stepsLeft -= steps;
        if (stepsLeft < 0) {
            exhausted();
        }
    }

    /** Pays for a text before it is made, and refuses one beyond the limit. */
    public void text(long bytes) {
        requireText(bytes);
        spend(1 + bytes / BYTES_PER_STEP);
    }

    /** Refuses a text beyond the limit. */
    public void requireText(long bytes) {
        if (bytes > limits.textBytesMax()) {
            throw new LuaError("a text of " + bytes + " bytes is more than the " + limits.textBytesMax() + " allowed");
        }
    }

    private void exhausted() {
        stepsLeft = -1;
        throw new Exhausted(limits.stepsPerCallMax());
    }

    /** Enters a function. */
    public void enter() {
        tick();
        if (++depth > limits.depthMax()) {
            throw new LuaError("stack overflow: functions call one another more than " + limits.depthMax() + " deep");
        }
    }

    /** Leaves a function that returns; whoever catches an error puts the depth back with {@link #depth(int)}. */
    public void leave() {
        depth--;
    }

    /** How many functions are inside one another. */
    public int depth() {
        return depth;
    }

    /** Puts the depth back to what it was before something failed. */
    public void depth(int before) {
        depth = before;
    }

    /** A table made by a script. */
    public Table table() {
        spend(STEPS_PER_TABLE);
        return new Table(this);
    }

    /** A number that tells this machine's tables apart, in the order they were made. */
    int nextTable() {
        return ++tables;
    }

    /** Makes a text that stands in the addon's files the one object for all texts like it, so that tables find it at a glance. */
    public LuaString constant(LuaString text) {
        LuaString known = constants.putIfAbsent(text, text);
        return known == null ? text : known;
    }

    /** The object for a text that stands in the addon's files, or the text itself. */
    public LuaString known(LuaString text) {
        LuaString known = constants.get(text);
        return known == null ? text : known;
    }

    /** What {@code ("text"):name()} finds names in. */
    public void strings(Table library) {
        strings = library;
    }

    @Nullable Table strings() {
        return strings;
    }

    /** Ends the time in which objects get names that last. */
    public void loaded() {
        loading = false;
    }

    /**
     * The number that {@code tostring} shows for an object: counted from 1, in the order they are asked for. Numbers given while
     * the addon loads last; later ones are given anew in every call from the host, so that they never depend on what ran before.
     */
    public int serial(LuaValue object) {
        Integer known = lasting.get(object);
        if (known != null) {
            return known;
        }
        IdentityHashMap<LuaValue, Integer> numbers = loading ? lasting : passing;
        return numbers.computeIfAbsent(object, o -> lasting.size() + passing.size() + 1);
    }

    /** Remembers where the class of a compiled function comes from. */
    public void origin(String className, FunctionOrigin origin) {
        origins.put(className, origin);
    }

    /** Where a class comes from, or null if it is no compiled function of this addon. */
    @Nullable FunctionOrigin origin(String className) {
        return origins.get(className);
    }

    /** The place of a Java stack frame in the addon's files, or null if it is none of its functions. */
    public @Nullable String position(StackTraceElement frame) {
        FunctionOrigin origin = origins.get(frame.getClassName());
        return origin == null ? null : origin.position(frame.getLineNumber());
    }

    /**
     * The place of the addon's function that runs, or of one that called it.
     *
     * @param level 1 for the innermost
     * @return {@code file:line}, or null if there are not so many
     */
    public @Nullable String position(int level) {
        return StackWalker.getInstance()
                .walk(frames -> frames.map(frame -> position(frame.toStackTraceElement()))
                        .filter(position -> position != null)
                        .skip(level - 1L)
                        .findFirst())
                .orElse(null);
    }
}
