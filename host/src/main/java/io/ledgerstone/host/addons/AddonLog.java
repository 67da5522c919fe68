package io.ledgerstone.host.addons;

import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;

/** The latest lines an addon logged. Any thread. */
final class AddonLog {
    private static final int LINE_CHARACTERS_MAX = 2000;

    private final ArrayDeque<String> lines = new ArrayDeque<>();
    private final int linesMax;
    private final Consumer<String> listener;
    private long count;

    /** A log without lines; the listener hears every line as it comes. */
    AddonLog(int linesMax, Consumer<String> listener) {
        this.linesMax = linesMax;
        this.listener = listener;
    }

    void add(String line) {
        String kept = line.length() <= LINE_CHARACTERS_MAX ? line : line.substring(0, LINE_CHARACTERS_MAX) + "...";
        synchronized (lines) {
            if (lines.size() == linesMax) {
                lines.removeFirst();
            }
            lines.addLast(kept);
            count++;
        }
        listener.accept(kept);
    }

    List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /** How many lines there ever were. */
    long count() {
        synchronized (lines) {
            return count;
        }
    }
}
