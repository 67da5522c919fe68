/**
 * The durable log of a ledger: segments, group commit, recovery, positions. Knows the disk and the bytes of entries, not their
 * order or meaning.
 *
 * <h2>Files</h2>
 *
 * A segment is called {@code j-SEQUENCE-FIRST-SALT.log}: its place among the segments (decimal), the position of its first
 * record (decimal), and eight hexadecimal digits that its check words are mixed with. All numbers are big-endian.
 *
 * <table>
 * <caption>A segment</caption>
 * <tr><th>bytes</th><th>what</th></tr>
 * <tr><td>8</td><td>ASCII {@code LSJOURN1}; another last digit is another format</td></tr>
 * <tr><td>any</td><td>records without space between them</td></tr>
 * <tr><td>any</td><td>zeros, written ahead of the records</td></tr>
 * </table>
 *
 * <table>
 * <caption>A record</caption>
 * <tr><th>offset</th><th>bytes</th><th>what</th></tr>
 * <tr><td>0</td><td>4</td><td>CRC-32C of everything from offset 4 to the record's end, exclusive-or the salt</td></tr>
 * <tr><td>4</td><td>4</td><td>bytes of the body, 1 to 32,768</td></tr>
 * <tr><td>8</td><td>4</td><td>ordinal: the record's position less the segment's first position</td></tr>
 * <tr><td>12</td><td>8</td><td>when it was received, unix milliseconds</td></tr>
 * <tr><td>20</td><td>16</td><td>key, high and low half</td></tr>
 * <tr><td>36</td><td>16</td><td>entry id, high and low half</td></tr>
 * <tr><td>52</td><td></td><td>body, as {@code codec} describes it</td></tr>
 * </table>
 *
 * <h2>What a reader makes of broken bytes</h2>
 *
 * <ul>
 *   <li>A range that is no whole record with a right check word and a higher ordinal than the last is stepped over, byte by byte.
 *       Ordinals keep the positions of what follows.
 *   <li>A segment ends at the position where the next one starts; further records in it were never acknowledged.
 *   <li>The last segment ends behind its last whole record. If more than zeros follows, it is not written on: the next group goes
 *       to a new segment.
 * </ul>
 */
@NullMarked
package io.ledgerstone.ledger.journal;

import org.jspecify.annotations.NullMarked;
