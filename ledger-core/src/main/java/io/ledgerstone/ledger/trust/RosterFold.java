package io.ledgerstone.ledger.trust;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.EntryId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One reading of the roster's entries.
 *
 * <p>Generation by generation: the founder, whom it admitted, whom those admitted, and so on, each generation in ledger order of its
 * admissions. An officer's word can be ended only by those before it in this order (or by itself), so when its turn comes it is
 * settled which of its entries count; no entry of a junior, however it is dated, takes away what a senior decided.
 */
final class RosterFold {
    private final DeviceKey founder;
    private final List<RosterNote> notes = new ArrayList<>();
    private final Map<EntryId, RosterNote> notesById = new HashMap<>();
    private final Map<DeviceKey, List<RosterNote>> notesBy = new HashMap<>();
    private final Map<DeviceKey, List<RosterNote.Revoke>> revokesOf = new HashMap<>();

    /** In order of seniority. */
    private final Map<DeviceKey, Device> settled = new LinkedHashMap<>();

    /** Which entries of those whose word has ended still count; those who are not in it are believed wholly. */
    private final Map<DeviceKey, Set<EntryId>> counting = new HashMap<>();

    private final Map<EntryId, Invitation> invitations = new LinkedHashMap<>();
    private final Map<EntryId, Entry> admissions = new HashMap<>();
    private final Set<EntryId> effective = new HashSet<>();
    private final Map<EntryId, String> faults = new HashMap<>();
    private String groupName = "";

    RosterFold(DeviceKey founder, Collection<Entry> entries) {
        this.founder = founder;
        for (Entry entry : new TreeSet<>(entries)) {
            RosterNote note = RosterNote.read(entry);
            notes.add(note);
            notesById.put(entry.id(), note);
            notesBy.computeIfAbsent(note.by(), key -> new ArrayList<>()).add(note);
            if (note instanceof RosterNote.Revoke revoke) {
                revokesOf
                        .computeIfAbsent(revoke.device(), key -> new ArrayList<>())
                        .add(revoke);
            }
        }
    }

    Roster roster() {
        List<Device> generation = List.of(begin());
        for (int depth = 0; !generation.isEmpty(); depth++) {
            generation.forEach(this::settle);
            generation = admittedBy(generation, depth);
        }
        settled.values().stream()
                .filter(device -> !device.role().leads())
                .toList()
                .forEach(this::endWord);
        return new Roster(founder, groupName, listed(), invitations, admissions, heads(), withoutEffect());
    }

    private Device begin() {
        for (RosterNote note : notesBy.getOrDefault(founder, List.of())) {
            if (note instanceof RosterNote.Group group) {
                groupName = group.name();
                effective.add(group.entry().id());
                return founder(group.device(), group.realm(), group.creator());
            }
        }
        return founder("founder", 0, 0);
    }

    private Device founder(String name, int realm, long creator) {
        return new Device(founder, name, Role.FOUNDER, 1, realm, creator, null, founder, 0, null);
    }

    /** Gives a device its rank; if it leads, finds out which of its entries count. */
    private void settle(Device device) {
        settled.put(device.key(), device.ranked(settled.size()));
        if (!device.role().leads()) {
            return;
        }
        endWord(device);
        for (RosterNote note : notesBy.getOrDefault(device.key(), List.of())) {
            if (note instanceof RosterNote.Invite invite && counts(invite)) {
                invitations.put(invite.entry().id(), invite.invitation());
                effective.add(invite.entry().id());
            }
        }
    }

    /** Ends a device's word if one who may has said so: the most senior, at last the device itself; of its words the last. */
    private void endWord(Device device) {
        RosterNote.Revoke ending = null;
        for (RosterNote.Revoke revoke : revokesOf.getOrDefault(device.key(), List.of())) {
            if (mayEnd(revoke, device.key()) && (ending == null || rank(revoke) <= rank(ending))) {
                ending = revoke;
            }
        }
        if (ending == null) {
            return;
        }
        Revocation revocation = ending.revocation();
        settled.computeIfPresent(device.key(), (key, ranked) -> ranked.revoked(revocation));
        effective.add(ending.entry().id());
        Set<EntryId> kept = reachable(device.key(), revocation.cuts());
        kept.add(ending.entry().id());
        counting.put(device.key(), kept);
    }

    private boolean mayEnd(RosterNote.Revoke revoke, DeviceKey target) {
        Device by = settled.get(revoke.by());
        Device whom = settled.get(target);
        return by != null && whom != null && by.mayRevoke(whom) && (revoke.by().equals(target) || counts(revoke));
    }

    /** Lower is stronger; a device's word about itself is weaker than anybody's. */
    private int rank(RosterNote.Revoke revoke) {
        Device by = settled.get(revoke.by());
        return by == null || revoke.by().equals(revoke.device()) ? Integer.MAX_VALUE : by.rank();
    }

    private boolean counts(RosterNote note) {
        Set<EntryId> kept = counting.get(note.by());
        return kept == null || kept.contains(note.entry().id());
    }

    /** The entries of a device from these back to the first of its chain. */
    private Set<EntryId> reachable(DeviceKey by, Set<EntryId> cuts) {
        Set<EntryId> reached = new HashSet<>();
        Deque<EntryId> open = new ArrayDeque<>(cuts);
        while (!open.isEmpty()) {
            EntryId id = open.pop();
            RosterNote note = notesById.get(id);
            if (note != null && note.by().equals(by) && reached.add(id)) {
                EntryId previous = SignedEntry.previous(note.entry());
                if (previous != null) {
                    open.push(previous);
                }
            }
        }
        return reached;
    }

    private List<Device> admittedBy(List<Device> generation, int depth) {
        TreeSet<Entry> candidates = new TreeSet<>();
        for (Device device : generation) {
            for (RosterNote note : notesBy.getOrDefault(device.key(), List.of())) {
                if (note instanceof RosterNote.Admit && device.role().leads() && counts(note)) {
                    candidates.add(note.entry());
                }
            }
        }
        Map<DeviceKey, Device> next = new LinkedHashMap<>();
        for (Entry entry : candidates) {
            if (notesById.get(entry.id()) instanceof RosterNote.Admit admit) {
                String fault = depth >= Roster.DEPTH_MAX
                        ? "more than " + Roster.DEPTH_MAX + " admissions lie between the founder and it"
                        : fault(admit, next);
                if (fault == null) {
                    next.put(admit.device().key(), admit.device());
                    invitations.computeIfPresent(
                            admit.invite(),
                            (id, invitation) -> invitation.used(admit.device().key()));
                    admissions.put(entry.id(), entry);
                    effective.add(entry.id());
                } else {
                    faults.put(entry.id(), fault);
                }
            }
        }
        return List.copyOf(next.values());
    }

    private @Nullable String fault(RosterNote.Admit admit, Map<DeviceKey, Device> next) {
        Invitation invitation = invitations.get(admit.invite());
        Device device = admit.device();
        if (invitation == null || !invitation.by().equals(admit.by())) {
            return "it names no invite that its signer made";
        }
        if (invitation.usedBy() != null) {
            return "its invite was used before";
        }
        if (admit.entry().key().time() > invitation.expires()) {
            return "its invite had expired";
        }
        if (invitation.role() != device.role()) {
            return "its invite gives another role";
        }
        boolean known = settled.containsKey(device.key()) || next.containsKey(device.key());
        return known ? "its device is in the roster already" : null;
    }

    /** The devices with their own names and numbers: the founder, then by admission in ledger order. */
    private Map<DeviceKey, Device> listed() {
        Comparator<Device> byAdmission = Comparator.comparing(
                device -> device.admission() == null ? null : admissions.get(device.admission()),
                Comparator.nullsFirst(Comparator.naturalOrder()));
        List<Device> ordered = settled.values().stream().sorted(byAdmission).toList();
        Map<Integer, DeviceKey> numbers = new HashMap<>();
        for (Device device : ordered) {
            if (device.node() > 0) {
                numbers.putIfAbsent(device.node(), device.key());
            }
        }
        Set<String> names = new HashSet<>();
        Map<DeviceKey, Device> listed = new LinkedHashMap<>();
        int lowest = 1;
        for (Device device : ordered) {
            int node = device.node();
            if (node == 0 || !device.key().equals(numbers.get(node))) {
                while (numbers.containsKey(lowest)) {
                    lowest++;
                }
                node = lowest;
                numbers.put(node, device.key());
            }
            String name = uniqueName(device.name(), names::contains);
            names.add(name);
            listed.put(device.key(), device.named(name, node));
        }
        return listed;
    }

    /** A name, with a number if it is taken. */
    static String uniqueName(String wish, Predicate<String> taken) {
        String name = wish;
        for (int number = 2; taken.test(name); number++) {
            name = wish + "-" + number;
        }
        return name;
    }

    /** The entries of each device that none of its own follows; the last ones of a device that forked without end. */
    private Map<DeviceKey, List<EntryId>> heads() {
        Map<DeviceKey, List<EntryId>> heads = new HashMap<>();
        for (DeviceKey key : settled.keySet()) {
            Set<EntryId> ends = new LinkedHashSet<>();
            List<RosterNote> own = notesBy.getOrDefault(key, List.of());
            own.forEach(note -> ends.add(note.entry().id()));
            own.forEach(note -> {
                EntryId previous = SignedEntry.previous(note.entry());
                if (previous != null) {
                    ends.remove(previous);
                }
            });
            List<EntryId> all = List.copyOf(ends);
            heads.put(key, all.subList(Math.max(0, all.size() - Roster.HEADS_MAX), all.size()));
        }
        return heads;
    }

    private List<NoEffect> withoutEffect() {
        List<NoEffect> without = new ArrayList<>();
        for (RosterNote note : notes) {
            if (!effective.contains(note.entry().id())) {
                without.add(new NoEffect(note.entry(), reason(note)));
            }
        }
        return without;
    }

    private String reason(RosterNote note) {
        String fault = faults.get(note.entry().id());
        Device by = settled.get(note.by());
        if (fault != null) {
            return fault;
        }
        if (note instanceof RosterNote.Unreadable unreadable) {
            return unreadable.reason();
        }
        if (by == null) {
            return "the roster does not know its signer";
        }
        if (note instanceof RosterNote.Group) {
            return "the group has begun already, or its signer is not the founder";
        }
        if (!counts(note)) {
            return "its signer was revoked, and this is not among what still counts";
        }
        return note instanceof RosterNote.Revoke
                ? "its signer may not revoke this device, or somebody else has the last word on it"
                : "its signer is no officer";
    }
}
