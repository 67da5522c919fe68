package io.ledgerstone.ledger.sync;

/** How a session ended. */
public enum Ending {
    /** Both had the same entries when it began. */
    SAME,
    /** All that differed was asked and offered once; compare roots again. */
    FINISHED,
    /** A bound was reached first; a later session goes on. */
    UNFINISHED,
    /** The peer has another ledger, or speaks another version. */
    OTHER_LEDGER,
    /** The peer does not answer any more. */
    SILENT,
    /** The peer broke the protocol or sent forged entries. */
    BROKEN
}
