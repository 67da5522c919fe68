/**
 * Everything that can be asked of a host, each implemented once: the command line, in process or over the control socket, asks
 * here.
 *
 * <p>{@link io.ledgerstone.host.operations.Host} holds what they work on. Results are JSON, with nothing in them for the eye
 * only.
 */
@NullMarked
package io.ledgerstone.host.operations;

import org.jspecify.annotations.NullMarked;
