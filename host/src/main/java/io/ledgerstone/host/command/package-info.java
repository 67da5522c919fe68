/**
 * The command line: what is typed becomes a request for {@link io.ledgerstone.host.control.Operations}, and its result a table,
 * a sentence or one JSON object. Commands decide nothing themselves.
 */
@NullMarked
package io.ledgerstone.host.command;

import org.jspecify.annotations.NullMarked;
