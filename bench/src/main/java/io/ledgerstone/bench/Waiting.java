package io.ledgerstone.bench;

import java.util.concurrent.TimeUnit;

/** Waits for what other threads do. */
final class Waiting {
    private static final long MS_MAX = 120_000;
    private static final long PAUSE_MS = 2;

    private Waiting() {}

    /** Something that comes true. */
    interface Condition {
        boolean holds();
    }

    /** Waits until it is true; two minutes at most. */
    static void until(Condition condition) throws InterruptedException {
        long beginNs = System.nanoTime();
        while (!condition.holds()) {
            if (System.nanoTime() - beginNs > MS_MAX * 1_000_000) {
                throw new IllegalStateException("what was waited for did not happen in two minutes");
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
        }
    }
}
