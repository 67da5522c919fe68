package io.ledgerstone.planted.ledger.codec;

/** Stands for codec. */
public final class Room {}
