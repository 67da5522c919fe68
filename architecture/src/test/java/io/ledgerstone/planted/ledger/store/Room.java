package io.ledgerstone.planted.ledger.store;

/** Stands for store. */
public final class Room {}
