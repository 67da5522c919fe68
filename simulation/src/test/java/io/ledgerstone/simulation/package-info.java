/**
 * A simulated world: whole hosts (ledgers on disks, replay, sync, mesh, trust) in one thread, on simulated time, network and disks, all
 * from one seed.
 *
 * <p>A world has two times. In the storm everything goes wrong: frames get lost, doubled, late and overtaken, ways are cut, hosts
 * lose their power and what was not safe on their disks, disks are full or fail, clocks jump, a node runs twice, and some members
 * keep to no rule. Then all is well again, but for those members, and the copies have to become the same.
 *
 * <p>What must always hold is checked after every step ({@link io.ledgerstone.simulation.Broken.Invariant}), against a
 * {@link io.ledgerstone.simulation.Shadow} that no crash reaches. What a world did is one number, so that doing it twice shows
 * whether anything depends on more than the seed. Hosts are wired by {@link io.ledgerstone.simulation.Wiring};
 * {@link io.ledgerstone.simulation.PlantedBug} puts a wrong part in and the simulation has to notice.
 */
@NullMarked
package io.ledgerstone.simulation;

import org.jspecify.annotations.NullMarked;
