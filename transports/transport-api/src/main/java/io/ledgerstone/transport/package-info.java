/**
 * What moves frames between hosts: the contract that every {@link io.ledgerstone.transport.Transport} keeps, whatever is below
 * it. Frames are opaque here, and so is why they are sent; entries, ledgers and trust belong to those who use a transport.
 */
@NullMarked
package io.ledgerstone.transport;

import org.jspecify.annotations.NullMarked;
