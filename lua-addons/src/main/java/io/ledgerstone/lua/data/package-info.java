/**
 * Ledger data as Lua sees it, and back: plain data and entries. Nothing here knows what an addon registers.
 */
@NullMarked
package io.ledgerstone.lua.data;

import org.jspecify.annotations.NullMarked;
