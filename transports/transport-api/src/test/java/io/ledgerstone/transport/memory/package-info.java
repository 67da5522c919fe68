/** What the network in memory does beyond the contract: faults, and the same events from the same seed. */
@NullMarked
package io.ledgerstone.transport.memory;

import org.jspecify.annotations.NullMarked;
