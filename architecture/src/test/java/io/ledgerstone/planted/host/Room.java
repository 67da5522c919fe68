package io.ledgerstone.planted.host;

/** Stands for the host. */
public final class Room {}
