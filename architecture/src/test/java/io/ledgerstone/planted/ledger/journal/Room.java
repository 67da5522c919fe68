package io.ledgerstone.planted.ledger.journal;

/** Stands for journal. */
public final class Room {}
