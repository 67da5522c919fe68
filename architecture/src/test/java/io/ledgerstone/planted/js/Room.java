package io.ledgerstone.planted.js;

/** Stands for the JavaScript engine. */
public final class Room {}
