package io.ledgerstone.ledger.sync;

import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.entry.LedgerException;
import io.ledgerstone.ledger.entry.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What tells whether two ledgers have the same entries: at most 41 bytes on the wire. It may inform anybody and must never
 * keep anybody from asking.
 *
 * @param ledger which ledger and protocol: the first 8 bytes of a hash over name, layout and protocol version
 * @param total all entries
 * @param root the fingerprint of all weeks
 * @param newestTime the time of the last entry in unix seconds; 0 if there is none
 */
public record RootAdvert(long ledger, long total, Fingerprint root, long newestTime) {
    /** Requires the ranges. */
    public RootAdvert {
        if (total < 0 || newestTime < 0 || newestTime > Key.U32_MAX) {
            throw new LedgerException("an advert of " + total + " entries up to second " + newestTime);
        }
    }

    /** What tells of a ledger as an index shows it. */
    public static RootAdvert of(String ledger, KeyLayout layout, EntryIndex index) {
        return new Moment(index).advert(ledger(ledger, layout));
    }

    /** The name of a ledger and of this version of the protocol. */
    static long ledger(String name, KeyLayout layout) {
        String tag = "ledgerstone sync 1 " + (layout == KeyLayout.CLASSIC ? 0 : 1) + " " + name;
        byte[] digest = Sha256.begin().digest(tag.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.wrap(digest).getLong();
    }

    /** Whether both have the same entries. */
    public boolean isSameAs(RootAdvert other) {
        return ledger == other.ledger && total == other.total && root.equals(other.root);
    }
}
