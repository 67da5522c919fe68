/**
 * Reconciliation: how the copies of a ledger come to have the same entries, over any channel that carries bounded frames,
 * however often frames are lost, doubled or come in another order. Pure machines; whoever drives them owns channel, thread and
 * time. Knows entries and their canonical bytes, and reads a ledger through {@link io.ledgerstone.ledger.sync.EntryIndex}.
 *
 * <p>{@link io.ledgerstone.ledger.sync.LedgerSync} keeps one copy the same as those of all its peers: it says what it has
 * (adverts), hears what others have, and begins sessions with those that differ. One session makes two copies the same.
 *
 * <h2>The way of a session</h2>
 *
 * One side, the {@link io.ledgerstone.ledger.sync.Reconciliation}, asks; the other, the
 * {@link io.ledgerstone.ledger.sync.Responder}, answers each frame with at most one frame. Ranges of ledger order whose
 * fingerprints differ are divided in 16 and compared again, by turns, until one side has 32 entries or fewer in a range and lists
 * their ids. Nothing is sent unasked: a list asks for all that is not in it, a want for some that are.
 *
 * <pre>{@code
 *   asking                              answering
 *   hello: root                    ->
 *                                  <-   same | welcome: root, ranges that grow from the newest entry backwards
 *   probe: parts of what differs   ->
 *                                  <-   answer: parts of what still differs, lists, wants, entries
 *   probe: lists, wants            ->
 *                                  <-   answer: wants, entries
 *   deliver: entries               ->
 *                                  <-   answer: empty
 *   bye                            ->
 * }</pre>
 *
 * Both compare one moment of their ledgers; what comes meanwhile, and what a bound cut off, is for another session. So the caller
 * begins sessions until one ends {@link io.ledgerstone.ledger.sync.Ending#SAME}.
 *
 * <h2>Fingerprints</h2>
 *
 * A range is whole weeks, or a part of one week. A fingerprint is the first 16 bytes of a SHA-256
 *
 * <ul>
 *   <li>of whole weeks: over {@code "ledgerstone weeks 1"} and, for each week with entries, its number in 4 bytes and its week
 *       digest in 16, which hashes the ids in order and cannot be crafted;
 *   <li>of a part: over {@code "LSrange1"}, a sum in 32 bytes (four 8-byte limbs, lowest first) and the count in 8. The sum, modulo
 *       2^256, is over SHA-256({@code "ledgerstone sum 1"}, id) of each entry, so that running sums give it at once.
 * </ul>
 *
 * Whoever may write a thousand entries into a part can plan two sets with one sum by some 2^33 steps (Wagner's generalized birthday
 * attack; 16 entries take 2^55). Therefore, when a week's digests differ and nothing in it was found to, its ids are listed and a
 * collision is counted. Root and weeks are never compared by sums.
 *
 * <h2>Frames</h2>
 *
 * At most 64 KiB; numbers big-endian; a varint has 7 bits a byte, lowest first, in its shortest form. There is one way to write a
 * message; anything else is ignored. Every frame begins with
 *
 * <table>
 * <caption>Head</caption>
 * <tr><th>bytes</th><th>what</th></tr>
 * <tr><td>1</td><td>type</td></tr>
 * <tr><td>4</td><td>session, chosen by the asking side</td></tr>
 * <tr><td>1-5</td><td>varint: number of the request; an answer repeats its request's</td></tr>
 * </table>
 *
 * <table>
 * <caption>Messages</caption>
 * <tr><th>type</th><th>name</th><th>from</th><th>content</th></tr>
 * <tr><td>1</td><td>hello</td><td>asking</td><td>advert</td></tr>
 * <tr><td>2</td><td>same</td><td>answering</td><td></td></tr>
 * <tr><td>3</td><td>welcome</td><td>answering</td><td>advert, items; no items if it has another ledger</td></tr>
 * <tr><td>4</td><td>probe</td><td>asking</td><td>items</td></tr>
 * <tr><td>5</td><td>deliver</td><td>asking</td><td>entries up to the end of the frame</td></tr>
 * <tr><td>6</td><td>answer</td><td>answering</td><td>items, entries up to the end of the frame</td></tr>
 * <tr><td>7</td><td>bye</td><td>asking</td><td></td></tr>
 * <tr><td>8</td><td>advert</td><td>anybody, of no session: the number its run of the program drew, then a count of its adverts</td>
 *     <td>advert</td></tr>
 * </table>
 *
 * <table>
 * <caption>Advert</caption>
 * <tr><th>bytes</th><th>what</th></tr>
 * <tr><td>8</td><td>the first of SHA-256({@code "ledgerstone sync 1 "}, 0 for classic or 1 for cross-realm keys, a space, the
 *     ledger's name in UTF-8), digits as ASCII</td></tr>
 * <tr><td>1-9</td><td>varint: all entries</td></tr>
 * <tr><td>16</td><td>root: the fingerprint of all weeks</td></tr>
 * <tr><td>1-5</td><td>varint: time of the last entry, 0 if there is none</td></tr>
 * </table>
 *
 * Items are a varint with their number, at most 4,096, and as many of these. Each is about the range from where the last one
 * ended, at first the start of ledger order, to its own end. The rest of ledger order is skipped.
 *
 * <table>
 * <caption>Item</caption>
 * <tr><th>bytes</th><th>what</th></tr>
 * <tr><td>1-6</td><td>varint: delta * 32 + kind * 4 + shape of the end</td></tr>
 * <tr><td>0, 12 or 28</td><td>the rest of the end</td></tr>
 * <tr><td></td><td>content</td></tr>
 * </table>
 *
 * <table>
 * <caption>Shapes of an end; the first that will do is used</caption>
 * <tr><th>shape</th><th>the end is</th><th>delta</th><th>rest</th></tr>
 * <tr><td>0</td><td>the first moment of a week, or the end of all weeks</td><td>weeks since the last end's</td><td></td></tr>
 * <tr><td>1</td><td>the first moment of a second</td><td>seconds since the last end's</td><td></td></tr>
 * <tr><td>2</td><td>right below a key</td><td>the same</td><td>the last 4 bytes of the key's first half, its second half</td></tr>
 * <tr><td>3</td><td>right below an entry</td><td>the same</td><td>the same, then the id</td></tr>
 * </table>
 *
 * <table>
 * <caption>Kinds of an item</caption>
 * <tr><th>kind</th><th>name</th><th>content</th><th>meaning</th></tr>
 * <tr><td>0</td><td>skip</td><td></td><td>not asked, or nothing to add: equal. Never last, never twice in a row</td></tr>
 * <tr><td>1</td><td>print</td><td>16 bytes</td><td>my fingerprint of the range</td></tr>
 * <tr><td>2</td><td>ids</td><td>varint count, ids of 16 bytes</td><td>all I have: send me the others</td></tr>
 * <tr><td>3</td><td>want</td><td>varint count, a bit for each id, lowest first</td><td>send me these of your list. In an answer
 *     the list is the one the question had, and only what is in the item's range counts</td></tr>
 * <tr><td>4</td><td>later</td><td></td><td>no room for an answer: ask again</td></tr>
 * </table>
 *
 * An entry is the 16 bytes of its key, the 16 of its id, a varint with the length of its body, 1 to 32,768, and the body.
 *
 * <h2>States</h2>
 *
 * {@link io.ledgerstone.ledger.sync.StateSync} finds out whether two hosts' addons made the same states of the same entries. Both
 * say the digests of their states with the root these belong to. Where code and root are the same and digests are not, each side
 * asks the other for digests at up to 64 positions at a time, between the last equal and the first other one, until none are
 * left, and then for the state there, in parts of 32 KiB. A position is a number of entries in ledger order, one for each key. A
 * point names the entries before it by a hash, so that it can be compared however the ledger has grown meanwhile.
 *
 * <p>Frames share the channel with the ones above; their types begin at 16. Numbers, and the one way to write, are as above. A
 * name is a varint with its bytes, 1 to 128, and these in UTF-8; a hash has 16 bytes. Every frame begins with
 *
 * <table>
 * <caption>Head of frames about states</caption>
 * <tr><th>bytes</th><th>what</th></tr>
 * <tr><td>1</td><td>type</td></tr>
 * <tr><td>8</td><td>ledger, as in an advert</td></tr>
 * <tr><td>4</td><td>request, chosen by the asking side; in states the number that the run of the program drew</td></tr>
 * </table>
 *
 * <table>
 * <caption>Messages about states</caption>
 * <tr><th>type</th><th>name</th><th>content</th></tr>
 * <tr><td>16</td><td>states</td><td>varint: count of messages of this type; 1 byte: whether the same is wanted from the receiver;
 *     the root as in an advert, without its ledger; varint: addons, at most 256, sorted; each: name, hash of its code, digest</td></tr>
 * <tr><td>17</td><td>ask</td><td>addon's name, hash of its code; varint: positions, 1 to 64; each a varint, ascending</td></tr>
 * <tr><td>18</td><td>points</td><td>progress; varint: points, none unless done; each: varint position, 1 byte whether there is a
 *     key, 16 bytes of key, hash of the ids before, digest</td></tr>
 * <tr><td>19</td><td>fetch</td><td>addon's name, hash of its code; varint position; varint: part, from 0</td></tr>
 * <tr><td>20</td><td>part</td><td>varint: part; progress; varint: bytes of the whole state, 0 unless done; those of the part, none
 *     if the whole is larger than 1 MiB</td></tr>
 * </table>
 *
 * Progress is a byte: 0 done, 1 a replay works on it, 2 later, 3 unable.
 *
 * <h2>What a bad peer can do</h2>
 *
 * Lie, be silent and end a session early; never put in an entry that is no entry or that nobody asked for, never make this side
 * lose one, ask without end or remember without bound. Whoever says that it has the same is believed for one session: ask others
 * too.
 */
@NullMarked
package io.ledgerstone.ledger.sync;

import org.jspecify.annotations.NullMarked;
