package io.ledgerstone.simulation;

import io.ledgerstone.ledger.Authorization;
import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.LedgerDisk;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.sync.EntryIndex;
import io.ledgerstone.ledger.sync.StateHash;
import io.ledgerstone.ledger.trust.SignatureCheck;

/** How the parts of a simulated host are put together: as they should be. A {@link PlantedBug} changes one thing. */
class Wiring {
    /** The disk of a ledger. */
    LedgerDisk disk(LedgerDisk disk) {
        return disk;
    }

    /** Who decides about the entries of a ledger. */
    Authorization authorization(String ledger, Authorization guard) {
        return guard;
    }

    /** What a peer may see of a ledger. */
    EntryIndex index(String ledger, EntryIndex newest) {
        return newest;
    }

    /** Who checks signatures. */
    SignatureCheck check(SignatureCheck check) {
        return check;
    }

    /** Who keeps the state of a ledger. */
    Folding folding(Ledger ledger) {
        return new Folding.Replayed(ledger);
    }

    /** What peers are told of the state's digest. */
    StateHash told(StateHash digest) {
        return digest;
    }

    /** The clock of everything that waits. */
    long timerMs(long nowMs, long wallMs) {
        return nowMs;
    }

    /** Whether a frame is sent, so far after the host began. */
    boolean sends(long ageMs, byte[] frame) {
        return true;
    }

    /** Whether an address is dialed. */
    boolean dials(String address) {
        return true;
    }

    /** Whether new entries are told to neighbours at once. */
    boolean tells(String ledger) {
        return true;
    }

    /** Whether entries without a seal are looked for after a restart. */
    boolean looksForUnsealed() {
        return true;
    }

    /** Whether entries of others that lost their seal's worth are sealed anew. */
    boolean witnesses() {
        return true;
    }

    /** Whether an entry of a trust ledger takes effect, found at a start or come later. */
    boolean learns(Entry entry, boolean starting) {
        return true;
    }

    /** Where somebody who followed the journal to a position goes on after a restart. */
    long cursor(long saved, long journalEnd) {
        return saved;
    }
}
