package io.ledgerstone.ledger.sync.libeventsourcing;

import io.ledgerstone.ledger.entry.WeekDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What addons say to one another about a ledger. The package tells who says what, where and when. */
public sealed interface AddonMessage {
    /** The sender's time in unix seconds. */
    long created();

    /**
     * {@code AHM}: I have these weeks.
     *
     * @param firstWeek the first week with entries
     * @param totalEntryCount all entries
     * @param stateHash the hash of the state so far
     * @param lag entries that the state does not have yet
     * @param hashes some of the weeks
     */
    record AdvertiseHashes(
            long created, long firstWeek, long totalEntryCount, long stateHash, long lag, List<WeekHash> hashes)
            implements AddonMessage {
        /** Copies the hashes. */
        public AdvertiseHashes {
            hashes = List.copyOf(hashes);
        }
    }

    /** {@code RW}: who has this week? */
    record RequestWeek(long created, int week) implements AddonMessage {}

    /**
     * {@code WD}: the entries of a week. Receivers do not compare the hash with the entries.
     *
     * @param hash the sender's hash of the week
     * @param entries each as {@link EntryRows} writes it
     */
    record WeekData(long created, int week, long hash, List<AddonValue> entries) implements AddonMessage {
        /** Copies the entries. */
        public WeekData {
            entries = List.copyOf(entries);
        }
    }

    /** {@code BD}: entries of any weeks. */
    record BulkData(long created, List<AddonValue> entries) implements AddonMessage {
        /** Copies the entries. */
        public BulkData {
            entries = List.copyOf(entries);
        }
    }

    /** {@code RS}: how far are you? */
    record RequestState(long created) implements AddonMessage {}

    /** {@code STATE}: so far. */
    record PeerState(long created, long stateHash, long totalEntryCount, long lag) implements AddonMessage {}

    /** {@code SB}: tell me more. Nothing comes of it. */
    record Subscribe(long created) implements AddonMessage {}

    /**
     * No message: bytes, a table or fields that the library would refuse, or fail on.
     *
     * @param reason what is wrong with it
     */
    record Malformed(String reason) implements AddonMessage {
        @Override
        public long created() {
            return 0;
        }
    }

    /**
     * What somebody has of a week.
     *
     * @param number the week
     * @param hash its hash as the library computes it
     * @param count its entries, as many as are hashed
     * @param digest our own digest of it; null from peers that are not of our kind
     */
    record WeekHash(
            int number, long hash, long count, @Nullable WeekDigest digest) {
        /** Whether somebody who sees no digests thinks that two have the same. */
        public boolean looksLike(WeekHash other) {
            return hash == other.hash && count == other.count;
        }

        /** Whether two look the same and are known not to be. */
        public boolean collidesWith(WeekHash other) {
            return looksLike(other) && digest != null && other.digest != null && !digest.equals(other.digest);
        }
    }
}
