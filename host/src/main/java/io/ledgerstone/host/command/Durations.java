package io.ledgerstone.host.command;

/** Lengths of time for the eye: one number and one unit. */
final class Durations {
    private static final long SECOND_MS = 1000;
    private static final long MINUTE_MS = 60 * SECOND_MS;
    private static final long HOUR_MS = 60 * MINUTE_MS;
    private static final long DAY_MS = 24 * HOUR_MS;

    private Durations() {}

    static String text(long ms) {
        if (ms < MINUTE_MS) {
            return ms / SECOND_MS + " s";
        }
        if (ms < HOUR_MS) {
            return ms / MINUTE_MS + " min";
        }
        return ms < 2 * DAY_MS ? ms / HOUR_MS + " h" : ms / DAY_MS + " days";
    }
}
