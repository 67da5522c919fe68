/**
 * A network in memory, on simulated time and from one seed, with every fault that a network can have. Whoever drives it says when
 * time passes; everything happens on that one thread, and the same calls with the same chance give the same events.
 *
 * <p>Frames are bytes that nobody looks into here; what hosts say to each other is not this package's business.
 */
@NullMarked
package io.ledgerstone.transport.memory;

import org.jspecify.annotations.NullMarked;
