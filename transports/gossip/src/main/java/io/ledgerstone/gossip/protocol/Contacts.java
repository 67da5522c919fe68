package io.ledgerstone.gossip.protocol;

import io.ledgerstone.ledger.sync.Dice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Nodes that could be dialed, and how dialing them has gone: who does not answer is tried again ever more rarely, for ever if the
 * address is a seed. What a peer tells fills only its own share, and changes nothing of what others told or of who was met here.
 * Confined to one thread.
 */
final class Contacts {
    private static final int CONTACTS_MAX = 64;
    private static final int TOLD_BY_ONE_MAX = 24;
    private static final int ADDRESS_CHARS_MAX = 128;
    private static final int TROUBLES_MAX = 256;
    private static final int FAILURES_MAX = 8;
    private static final long RETRY_MIN_MS = 250;
    private static final long RETRY_MAX_MS = 30_000;

    /** Who told of a node that was met here. */
    private static final int MET = 0;

    private final Dice dice;
    private final int self;
    private final Set<String> lasting;
    private final Map<Integer, Known> contacts = new LinkedHashMap<>();
    private final Map<String, Trouble> troubles = new HashMap<>();

    /** A node, and which one told of it. */
    private record Known(Contact contact, int by) {}

    /** An address that does not answer. */
    private record Trouble(int failures, long notBeforeMs) {}

    /**
     * No contacts yet.
     *
     * @param lasting addresses never to be forgotten
     */
    Contacts(int self, Set<String> lasting, Dice dice) {
        this.self = self;
        this.lasting = Set.copyOf(lasting);
        this.dice = dice;
    }

    /** A node was met that says this of itself. */
    void met(Contact contact) {
        if (isSome(contact)) {
            contacts.remove(contact.node());
            put(contact, MET);
        }
    }

    /** A node tells of others. */
    void told(int by, Collection<Contact> others) {
        for (Contact other : others) {
            Known known = contacts.get(other.node());
            if (isSome(other) && (known == null || known.by == by || hasFailed(known.contact.address()))) {
                put(other, by);
            }
        }
    }

    private boolean hasFailed(String address) {
        Trouble trouble = troubles.get(address);
        return trouble != null && trouble.failures > 0;
    }

    private boolean isSome(Contact contact) {
        return contact.node() != self
                && contact.node() >= 1
                && !contact.address().isEmpty()
                && contact.address().length() <= ADDRESS_CHARS_MAX;
    }

    private void put(Contact contact, int by) {
        contacts.put(contact.node(), new Known(contact, by));
        Map<Integer, Integer> told = new HashMap<>();
        contacts.values().forEach(known -> told.merge(known.by, 1, Integer::sum));
        int ofOne = told.getOrDefault(by, 0);
        if (by != MET && ofOne > TOLD_BY_ONE_MAX) {
            evict(by, contact.node());
        } else if (contacts.size() > CONTACTS_MAX) {
            int most = by;
            for (Map.Entry<Integer, Integer> one : told.entrySet()) {
                if (one.getKey() != MET && (most == MET || one.getValue() > told.getOrDefault(most, 0))) {
                    most = one.getKey();
                }
            }
            evict(most, contact.node());
        }
    }

    /** Forgets one of those that a node told of, at random. */
    private void evict(int by, int but) {
        List<Integer> nodes = new ArrayList<>();
        contacts.forEach((node, known) -> {
            if (known.by == by && node != but) {
                nodes.add(node);
            }
        });
        contacts.remove(nodes.isEmpty() ? but : nodes.get(dice.below(nodes.size())));
    }

    @Nullable Contact get(int node) {
        Known known = contacts.get(node);
        return known == null ? null : known.contact;
    }

    Set<Integer> nodes() {
        return contacts.keySet();
    }

    List<Contact> all() {
        return contacts.values().stream().map(Known::contact).toList();
    }

    /** Some, at random. */
    List<Contact> some(int count, int not) {
        List<Contact> all = new ArrayList<>(all());
        all.removeIf(contact -> contact.node() == not);
        List<Contact> chosen = new ArrayList<>();
        while (chosen.size() < count && !all.isEmpty()) {
            chosen.add(all.remove(dice.below(all.size())));
        }
        return chosen;
    }

    boolean mayDial(String address, long nowMs) {
        Trouble trouble = troubles.get(address);
        return trouble == null || nowMs >= trouble.notBeforeMs;
    }

    /** It is being dialed: not again before it could have answered. */
    void dialing(String address, long nowMs) {
        Trouble trouble = troubles.get(address);
        if (troubles.size() >= TROUBLES_MAX) {
            troubles.values().removeIf(one -> nowMs >= one.notBeforeMs);
        }
        troubles.put(address, new Trouble(trouble == null ? 0 : trouble.failures, nowMs + RETRY_MIN_MS));
    }

    void answered(String address) {
        troubles.remove(address);
    }

    void failed(String address, long nowMs) {
        Trouble before = troubles.get(address);
        int failures = Math.min(30, before == null ? 1 : before.failures + 1);
        long delayMs = Math.min(RETRY_MAX_MS, RETRY_MIN_MS << Math.min(10, failures));
        if (failures > FAILURES_MAX && !lasting.contains(address)) {
            contacts.values().removeIf(known -> known.contact.address().equals(address));
            troubles.remove(address);
            return;
        }
        troubles.put(address, new Trouble(failures, nowMs + delayMs / 2 + dice.below((int) delayMs)));
    }
}
