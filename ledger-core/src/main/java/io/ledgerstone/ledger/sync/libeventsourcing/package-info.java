/**
 * The language of LibEventSourcing: how a host takes part in the sync of an addon's ledger on a guild's addon channel, and the
 * envelope that Classic Loot Manager puts around it. Pure machines; whoever drives them owns channel and time. Knows entries and
 * their canonical bytes; reads a ledger through {@link io.ledgerstone.ledger.sync.libeventsourcing.AddonLedger}. Hosts among
 * themselves use {@link io.ledgerstone.ledger.sync}, which is cheaper and cannot be fooled.
 *
 * <p>Sources: SamMousa/lua-eventsourcing, commit 97d8353; LibSerialize 1.1.3; LibDeflate 1.0.2; CoreLootManager, commit 8fa6441.
 *
 * <h2>Messages</h2>
 *
 * A message is a table with {@code type}, a text, {@code created}, the sender's unix seconds, and
 *
 * <table>
 * <caption>Messages</caption>
 * <tr><th>type</th><th>fields</th><th>to</th><th>meaning</th></tr>
 * <tr><td>AHM</td><td>firstWeek, totalEntryCount, stateHash, lag, hashes: a list of {week, hash, count, digest}</td><td>guild</td>
 *     <td>I have these weeks</td></tr>
 * <tr><td>RW</td><td>week</td><td>guild, whisper</td><td>who has this week?</td></tr>
 * <tr><td>WD</td><td>week, hash, entries</td><td>guild, large; whisper</td><td>the entries of a week</td></tr>
 * <tr><td>BD</td><td>entries</td><td>guild, raid, whisper</td><td>entries: new ones, or all of them</td></tr>
 * <tr><td>RS</td><td></td><td>guild, raid</td><td>how far are you?</td></tr>
 * <tr><td>STATE</td><td>stateHash, totalEntryCount, lag</td><td>whisper</td><td>so far</td></tr>
 * <tr><td>SB</td><td></td><td>whisper</td><td>tell me more; nothing comes of it</td></tr>
 * </table>
 *
 * An entry is a list: time, counter, realm in cross-realm ledgers, creator, the fields in the order of its class
 * ({@link io.ledgerstone.ledger.sync.libeventsourcing.FieldOrder}), the class. The library leaves nil fields out, so all but the
 * last ones shift what follows; an entry with such a gap is not sent, and counted. A message with a wrong or missing field is
 * ignored; so is one with a number that is not whole, a week that no entry can be in, or more of anything than
 * {@link io.ledgerstone.ledger.sync.libeventsourcing.DialectLimits} allow. Where the library stops at a row it cannot read, the
 * other rows are taken. All of it counts against the sender.
 *
 * <p>The digest, 16 bytes of ours, is what the library passes over: it reads three elements. It may be left out.
 *
 * <h2>Bytes</h2>
 *
 * <pre>{@code
 *   message -> envelope: {_v = 1, _m = message}        Classic Loot Manager; nothing in the plain style
 *           -> LibSerialize, version 1, keys sorted    then raw DEFLATE, level 4 (plain: what LibDeflate chooses)
 *           -> channel: 0 is 1 2, and 1 is 1 3         prefixes CLMLedgerS3, for large messages CLMLedgerD3; plain LedgerChat
 * }</pre>
 *
 * A LibSerialize stream is a byte 1 and a value. A value begins with a byte, whose lowest bits tell what follows:
 *
 * <table>
 * <caption>Heads</caption>
 * <tr><th>bits, highest first</th><th>value</th></tr>
 * <tr><td>nnnnnnn1</td><td>the number n</td></tr>
 * <tr><td>nnnntt10</td><td>t = 0: a string of n bytes; 1: n pairs; 2: n items; 3: items, then pairs, each one more than two
 *     bits of n, the lower ones for items</td></tr>
 * <tr><td>nnnns100</td><td>with the next byte above n, a number of 12 bits, negative if s</td></tr>
 * <tr><td>kkkkk000</td><td>kind k</td></tr>
 * </table>
 *
 * <table>
 * <caption>Kinds; numbers are big-endian</caption>
 * <tr><th>kind</th><th>value</th></tr>
 * <tr><td>0</td><td>nil</td></tr>
 * <tr><td>1-8</td><td>a number of 2, 3, 4 or 7 bytes, each positive and negative</td></tr>
 * <tr><td>9</td><td>an IEEE double</td></tr>
 * <tr><td>10, 11</td><td>a length and a decimal numeral, positive and negative</td></tr>
 * <tr><td>12, 13</td><td>true, false</td></tr>
 * <tr><td>14-16</td><td>a string, its length in 1, 2 or 3 bytes</td></tr>
 * <tr><td>17-19, 20-22, 23-25</td><td>a table of pairs, of items, of both; counts likewise</td></tr>
 * <tr><td>26-28, 29-31</td><td>the n-th string of three bytes or more, or the n-th table, that was begun</td></tr>
 * </table>
 *
 * <h2>Times</h2>
 *
 * Seconds are whole, by the server's clock, as in the library.
 *
 * <ul>
 *   <li>Every 10 s, who sends advertises the last 8 weeks and 8 older ones by turns, each unless it was advertised, by him or with
 *       the same hash and count by another, in the last 30 s. Each advertisement stands for 30 s.
 *   <li>Who hears another hash or count asks for the week, at most every 30 s; who does not send and hears somebody ask need not.
 *   <li>Who hears the question and has an advertisement that stands waits 3 to 8 s at random and sends the week, once.
 *   <li>Who hears an advertisement of a lower name gives up his own of that week.
 *   <li>The sync state is unknown 90 s after its last change, out of sync when another week is heard of, synced when the own state
 *       hash is.
 * </ul>
 *
 * Classic Loot Manager's fork whispers advertisements to chosen targets too, takes whispered ones of chosen sources only, answers
 * whispered requests of targets only, and drops a week whose hash is its own; we do all but the last, which would hide collisions.
 *
 * <h2>What we add</h2>
 *
 * <ul>
 *   <li><b>Digests.</b> Equal hash and count with another digest is a collision: it is counted, the week is asked for, and for ten
 *       minutes nobody without a digest holds back our advertisement of that week. An advertisement is held back for seven minutes
 *       at most.
 *   <li><b>Promises.</b> Who holds back an advertisement of ours, is asked and does not send that many entries in a minute has broken
 *       a promise: for a minute, doubling up to an hour, his advertisements hold back none of ours.
 *   <li><b>Yielding once.</b> Two that differ and advertise together would never hear the one of the higher name. We give way to a
 *       week that differs once in ten minutes.
 *   <li><b>Asking alone.</b> Who advertised a week and was asked in vain twice is also asked by whisper, which libraries answer at
 *       once.
 *   <li><b>Bounds.</b> A peer is answered by whisper 32 times a minute, and we ask for 128 weeks a minute, whatever is advertised. A large
 *       week travels as several messages.
 *   <li><b>Authorization</b> before entries are handed over and before they are sent
 *       ({@link io.ledgerstone.ledger.sync.libeventsourcing.AddonGate}).
 * </ul>
 *
 * <h2>What cannot be closed from one side</h2>
 *
 * <ul>
 *   <li><b>Squatting.</b> One correct advertisement every 29 s silences every library. Our hosts get over it by promises; a week that
 *       only libraries hold stays silenced.
 *   <li><b>Echoes.</b> A low name that repeats advertisements takes them over and need not send. The same.
 *   <li><b>Many names.</b> Each name that breaks its promises holds us back a minute before it is found out. The game vouches for
 *       names, and a guild can expel.
 *   <li><b>Amplification.</b> A request of 40 bytes makes the guild hear a week. Libraries send each week at most every 40 s, we too;
 *       by whisper they send as often as asked.
 *   <li><b>Collisions among libraries.</b> Weeks that differ with one hash and count stay different until somebody adds an entry to
 *       one of them. When a host of ours learns of one it sends the week to the guild, and so repairs libraries that listen.
 *   <li><b>Contents.</b> Neither class nor fields are hashed, and of two entries with one key a library keeps the first. Hosts keep
 *       both and apply the lower id, and send that one first; a library that has the other keeps it.
 *   <li><b>States.</b> Anybody can echo a state hash, so "synced" is shown and not acted on.
 * </ul>
 */
@NullMarked
package io.ledgerstone.ledger.sync.libeventsourcing;

import org.jspecify.annotations.NullMarked;
