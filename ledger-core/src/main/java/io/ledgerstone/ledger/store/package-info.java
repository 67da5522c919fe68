/**
 * The sorted set of a ledger's entries: immutable MapDB tables, one a week, with what came since the last checkpoint in memory.
 * The only user of MapDB. Knows the order of entries and the bytes of their bodies; durability is the journal's.
 *
 * <h2>Files</h2>
 *
 * <table>
 * <caption>In the folder of a store</caption>
 * <tr><th>name</th><th>what</th></tr>
 * <tr><td>{@code w-WEEK-GENERATION.stm}</td><td>all entries of a week; the highest generation that is not damaged counts</td></tr>
 * <tr><td>{@code meta-GENERATION.stm}</td><td>the checkpoint's journal position, the tables of that time with their summaries,
 *     and the owner's notes</td></tr>
 * <tr><td>{@code *.tmp}</td><td>a file in the making; deleted at opening</td></tr>
 * <tr><td>{@code bad-*}</td><td>a damaged file that was put aside</td></tr>
 * </table>
 *
 * All are MapDB {@code SortedTableMap} files. A key is 32 bytes, big-endian, in unsigned order: key high, key low, id high, id
 * low (in metadata: 0 for the position, 1 and a week for a table, 2 and a number for a note). A value is an entry's body. Every
 * node of up to 32 keys or bodies starts with a CRC-32C, so damage is found by whoever reads it and costs nobody else time.
 *
 * <h2>Rules</h2>
 *
 * <ul>
 *   <li>No MapDB file is ever changed. A new one is written whole under a temporary name, made safe, renamed, its name made
 *       safe, and only then the one that it replaces is deleted.
 *   <li>Each week is put in place by itself as soon as it is written, the metadata after all weeks. Whatever order a crash leaves
 *       behind, some tables hold more than the metadata says, none holds less.
 *   <li>Opening needs no free space. A table that the metadata names and that is missing or damaged means: insert the whole
 *       journal again. That is always allowed.
 * </ul>
 */
@NullMarked
package io.ledgerstone.ledger.store;

import org.jspecify.annotations.NullMarked;
