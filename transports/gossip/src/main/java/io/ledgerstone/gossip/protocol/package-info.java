/**
 * One node of the mesh as a pure machine: which neighbours it has, what it tells them, and what it asks other nodes. Knows
 * entries and the sync of their ledgers; sockets, threads, disks, keys and clocks are elsewhere. What travels is described in
 * {@code mesh.proto}.
 *
 * <p>New entries go from neighbour to neighbour at once: to all in a small mesh, along a tree in a large one. That is for speed;
 * that all nodes end with the same is for {@link io.ledgerstone.ledger.sync.LedgerSync}, which runs with every neighbour.
 */
@NullMarked
package io.ledgerstone.gossip.protocol;

import org.jspecify.annotations.NullMarked;
