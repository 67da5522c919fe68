package io.ledgerstone.ledger.trust;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.EntryId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What an entry needs, word for word as the package says it, from whole collections and without any cleverness. */
final class Definition {
    private final Roster roster;
    private final Map<EntryId, Seal> seals = new HashMap<>();

    Definition(Roster roster, List<Entry> seals) {
        this.roster = roster;
        seals.forEach(entry -> this.seals.put(entry.id(), Objects.requireNonNull(Seal.read(entry))));
    }

    boolean accepts(Entry entry) {
        List<Seal> covering = seals.values().stream()
                .filter(seal -> seal.ledger().equals(Person.GUILD) && seal.ids().contains(entry.id()))
                .filter(seal -> roster.device(seal.by()).isPresent())
                .toList();
        boolean direct =
                covering.stream().anyMatch(seal -> counts(seal) && device(seal).maySeal(entry.key()));
        boolean lapsed =
                covering.stream().anyMatch(seal -> !counts(seal) && device(seal).owns(entry.key()));
        boolean witnessed = covering.stream().anyMatch(this::counts);
        return direct || (lapsed && witnessed);
    }

    private Device device(Seal seal) {
        return roster.device(seal.by()).orElseThrow();
    }

    private boolean counts(Seal seal) {
        Revocation revocation = device(seal).revocation();
        return revocation == null || reached(seal.by(), revocation.cuts()).contains(seal.entry());
    }

    private Set<EntryId> reached(DeviceKey by, Set<EntryId> cuts) {
        Set<EntryId> reached = new HashSet<>();
        for (EntryId cut : cuts) {
            Seal seal = seals.get(cut);
            while (seal != null && seal.by().equals(by) && reached.add(seal.entry())) {
                seal = seal.previous() == null ? null : seals.get(seal.previous());
            }
        }
        return reached;
    }
}
