package io.ledgerstone.gossip.link;

/** Who decides whom this host has links with. */
@FunctionalInterface
public interface Admission {
    /**
     * Decides about another host. Called by event loop threads, of which all links of a process share a few: it must return
     * within milliseconds and wait for nothing.
     */
    Decision decide(Greeting greeting);
}
