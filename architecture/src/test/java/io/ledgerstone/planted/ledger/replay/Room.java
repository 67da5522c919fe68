package io.ledgerstone.planted.ledger.replay;

/** Stands for replay. */
public final class Room {}
