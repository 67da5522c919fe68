/**
 * The settings of a host: {@code ledgerstone.toml}, read strictly.
 *
 * <p>Every key is described once, in {@link io.ledgerstone.host.config.Settings}; the documented default file and all errors are
 * made from that description. Nothing here opens what a setting names.
 */
@NullMarked
package io.ledgerstone.host.config;

import org.jspecify.annotations.NullMarked;
