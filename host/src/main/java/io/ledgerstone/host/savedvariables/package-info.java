/**
 * SavedVariables files of game clients, read and written as data.
 *
 * <p>A client writes its addons' tables as Lua source: {@code NAME = value} with nil, booleans, numbers, texts and tables, one
 * item a line. The reader takes exactly that subset and never executes anything. It is a stream: memory stays within a few
 * entries whatever the file's size. Rows in the manner of LibEventSourcing are found wherever they are:
 *
 * <table>
 * <caption>A row</caption>
 * <tr><th>field</th><th>meaning</th></tr>
 * <tr><td>{@code _a}</td><td>creator</td></tr>
 * <tr><td>{@code _b}</td><td>counter</td></tr>
 * <tr><td>{@code _c}</td><td>time in unix seconds</td></tr>
 * <tr><td>{@code _d}</td><td>type</td></tr>
 * <tr><td>{@code _e}</td><td>realm; absent in classic ledgers</td></tr>
 * <tr><td>others</td><td>the entry's fields</td></tr>
 * </table>
 *
 * <p>A damaged or truncated file gives every row that is complete, and an account of what was cut. Nothing here knows a ledger's
 * storage.
 */
@NullMarked
package io.ledgerstone.host.savedvariables;

import org.jspecify.annotations.NullMarked;
