package io.ledgerstone.planted.ledger.sync;

/** Stands for sync. */
public final class Room {}
