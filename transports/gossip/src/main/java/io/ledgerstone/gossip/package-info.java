/**
 * The gossip mesh: hosts that are linked to a few others each, so that an entry appended on one of them is soon on all.
 */
@NullMarked
package io.ledgerstone.gossip;

import org.jspecify.annotations.NullMarked;
