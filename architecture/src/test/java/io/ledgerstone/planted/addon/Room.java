package io.ledgerstone.planted.addon;

/** Stands for addon-api. */
public final class Room {}
