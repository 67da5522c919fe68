package io.ledgerstone.simulation;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that happened in a world, as one number, and if wished as lines. */
final class Trace {
    private static final int LINES_MAX = 400;

    private final @Nullable Deque<String> lines;
    private long number = 1;
    private long events;

    /** A trace that keeps its last lines or none. */
    Trace(boolean keepsLines) {
        lines = keepsLines ? new ArrayDeque<>() : null;
    }

    void note(long nowMs, String who, String what) {
        mix(nowMs);
        mix(who.hashCode());
        mix(what.hashCode());
        events++;
        keep(nowMs, who, what);
    }

    /** Frames come so often that they are not put in words unless somebody reads them. */
    void frame(long nowMs, String who, String from, byte[] frame) {
        mix(nowMs);
        mix(who.hashCode());
        mix(from.hashCode());
        mix(Arrays.hashCode(frame));
        events++;
        if (lines != null) {
            keep(nowMs, who, "hears " + frame.length + " bytes from " + from);
        }
    }

    private void keep(long nowMs, String who, String what) {
        if (lines != null) {
            lines.add(String.format("%9.3f %-4s %s", nowMs / 1000.0, who, what));
            if (lines.size() > LINES_MAX) {
                lines.remove();
            }
        }
    }

    private void mix(long value) {
        number = (number ^ value) * 0x9E37_79B9_7F4A_7C15L;
        number ^= number >>> 32;
    }

    /** Two worlds in which the same happened have the same. */
    long number() {
        return number;
    }

    long events() {
        return events;
    }

    List<String> lines() {
        return lines == null ? List.of() : List.copyOf(lines);
    }
}
