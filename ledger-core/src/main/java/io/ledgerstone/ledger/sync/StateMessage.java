package io.ledgerstone.ledger.sync;

import java.util.List;

/** What hosts that compare states say to each other. */
sealed interface StateMessage {
    /** A message of a ledger. */
    sealed interface OfLedger extends StateMessage {
        /** Which ledger, as in {@link RootAdvert#ledger}. */
        long ledger();
    }

    /** How a question stands. */
    enum Progress {
        /** Here is the answer. */
        DONE(0),
        /** A replay works on it. */
        WORKING(1),
        /** There is too much to do: ask another time. */
        LATER(2),
        /** It cannot be answered. */
        UNABLE(3);

        /** How it is written. */
        final int code;

        Progress(int code) {
            this.code = code;
        }
    }

    /**
     * What the sender's addons made of all its entries.
     *
     * @param run the number its run of the program drew
     * @param number counts its messages of this type
     * @param asking whether it wants to hear the same from the receiver
     */
    record States(RootAdvert root, int run, int number, boolean asking, List<AddonState> states) implements OfLedger {
        @Override
        public long ledger() {
            return root.ledger();
        }
    }

    /** Asks for digests at positions. */
    record Ask(long ledger, int request, String addon, StateHash code, List<Long> positions) implements OfLedger {}

    /** Answers that; without points unless it is done. */
    record Points(long ledger, int request, Progress progress, List<StatePoint> points) implements OfLedger {}

    /** Asks for a part of the state at a position. */
    record Fetch(long ledger, int request, String addon, StateHash code, long position, int part) implements OfLedger {}

    /**
     * Answers that.
     *
     * @param total all bytes of the state; 0 unless it is done
     * @param bytes those of the part; none if the state is too large
     */
    @SuppressWarnings("ArrayRecordComponent") // Compared by the bytes it writes only.
    record Part(long ledger, int request, int part, Progress progress, long total, byte[] bytes) implements OfLedger {}

    /** No message. */
    record Malformed(String why) implements StateMessage {}
}
