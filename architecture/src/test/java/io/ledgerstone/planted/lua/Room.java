package io.ledgerstone.planted.lua;

/** Stands for the Lua engine. */
public final class Room {}
