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
 * address is a seed. Confined to one thread.
 */
final class Contacts {
    private static final int CONTACTS_MAX = 64;
    private static final int FAILURES_MAX = 8;
    private static final long RETRY_MIN_MS = 250;
    private static final long RETRY_MAX_MS = 30_000;

    private final Dice dice;
    private final int self;
    private final Set<String> lasting;
    private final Map<Integer, Contact> contacts = new LinkedHashMap<>();
    private final Map<String, Trouble> troubles = new HashMap<>();

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

    void add(Contact contact) {
        if (contact.node() == self || contact.node() < 1 || contact.address().isEmpty()) {
            return;
        }
        contacts.remove(contact.node());
        contacts.put(contact.node(), contact);
        if (contacts.size() > CONTACTS_MAX) {
            List<Integer> nodes = List.copyOf(contacts.keySet());
            contacts.remove(nodes.get(dice.below(nodes.size() - 1)));
        }
    }

    void addAll(Collection<Contact> more) {
        more.stream().limit(CONTACTS_MAX).forEach(this::add);
    }

    @Nullable Contact get(int node) {
        return contacts.get(node);
    }

    Set<Integer> nodes() {
        return contacts.keySet();
    }

    List<Contact> all() {
        return List.copyOf(contacts.values());
    }

    /** Some, at random. */
    List<Contact> some(int count, int not) {
        List<Contact> all = new ArrayList<>(contacts.values());
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
            contacts.values().removeIf(contact -> contact.address().equals(address));
            troubles.remove(address);
            return;
        }
        troubles.put(address, new Trouble(failures, nowMs + delayMs / 2 + dice.below((int) delayMs)));
    }
}
