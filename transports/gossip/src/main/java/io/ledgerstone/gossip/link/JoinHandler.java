package io.ledgerstone.gossip.link;

/** Who answers strangers that ask to become a member. */
@FunctionalInterface
public interface JoinHandler {
    /**
     * Answers a request. Called by several threads of their own; may wait, but after the limit for joins nobody listens any more.
     *
     * @param publicKey the stranger's key, 32 bytes, which it has proven to have
     * @param request 1 to 4,096 bytes
     * @return the answer, at most 96 KiB
     * @throws JoinRefused if it may not join
     */
    byte[] admit(byte[] publicKey, byte[] request) throws JoinRefused;
}
