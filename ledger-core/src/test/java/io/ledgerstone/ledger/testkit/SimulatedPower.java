package io.ledgerstone.ledger.testkit;

import org.jspecify.annotations.Nullable;

/** The power of one simulated machine. Once it is cut, its disk does nothing for the program that ran. */
final class SimulatedPower {
    private long operations;
    private long operationsMax = Long.MAX_VALUE;
    private int runs;

    /** Something is done to the disk, unless the power is cut before. */
    void use() {
        if (operations >= operationsMax) {
            throw new PowerCut();
        }
        operations++;
    }

    long operations() {
        return operations;
    }

    void cutAfter(long moreOperations) {
        operationsMax = operations + moreOperations;
    }

    boolean isCut() {
        return operations >= operationsMax;
    }

    /** It comes back; what was open before is of no use any more. */
    void restore() {
        operationsMax = Long.MAX_VALUE;
        runs++;
    }

    /** Which run of the machine this is. */
    int run() {
        return runs;
    }

    /** Requires a handle to be of this run. */
    void requireRun(int run) {
        if (run != runs) {
            throw new PowerCut();
        }
    }

    /** Ends a program in the middle of what it does. Nobody should catch it but who runs the machine. */
    static final class PowerCut extends Error {
        private static final long serialVersionUID = 1L;

        PowerCut() {
            super("the power was cut", (@Nullable Throwable) null, false, false);
        }
    }
}
