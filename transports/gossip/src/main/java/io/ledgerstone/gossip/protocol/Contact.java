package io.ledgerstone.gossip.protocol;

/**
 * A node that can be dialed.
 *
 * @param node its number
 * @param address where
 */
public record Contact(int node, String address) {}
