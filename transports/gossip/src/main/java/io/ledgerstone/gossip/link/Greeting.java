package io.ledgerstone.gossip.link;

import org.jspecify.annotations.Nullable;

/**
 * What another host says of itself. Only the key is proven.
 *
 * @param node its node id
 * @param address where it says it can be dialed; empty if nowhere
 * @param publicKey its Ed25519 key, 32 bytes; null if the link is insecure
 * @param credentials why it should be trusted, for {@link Admission} to understand
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
public record Greeting(int node, String address, byte @Nullable [] publicKey, byte[] credentials) {}
