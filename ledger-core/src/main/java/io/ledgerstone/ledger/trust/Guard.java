package io.ledgerstone.ledger.trust;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.EntryId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * Decides what a host accepts from others, from the roster and the seals it knows. Two guards that were given the same roster
 * entries and seals decide alike, in whatever order these came.
 *
 * <p>A signature is checked once, when {@link #acceptsRoster} or {@link #acceptsSeal} is first asked about its entry. What is read
 * from the host's own ledgers goes in by {@link #learnRoster} and {@link #learnSeals} and is not checked again.
 *
 * <p>For any number of threads. Signatures are checked outside the lock; everything else takes microseconds, but for a roster that
 * changed, which is folded anew in time proportional to its entries: give it what came together in one call.
 */
public final class Guard {
    /** Entries whose verdict is remembered: a flood of one forged entry costs one check. Their ids cover their signatures. */
    private static final int VERDICTS_MAX = 4_096;

    private final DeviceKey founder;
    private final SignatureCheck check;
    private final Map<EntryId, Entry> rosterEntries = new HashMap<>();
    private final SealIndex seals;
    private final OffenceCounts counts = new OffenceCounts();
    private final Set<EntryId> forged = new LinkedHashSet<>();
    private final Set<EntryId> genuine = new LinkedHashSet<>();
    private volatile Roster roster;
    private long revision;

    /**
     * A guard that knows no entry yet.
     *
     * @param founder the key that the group began with
     * @param check what checks signatures
     * @param salt a number that others cannot know; nothing it answers depends on it
     */
    public Guard(DeviceKey founder, SignatureCheck check, long salt) {
        this.founder = founder;
        this.check = check;
        seals = new SealIndex(salt);
        roster = Roster.fold(founder, List.of());
    }

    /** The roster as it is now. */
    public Roster roster() {
        return roster;
    }

    /** Roster entries that are in this host's ledger; they take effect. */
    public synchronized void learnRoster(Collection<Entry> entries) {
        boolean grown = false;
        for (Entry entry : entries) {
            grown |= rosterEntries.putIfAbsent(entry.id(), entry) == null;
        }
        if (grown) {
            roster = Roster.fold(founder, rosterEntries.values());
            seals.apply(roster);
            revision++;
        }
    }

    /** Seals that are in this host's ledger; they take effect. */
    public void learnSeals(Iterable<Entry> entries) {
        for (Entry entry : entries) {
            Seal seal = Seal.read(entry);
            if (seal != null) {
                synchronized (this) {
                    seals.add(seal, roster);
                }
            }
        }
    }

    /** Whether the ledger {@code roster} may have an entry. It takes effect when it is learnt. */
    public Judgement acceptsRoster(Entry entry, String sender) {
        synchronized (this) {
            if (rosterEntries.containsKey(entry.id())) {
                counts.count(sender, Offence.REPLAYED);
                return Judgement.KNOWN;
            }
        }
        return isGenuine(entry, TrustLedger.ROSTER) ? Judgement.GENUINE : refused(sender, Offence.FORGED);
    }

    /**
     * Whether the ledger {@code seals} may have an entry. A genuine one takes effect at once, so that the entries that travel with it
     * can be accepted; the host inserts it before them.
     */
    public Judgement acceptsSeal(Entry entry, String sender) {
        synchronized (this) {
            if (seals.knows(entry.id())) {
                counts.count(sender, Offence.REPLAYED);
                return Judgement.KNOWN;
            }
        }
        Seal seal = Seal.read(entry);
        if (seal == null) {
            return refused(sender, Offence.MALFORMED);
        }
        if (!isGenuine(entry, TrustLedger.SEALS)) {
            return refused(sender, Offence.FORGED);
        }
        synchronized (this) {
            switch (seals.add(seal, roster)) {
                case STALE -> counts.count(sender, Offence.STALE);
                case BEYOND_CUT -> counts.count(sender, Offence.REVOKED);
                case NEW, KNOWN -> {
                    // Nothing to note: two threads may have checked the same seal at once.
                }
            }
        }
        return Judgement.GENUINE;
    }

    /** Whether a ledger may take an entry, without counting: for what is sent on, and for looking. */
    public synchronized Acceptance acceptance(String ledger, Entry entry) {
        return seals.acceptance(ledger, entry.id(), entry.key());
    }

    /** Whether a ledger may take an entry from a peer, who is counted if not. */
    public synchronized Acceptance acceptance(String ledger, Entry entry, String sender) {
        Acceptance acceptance = seals.acceptance(ledger, entry.id(), entry.key());
        switch (acceptance) {
            case Acceptance.Accepted accepted -> {
                // Nothing to count.
            }
            case Acceptance.Unsealed unsealed -> counts.count(sender, Offence.UNSEALED);
            case Acceptance.NotAllowed not ->
                counts.count(sender, not.reason() == Acceptance.Reason.REVOKED ? Offence.REVOKED : Offence.NOT_ALLOWED);
        }
        return acceptance;
    }

    /** Grows whenever the roster changes: time to ask {@link #needsSeal} about all entries again. */
    public synchronized long revision() {
        return revision;
    }

    /**
     * The entries of a ledger's copy that other hosts would refuse now and would take if this device sealed them: own ones that a
     * crash left unsealed, and those of a revoked device that were here before its revocation. In a group where all hosts hold the
     * same, one witness is enough: wait a random while before the latter are sealed, then ask again.
     *
     * @param self this host's device
     * @param entries all entries of the copy, or a part
     * @param max when to stop looking
     */
    public List<Entry> needsSeal(DeviceKey self, String ledger, Iterator<Entry> entries, int max) {
        List<Entry> needy = new ArrayList<>();
        Optional<Device> device = roster.device(self).filter(known -> !known.isRevoked());
        while (device.isPresent() && needy.size() < max && entries.hasNext()) {
            Entry entry = entries.next();
            synchronized (this) {
                boolean taken = seals.acceptance(ledger, entry.id(), entry.key()) instanceof Acceptance.Accepted;
                if (!taken && seals.helps(device.get(), ledger, entry.id(), entry.key())) {
                    needy.add(entry);
                }
            }
        }
        return needy;
    }

    /** What a revocation of a device now lets count: everything it signed that is here. */
    public synchronized List<EntryId> cuts(DeviceKey device) {
        List<EntryId> cuts = new ArrayList<>(roster.heads(device));
        cuts.addAll(seals.heads(device, RosterNote.CUTS_MAX - cuts.size()));
        return cuts;
    }

    /** Whether a device that showed credentials belongs to the group, as far as is known here. */
    public Roster.Verdict verify(DeviceKey key, Credentials credentials) {
        return roster.verify(key, credentials, check);
    }

    /** How many seals are known. */
    public synchronized long seals() {
        return seals.size();
    }

    /** What each peer sent that it should not have. */
    public synchronized SortedMap<String, Map<Offence, Long>> offences() {
        return counts.copy();
    }

    private synchronized Judgement refused(String sender, Offence offence) {
        counts.count(sender, offence);
        return new Judgement.Refused(offence);
    }

    private boolean isGenuine(Entry entry, TrustLedger ledger) {
        synchronized (this) {
            if (genuine.contains(entry.id()) || forged.contains(entry.id())) {
                return genuine.contains(entry.id());
            }
        }
        boolean valid = SignedEntry.isValid(entry, ledger, check);
        synchronized (this) {
            Set<EntryId> verdicts = valid ? genuine : forged;
            verdicts.add(entry.id());
            if (verdicts.size() > VERDICTS_MAX) {
                verdicts.remove(verdicts.iterator().next());
            }
        }
        return valid;
    }
}
