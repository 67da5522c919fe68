package io.ledgerstone.planted.bench;

/** Stands for the benchmarks. */
public final class Room {}
