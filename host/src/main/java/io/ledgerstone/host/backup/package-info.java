/**
 * Copies of all ledgers of a data folder in one file, and folders made from such copies.
 *
 * <p>A backup is a zip file. {@code backup.json} names what is in it; each ledger has one file of records in journal order:
 *
 * <table>
 * <caption>A record</caption>
 * <tr><th>bytes</th><th>content</th></tr>
 * <tr><td>16</td><td>the key, packed, big-endian</td></tr>
 * <tr><td>4</td><td>the length of the body</td></tr>
 * <tr><td>length</td><td>the body: type and fields in canonical bytes</td></tr>
 * </table>
 *
 * Entry ids follow from these and the ledger's name and layout, so a backup is checked by making the entries again.
 */
@NullMarked
package io.ledgerstone.host.backup;

import org.jspecify.annotations.NullMarked;
