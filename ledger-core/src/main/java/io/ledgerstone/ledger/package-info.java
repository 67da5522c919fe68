/**
 * The face of the ledger: open, append, query, subscribe. Knows no scripts and no sockets.
 */
@NullMarked
package io.ledgerstone.ledger;

import org.jspecify.annotations.NullMarked;
