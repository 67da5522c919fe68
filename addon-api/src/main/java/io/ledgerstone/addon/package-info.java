/**
 * What an addon is, whatever its language: manifest, engine SPI and host functions as data. Knows no engine.
 */
@NullMarked
package io.ledgerstone.addon;

import org.jspecify.annotations.NullMarked;
