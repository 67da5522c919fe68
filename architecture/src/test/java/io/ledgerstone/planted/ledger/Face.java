package io.ledgerstone.planted.ledger;

/** Stands for the face. */
public final class Face {}
