package io.ledgerstone.addon;

import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.KeyLayout;

/**
 * What an addon's code may ask of the host while it runs. Engines check when a function may be called; the host checks the data.
 * All methods may throw {@link AddonException} with a message for the author, which the engine turns into an error of the
 * language.
 */
public interface AddonHost {
    /**
     * How the keys of a ledger are written, which {@code e.key} needs. Asked once for each ledger an addon names while it loads;
     * refuses names that cannot be a ledger's.
     */
    KeyLayout layout(String ledger);

    /** Appends an entry and waits until it is durable; answers its key text. */
    String submit(String ledger, String type, Fields fields);

    /** Appends an ignore entry for the entry of this key text and waits until it is durable; answers the new entry's key text. */
    String ignore(String ledger, String keyText);

    /** Writes a line to the addon's log. Never throws; the host bounds how much it keeps. */
    void log(String line);
}
