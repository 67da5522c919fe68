package io.ledgerstone.ledger.entry;

/**
 * Which numbers a ledger's keys are made of. The two layouts hash differently and never agree, so a ledger has one for life.
 *
 * <p>Source: LibEventSourcing's {@code LogEntry} and {@code LogEntryWow10}.
 */
public enum KeyLayout {
    /** {@code time-counter-creator}: ledgers of one realm. */
    CLASSIC,
    /** {@code time-counter-realm-creator}: ledgers whose creators come from several realms. */
    CROSS_REALM
}
