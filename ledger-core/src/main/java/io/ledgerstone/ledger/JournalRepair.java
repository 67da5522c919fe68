package io.ledgerstone.ledger;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.EntryId;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.journal.Arrival;
import io.ledgerstone.ledger.journal.Journal;
import io.ledgerstone.ledger.journal.JournalReader;
import io.ledgerstone.ledger.store.EntryCursor;
import io.ledgerstone.ledger.store.StoreView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Gives a journal back the entries that only the week tables have: after damage, or after somebody deleted it. */
final class JournalRepair {
    private static final int GROUP_MAX = 10_000;

    private JournalRepair() {}

    /** Appends what is missing in ledger order; answers how many entries that were. */
    static long restore(Journal journal, StoreView view, long nowMs) {
        Set<EntryId> kept = new HashSet<>();
        try (JournalReader reader = journal.read(journal.begin())) {
            while (reader.advance()) {
                kept.add(reader.arrival().entry().id());
            }
        }
        long restored = 0;
        List<Arrival> group = new ArrayList<>();
        EntryCursor cursor = view.allFrom(Key.firstAt(0));
        while (cursor.advance()) {
            Entry entry = cursor.entry();
            if (!kept.contains(entry.id())) {
                group.add(new Arrival(nowMs, entry));
                restored++;
            }
            if (group.size() == GROUP_MAX) {
                journal.append(group);
                group.clear();
            }
        }
        if (!group.isEmpty()) {
            journal.append(group);
        }
        return restored;
    }
}
