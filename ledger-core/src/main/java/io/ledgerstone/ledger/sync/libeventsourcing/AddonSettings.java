package io.ledgerstone.ledger.sync.libeventsourcing;

import io.ledgerstone.ledger.entry.LedgerException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Who this host is on the channel, and among whom.
 *
 * @param name our name there, as others hear it; priority goes by it
 * @param variant whose library the others run
 * @param digests whether advertisements carry our digests, 16 bytes more a week, for other hosts of our kind
 * @param targets Classic Loot Manager only: whom we also whisper advertisements and answer whispered requests
 * @param sources Classic Loot Manager only: whose whispered advertisements we take
 */
public record AddonSettings(String name, Variant variant, boolean digests, Set<String> targets, Set<String> sources) {
    /**
     * Copies the sets.
     *
     * @throws LedgerException if the name is empty or longer than 128 bytes
     */
    public AddonSettings {
        int nameBytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (nameBytes == 0 || nameBytes > DialectLimits.NAME_BYTES_MAX) {
            throw new LedgerException("A name on an addon channel has 1 to " + DialectLimits.NAME_BYTES_MAX
                    + " bytes, not " + nameBytes + " as '" + name + "'");
        }
        targets = Set.copyOf(targets);
        sources = Set.copyOf(sources);
    }

    /** Which of the two libraries the others run. Their messages are the same. */
    public enum Variant {
        /** SamMousa's library: who whispers a request is answered. */
        LIBRARY,
        /** Classic Loot Manager's fork: only targets are answered, and whispers of entries are large messages. */
        CLASSIC_LOOT_MANAGER
    }

    /** The usual settings of a name: the library, with digests. */
    public static AddonSettings of(String name) {
        return new AddonSettings(name, Variant.LIBRARY, true, Set.of(), Set.of());
    }

    /** The same among other libraries. */
    public AddonSettings with(Variant newVariant) {
        return new AddonSettings(name, newVariant, digests, targets, sources);
    }

    /** The same with or without digests. */
    public AddonSettings withDigests(boolean newDigests) {
        return new AddonSettings(name, variant, newDigests, targets, sources);
    }

    /** The same with others to whisper to and listen to. */
    public AddonSettings withWhispers(Set<String> newTargets, Set<String> newSources) {
        return new AddonSettings(name, variant, digests, newTargets, newSources);
    }
}
