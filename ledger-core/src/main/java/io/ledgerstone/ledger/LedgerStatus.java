package io.ledgerstone.ledger;

import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.KeyLayout;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a ledger is.
 *
 * @param name its name
 * @param layout the numbers its keys are made of
 * @param entries entries that count: of several with one key, one
 * @param shadowed equivocal entries that are kept but not applied
 * @param stateHash LibEventSourcing's state hash over all entries that count
 * @param newest the last key in ledger order, or null if it is empty
 * @param journalBegin the first journal position still kept
 * @param journalEnd the position after the last durable entry
 * @param checkpoint the journal position up to which everything is in tables
 * @param refused refused entries by movement, source and reason
 * @param problems what is wrong with its files or was found and mended when it was opened, in plain words
 */
public record LedgerStatus(
        String name,
        KeyLayout layout,
        long entries,
        long shadowed,
        long stateHash,
        @Nullable Key newest,
        long journalBegin,
        long journalEnd,
        long checkpoint,
        Map<String, Long> refused,
        List<String> problems) {
    /** Copies the collections. */
    public LedgerStatus {
        refused = Map.copyOf(refused);
        problems = List.copyOf(problems);
    }
}
