package io.ledgerstone.ledger.trust;

import io.ledgerstone.ledger.entry.EntryId;
import io.ledgerstone.ledger.entry.Key;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which seals cover which entries, and whose of them count. What it answers depends on the seals and the roster it was given, not on
 * the order. Confined to its guard's lock.
 */
final class SealIndex {
    private static final int NO_LINK = -1;
    private static final int[] NONE = {};

    private final long salt;
    private final IdTable seals;

    /** By device, ledger and number: two seals of one number are told apart from one seal seen twice. */
    private final IdTable numbers;

    /**
     * For each ledger, an id to the one seal that covers it, or to the complement of a link of several.
     *
     * <p>Nearly all entries have one seal; a second one costs 8 bytes more.
     */
    private final Map<String, Covered> ledgers = new HashMap<>();

    private final Map<DeviceKey, Word> words = new HashMap<>();
    private Word[] signers = new Word[16];
    private long[] previous = new long[2 * 16];
    private final BitSet kept = new BitSet();
    private int[] links = new int[2 * 16];
    private int linkCount;

    private record Covered(int number, IdTable ids) {}

    /** What is known about a device that sealed something. */
    private static final class Word {
        final DeviceKey key;
        final int number;

        @Nullable Device device;

        /** Seals that its cuts reach, but which are not here yet. */
        final Set<EntryId> awaited = new HashSet<>();

        Word(DeviceKey key, int number) {
            this.key = key;
            this.number = number;
        }
    }

    SealIndex(long salt) {
        this.salt = salt;
        seals = new IdTable(salt);
        numbers = new IdTable(salt);
    }

    int size() {
        return seals.size();
    }

    boolean knows(EntryId seal) {
        return seals.get(seal) != IdTable.ABSENT;
    }

    /** What was noticed when a seal was added. */
    enum Added {
        NEW,
        KNOWN,
        /** New, with a number that its device has used for another. */
        STALE,
        /** New, from a revoked device and after what still counts. */
        BEYOND_CUT
    }

    /** Adds a seal whose signature is valid. */
    Added add(Seal seal, Roster roster) {
        if (knows(seal.entry())) {
            return Added.KNOWN;
        }
        int number = seals.size();
        seals.put(seal.entry(), number);
        Word word = words.computeIfAbsent(seal.by(), key -> {
            Word made = new Word(key, words.size());
            made.device = roster.device(key).orElse(null);
            awaitCuts(made);
            return made;
        });
        remember(number, word, seal.previous());
        Covered covered =
                ledgers.computeIfAbsent(seal.ledger(), name -> new Covered(ledgers.size(), new IdTable(salt)));
        seal.ids().forEach(id -> cover(covered.ids(), id, number));
        if (word.awaited.contains(seal.entry())) {
            keep(word, word.awaited);
        }
        if (word.device != null && word.device.isRevoked() && !kept.get(number)) {
            return Added.BEYOND_CUT;
        }
        return isStale(seal, word, covered) ? Added.STALE : Added.NEW;
    }

    /** Applies a roster to everything that is here. */
    void apply(Roster roster) {
        for (Word word : words.values()) {
            Device before = word.device;
            word.device = roster.device(word.key).orElse(null);
            if (!cuts(before).equals(cuts(word.device))) {
                forget(word);
                awaitCuts(word);
                keep(word, word.awaited);
            }
        }
    }

    /** Whether an entry may be taken, by all seals that cover it. */
    Acceptance acceptance(String ledger, EntryId id, Key key) {
        int[] covering = covering(ledger, id);
        if (covering.length == 0) {
            return Acceptance.UNSEALED;
        }
        boolean witnessed = false;
        boolean lapsed = false;
        Acceptance.Reason reason = Acceptance.Reason.UNKNOWN_DEVICE;
        for (int seal : covering) {
            Device device = signers[seal].device;
            if (device != null) {
                boolean counts = !device.isRevoked() || kept.get(seal);
                if (counts && device.maySeal(key)) {
                    return Acceptance.ACCEPTED;
                }
                witnessed |= counts;
                lapsed |= !counts && device.owns(key);
                Acceptance.Reason fault = counts ? Acceptance.Reason.NOT_OWN_CREATOR : Acceptance.Reason.REVOKED;
                reason = fault.compareTo(reason) < 0 ? fault : reason;
            }
        }
        return witnessed && lapsed ? Acceptance.ACCEPTED : new Acceptance.NotAllowed(reason);
    }

    /** Whether an entry that is not taken would be if this device sealed it as well. */
    boolean helps(Device device, String ledger, EntryId id, Key key) {
        if (device.maySeal(key)) {
            return true;
        }
        for (int seal : covering(ledger, id)) {
            Device signer = signers[seal].device;
            if (signer != null && signer.isRevoked() && signer.owns(key)) {
                return true;
            }
        }
        return false;
    }

    /** The numbers of all seals that cover an entry. */
    private int[] covering(String ledger, EntryId id) {
        Covered covered = ledgers.get(ledger);
        int value = covered == null ? IdTable.ABSENT : covered.ids().get(id);
        if (value == IdTable.ABSENT) {
            return NONE;
        }
        if (value >= 0) {
            return new int[] {value};
        }
        int count = 0;
        for (int link = ~value; link != NO_LINK; link = links[2 * link + 1]) {
            count++;
        }
        int[] several = new int[count];
        for (int link = ~value; link != NO_LINK; link = links[2 * link + 1]) {
            several[--count] = links[2 * link];
        }
        return several;
    }

    /** The seals of a device that none of its own follows, the latest to come first. */
    List<EntryId> heads(DeviceKey key, int max) {
        Word word = words.get(key);
        if (word == null) {
            return List.of();
        }
        Map<Integer, EntryId> ends = new HashMap<>();
        seals.forEach((id, number) -> {
            if (signers[number] == word) {
                ends.put(number, id);
            }
        });
        List<Integer> own = new ArrayList<>(ends.keySet());
        for (int number : own) {
            int before = seals.get(new EntryId(previous[2 * number], previous[2 * number + 1]));
            if (before != IdTable.ABSENT) {
                ends.remove(before);
            }
        }
        return ends.entrySet().stream()
                .sorted(Map.Entry.<Integer, EntryId>comparingByKey().reversed())
                .limit(max)
                .map(Map.Entry::getValue)
                .toList();
    }

    private void remember(int number, Word word, @Nullable EntryId before) {
        if (number == signers.length) {
            signers = Arrays.copyOf(signers, number * 2);
            previous = Arrays.copyOf(previous, number * 4);
        }
        signers[number] = word;
        if (before != null) {
            previous[2 * number] = before.high();
            previous[2 * number + 1] = before.low();
        }
    }

    private void cover(IdTable ids, EntryId id, int seal) {
        int value = ids.get(id);
        if (value == IdTable.ABSENT) {
            ids.put(id, seal);
        } else {
            int next = value < 0 ? ~value : link(value, NO_LINK);
            ids.put(id, ~link(seal, next));
        }
    }

    private int link(int seal, int next) {
        if (2 * linkCount == links.length) {
            links = Arrays.copyOf(links, links.length * 2);
        }
        links[2 * linkCount] = seal;
        links[2 * linkCount + 1] = next;
        return linkCount++;
    }

    private boolean isStale(Seal seal, Word word, Covered covered) {
        EntryId place = new EntryId((long) word.number << 32 | covered.number(), seal.number());
        boolean used = numbers.get(place) != IdTable.ABSENT;
        numbers.put(place, 0);
        return used;
    }

    /** Empty for a device whose word has not ended; its seals all count. */
    private static Set<EntryId> cuts(@Nullable Device device) {
        Revocation revocation = device == null ? null : device.revocation();
        return revocation == null ? Set.of() : revocation.cuts();
    }

    private static void awaitCuts(Word word) {
        word.awaited.clear();
        word.awaited.addAll(cuts(word.device));
    }

    private void forget(Word word) {
        for (int number = kept.nextSetBit(0); number >= 0; number = kept.nextSetBit(number + 1)) {
            if (signers[number] == word) {
                kept.clear(number);
            }
        }
    }

    /** Marks the seals of a device that these reach, those and all before them; what is not here yet is awaited. */
    private void keep(Word word, Set<EntryId> from) {
        Deque<EntryId> open = new ArrayDeque<>(from);
        word.awaited.clear();
        while (!open.isEmpty()) {
            EntryId id = open.pop();
            int number = seals.get(id);
            if (number == IdTable.ABSENT) {
                word.awaited.add(id);
            } else if (signers[number] == word && !kept.get(number)) {
                kept.set(number);
                EntryId before = new EntryId(previous[2 * number], previous[2 * number + 1]);
                if (before.high() != 0 || before.low() != 0) {
                    open.push(before);
                }
            }
        }
    }
}
