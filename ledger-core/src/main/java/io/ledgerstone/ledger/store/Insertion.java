package io.ledgerstone.ledger.store;

/** What inserting an entry came to. */
public enum Insertion {
    /** It is new, and the only one of its key. */
    ADDED,
    /** It was there already; nothing changed. */
    KNOWN,
    /** There was another entry of its key; this one has the lower id and is now the applied one. */
    EQUIVOCAL_APPLIED,
    /** There is another entry of its key with a lower id, which stays the applied one; this one is kept and synced. */
    EQUIVOCAL_SHADOWED
}
