package io.ledgerstone.ledger.sync.libeventsourcing;

/** Who hears a message, as the game names it. */
public enum Distribution {
    /** Everybody of the guild who is there. */
    GUILD,
    /** Everybody of the raid. */
    RAID,
    /** One peer. */
    WHISPER
}
