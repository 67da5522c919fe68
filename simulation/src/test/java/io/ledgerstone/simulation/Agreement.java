package io.ledgerstone.simulation;

import io.ledgerstone.ledger.entry.EntryId;
import io.ledgerstone.ledger.sync.PeerVerdict;
import io.ledgerstone.ledger.sync.Standing;
import io.ledgerstone.ledger.sync.StateVerdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether all honest hosts whose word counts have the same, and know it. */
final class Agreement {
    private final List<Host> hosts = new ArrayList<>();
    private final long nowMs;

    Agreement(List<Host> all, long nowMs) {
        this.nowMs = nowMs;
        all.stream().filter(host -> !host.isRevoked()).forEach(hosts::add);
    }

    /** What is not the same yet, or null. */
    @Nullable String difference() {
        for (Host host : hosts) {
            if (!host.runs()) {
                return "host " + host.label() + " does not run";
            }
        }
        Host first = hosts.getFirst();
        for (Host host : hosts) {
            String difference = difference(first, host);
            if (difference == null) {
                difference = verdicts(host);
            }
            if (difference != null) {
                return difference;
            }
        }
        return null;
    }

    private static @Nullable String difference(Host one, Host other) {
        for (String name : World.LEDGERS) {
            Set<EntryId> left = one.shadow(name).all().keySet();
            Set<EntryId> right = other.shadow(name).all().keySet();
            if (!left.equals(right)) {
                Set<EntryId> missing = new HashSet<>(left);
                missing.removeAll(right);
                return "hosts " + one.label() + " and " + other.label() + " have " + left.size() + " and "
                        + right.size() + " entries of " + name + "; the second lacks " + missing.size();
            }
            if (!life(one)
                    .ledger(name)
                    .ledger()
                    .weeks()
                    .equals(life(other).ledger(name).ledger().weeks())) {
                return "hosts " + one.label() + " and " + other.label() + " differ in a week of " + name;
            }
        }
        if (!one.shadow(World.GUILD).all().keySet().containsAll(other.acknowledged())) {
            return "what host " + other.label() + " acknowledged is not everywhere";
        }
        return life(one).state().equals(life(other).state())
                ? null
                : "hosts " + one.label() + " and " + other.label() + " have other states";
    }

    private @Nullable String verdicts(Host host) {
        for (String name : World.LEDGERS) {
            Map<String, PeerVerdict> verdicts = life(host).ledger(name).sync().verdicts(nowMs);
            for (Host peer : hosts) {
                PeerVerdict verdict = verdicts.get(peer.identity().name());
                if (verdict != null && !(verdict.standing() instanceof Standing.Same)) {
                    return "host " + host.label() + " says of host " + peer.label() + " and " + name + ": "
                            + verdict.standing();
                }
            }
        }
        Map<String, StateVerdict> states = life(host).stateVerdicts();
        for (Host peer : hosts) {
            StateVerdict verdict = states.get(peer.identity().name());
            if (verdict != null && !(verdict instanceof StateVerdict.Agrees)) {
                return "host " + host.label() + " says of its state and host " + peer.label() + "'s: " + verdict;
            }
        }
        return null;
    }

    private static Life life(Host host) {
        Life life = host.life();
        if (life == null) {
            throw new IllegalStateException("host " + host.label() + " does not run");
        }
        return life;
    }
}
