package io.ledgerstone.bench;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line of the results.
 *
 * @param what what was measured
 * @param value the median
 * @param unit what it is measured in
 * @param goal what the value should reach, or null
 * @param peer what it is compared with, or null
 * @param peerValue the median of the peer, in the same unit
 * @param ratioGoal what the ratio should reach, or null
 */
record Finding(
        String what,
        double value,
        Unit unit,
        @Nullable Double goal,
        @Nullable String peer,
        double peerValue,
        @Nullable Double ratioGoal) {

    /** What is measured. */
    enum Unit {
        ENTRIES_PER_SECOND(true),
        MILLISECONDS(false),
        BYTES(false),
        TIMES(false);

        private final boolean moreIsBetter;

        Unit(boolean moreIsBetter) {
            this.moreIsBetter = moreIsBetter;
        }

        String text(double value) {
            if (this == MILLISECONDS) {
                return value < 10
                        ? String.format(Locale.ROOT, "%.3f ms", value)
                        : String.format(Locale.ROOT, "%.0f ms", value);
            }
            if (this == BYTES) {
                return String.format(Locale.ROOT, "%,.0f B", value);
            }
            if (this == TIMES) {
                return String.format(Locale.ROOT, "%.1f", value);
            }
            return value >= 1e6
                    ? String.format(Locale.ROOT, "%.2f M/s", value / 1e6)
                    : String.format(Locale.ROOT, "%,.0f /s", value);
        }
    }

    /** A speed. */
    static Finding rate(String what, double perSecond) {
        return new Finding(what, perSecond, Unit.ENTRIES_PER_SECOND, null, null, 0, null);
    }

    /** A duration. */
    static Finding time(String what, double ms) {
        return new Finding(what, ms, Unit.MILLISECONDS, null, null, 0, null);
    }

    /** A size. */
    static Finding bytes(String what, double bytes) {
        return new Finding(what, bytes, Unit.BYTES, null, null, 0, null);
    }

    /** A number of times. */
    static Finding count(String what, double times) {
        return new Finding(what, times, Unit.TIMES, null, null, 0, null);
    }

    Finding goal(double wanted) {
        return new Finding(what, value, unit, wanted, peer, peerValue, ratioGoal);
    }

    Finding against(String name, double otherValue) {
        return new Finding(what, value, unit, goal, name, otherValue, ratioGoal);
    }

    Finding ratioGoal(double wanted) {
        return new Finding(what, value, unit, goal, peer, peerValue, wanted);
    }

    /** How many times as good as the peer. */
    double ratio() {
        return unit.moreIsBetter ? value / peerValue : peerValue / value;
    }

    private String goalText() {
        if (ratioGoal != null) {
            return "ratio ≥ " + ratioGoal + ": " + (ratio() >= ratioGoal ? "met" : "**missed**");
        }
        if (goal == null) {
            return "";
        }
        boolean met = unit.moreIsBetter ? value >= goal : value <= goal;
        return (unit.moreIsBetter ? "≥ " : "≤ ") + unit.text(goal) + (met ? ": met" : ": **missed**");
    }

    /** The line as a row of a Markdown table. */
    String row() {
        return "| " + what + " | " + unit.text(value) + " | " + goalText() + " | "
                + (peer == null ? "" : peer + ": " + unit.text(peerValue)) + " | "
                + (peer == null ? "" : String.format(Locale.ROOT, "%.2f", ratio())) + " |";
    }
}
