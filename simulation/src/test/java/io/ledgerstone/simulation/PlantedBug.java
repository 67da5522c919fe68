package io.ledgerstone.simulation;

import io.ledgerstone.simulation.Broken.Invariant;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A bug that somebody could make in a host, behind a switch that only the simulation has. Each is a part put in the place of the
 * right one; the parts of real hosts know nothing of it.
 */
enum PlantedBug {
    /** Entries are acknowledged before they are safe. */
    ACKNOWLEDGES_BEFORE_FSYNC(DiskBugs::neverForces, Invariant.INSERT_ONLY),
    /** An fsync that fails is taken for one that works. */
    HIDES_FSYNC_FAILURES(DiskBugs::hidesForceFailures, Invariant.INSERT_ONLY),
    /** A write that did not fit is taken for one that did. */
    HIDES_FULL_DISKS(DiskBugs::hidesFullDisks, Invariant.INSERT_ONLY, Invariant.NO_EXCEPTION),
    /** The name of a new journal file is not made safe. */
    FORGETS_TO_SYNC_NAMES(DiskBugs::forgetsNames, Invariant.INSERT_ONLY),
    /** The last entries of the journal are dropped at a restart. */
    DROPS_THE_JOURNALS_TAIL(DiskBugs::dropsTheTail, Invariant.INSERT_ONLY),
    /** Weeks with equal Adler-32 and count are taken for equal. */
    TRUSTS_ADLER_ALONE(SyncBugs::trustsAdler, Invariant.CONVERGENCE),
    /** Some entries are never sent. */
    SKIPS_A_RANGE(SyncBugs::skipsARange, Invariant.CONVERGENCE),
    /** A week's digest is kept when the week has changed. */
    KEEPS_DIGESTS_TOO_LONG(SyncBugs::keepsDigestsTooLong, Invariant.CONVERGENCE),
    /** Roots are not compared again after a while. */
    NEVER_COMPARES_AGAIN(SyncBugs::neverComparesAgain, Invariant.CONVERGENCE),
    /** Frames of more than a packet get lost. */
    LOSES_LARGE_FRAMES(SyncBugs::losesLargeFrames, Invariant.CONVERGENCE),
    /** A neighbour that is gone is not dialed again. */
    DIALS_ONCE(SyncBugs::dialsOnce, Invariant.CONVERGENCE),
    /** Timers run by a clock that people can set. */
    TIMES_BY_THE_WALL_CLOCK(SyncBugs::timesByTheWallClock, Invariant.CONVERGENCE),
    /** Entries are taken that nobody vouches for. */
    TAKES_WHAT_NOBODY_SEALED(SyncBugs::takesWhatNobodySealed, Invariant.MADE_BY_A_MEMBER),
    /** Every signature is good. */
    CHECKS_NO_SIGNATURE(SyncBugs::checksNoSignature, Invariant.MADE_BY_A_MEMBER),
    /** What was refused once is not asked for again. */
    REMEMBERS_REFUSALS(SyncBugs::remembersRefusals, Invariant.CONVERGENCE),
    /** Entries that a crash left without a seal stay without one. */
    FORGETS_THE_UNSEALED(SyncBugs::forgetsUnsealed, Invariant.CONVERGENCE),
    /** Nobody vouches for what a revoked member wrote before. */
    NEVER_WITNESSES(SyncBugs::neverWitnesses, Invariant.CONVERGENCE),
    /** After a restart nobody is known. */
    LEARNS_NOTHING_AT_THE_START(SyncBugs::learnsNothingAtTheStart, Invariant.CONVERGENCE),
    /** A revoked member goes on being believed. */
    OVERLOOKS_REVOCATIONS(SyncBugs::overlooksRevocations, Invariant.REVOKED_IS_REFUSED),
    /** Of two entries with one key, the one that came first is applied. */
    FIRST_COME_FIRST_SERVED(StateBugs::firstComeFirstServed, Invariant.EXPLAINED_BY_ENTRIES),
    /** Late entries are applied at the end. */
    NEVER_REWINDS(StateBugs::neverRewinds, Invariant.EXPLAINED_BY_ENTRIES),
    /** What was ignored before it came is applied. */
    RESURRECTS(StateBugs::resurrects, Invariant.EXPLAINED_BY_ENTRIES),
    /** Peers are told what the state was before. */
    TELLS_THE_LAST_STATE(StateBugs::tellsTheLastState, Invariant.CONVERGENCE),
    /** Who follows the journal goes on at its end after a restart. */
    FOLLOWS_FROM_THE_END(StateBugs::followsFromTheEnd, Invariant.FOLLOWED_WITHOUT_A_GAP);

    @SuppressWarnings("ImmutableEnumChecker") // It makes a new one each time.
    private final Supplier<Wiring> wiring;

    @SuppressWarnings("ImmutableEnumChecker") // Nobody changes it.
    private final Set<Invariant> breaks;

    PlantedBug(Supplier<Wiring> wiring, Invariant... breaks) {
        this.wiring = wiring;
        this.breaks = EnumSet.of(breaks[0], breaks);
    }

    /** Wires a host with this bug. */
    Supplier<Wiring> wiring() {
        return wiring;
    }

    /** What shows it. */
    boolean breaks(Invariant invariant) {
        return breaks.contains(invariant);
    }
}
