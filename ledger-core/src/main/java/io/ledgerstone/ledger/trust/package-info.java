/**
 * Whom to trust: device keys, signed entries, the roster, seals, and the guard that decides by them. Pure: times, secrets and salts
 * are arguments. Knows entries and their canonical bytes. Sockets, certificates and key files are elsewhere.
 *
 * <p>Two ledgers, {@code roster} and {@code seals}, hold signed entries; both have cross-realm keys and are kept the same by the same
 * reconciliation as any other. The entries of all other ledgers carry no signature and stay as foreign programs know them: a host
 * takes one from elsewhere if a seal that counts covers its id. What counts is a function of the two ledgers' entries, so hosts that
 * have the same ones accept the same, in whatever order they came.
 *
 * <h2>Formats</h2>
 *
 * <p>Base64 is the url-safe alphabet without padding, and of several texts for the same bytes only the canonical one is read. An id is
 * 32 lower-case hexadecimal digits.
 *
 * <p>A signed entry has these fields beside its own. The signature is Ed25519 over the bytes {@code "ledgerstone signed 1"}, the
 * length of the ledger's name in one byte, the name, the key's 16 bytes, and the canonical body of type and all fields but {@code sig}.
 *
 * <table>
 * <caption>Fields of every signed entry</caption>
 * <tr><th>field</th><th>what</th></tr>
 * <tr><td>{@code by}</td><td>the signer's key, base64</td></tr>
 * <tr><td>{@code sig}</td><td>the signature, base64</td></tr>
 * <tr><td>{@code number}</td><td>its place in the signer's chain, from 1</td></tr>
 * <tr><td>{@code previous}</td><td>the id of the entry before it in the chain; absent in the first</td></tr>
 * </table>
 *
 * <p>A device has one chain in the roster, and in the seals one for each ledger that it seals.
 *
 * <table>
 * <caption>Types of the roster</caption>
 * <tr><th>type</th><th>fields</th></tr>
 * <tr><td>{@code group}</td><td>{@code name}; {@code founder}: the signer's key; {@code device}: name of the founder's device;
 *     {@code realm}, {@code creator}: whose entries are the founder's own</td></tr>
 * <tr><td>{@code invite}</td><td>{@code secretHash}: base64 of the secret's SHA-256; {@code role}: {@code officer} or {@code member};
 *     {@code name}, may be absent; {@code expires}: unix seconds</td></tr>
 * <tr><td>{@code device}</td><td>{@code device}: the key; {@code name}; {@code role}: the invite's; {@code node}: the number it would
 *     like, may be absent; {@code realm}, {@code creator}; {@code invite}: id of the invite's entry</td></tr>
 * <tr><td>{@code revoke}</td><td>{@code device}: the key; {@code reason}; {@code cuts}: at most 256 ids, see below</td></tr>
 * </table>
 *
 * <p>The one type of the seals is {@code seal}: {@code ledger}, and {@code ids}: base64 of 1 to 256 entry ids of 16 bytes, ascending.
 *
 * <table>
 * <caption>An invite: the text {@code LSI1-} and the base64 of these bytes; numbers big-endian</caption>
 * <tr><th>bytes</th><th>what</th></tr>
 * <tr><td>16</td><td>fingerprint of the founder's key: the first bytes of its SHA-256</td></tr>
 * <tr><td>16</td><td>fingerprint of the inviting host's key</td></tr>
 * <tr><td>16</td><td>the secret</td></tr>
 * <tr><td>4</td><td>expiry in unix seconds</td></tr>
 * <tr><td>1</td><td>number of addresses; each a length in one byte and UTF-8</td></tr>
 * <tr><td>4</td><td>the first bytes of the SHA-256 of all before: tells a typing mistake</td></tr>
 * </table>
 *
 * <p>Credentials are a count in one byte (at most 8) and, for each admission from the founder on, the key's 16 bytes, the body's
 * length in 2 bytes and the body.
 *
 * <h2>The roster</h2>
 *
 * <ul>
 *   <li>It grows by generations: the founder, whom it admitted, whom those admitted; at most 8. Within a generation the earlier
 *       admission in ledger order is senior. Seniority does not change with what juniors write.
 *   <li>Founder and officers invite and admit. An admission has an effect if it names an invite of the same signer, has the invite's
 *       role, is not later than its expiry by its key's time, and is the first in ledger order with this invite and this device. So an
 *       invite shown to two officers is good with the one who made it alone.
 *   <li>An officer revokes members and officers junior to it; the founder revokes anybody; a device revokes itself. Nobody else
 *       revokes the founder. Of several revocations the most senior signer's counts, of one signer's the last in ledger order: that is
 *       how cuts are amended. A device's word about itself is the weakest.
 *   <li>Of what a revoked device signed, only what its revocation's cuts reach counts: the entries they name and, by
 *       {@code previous}, all before them. Ids are hashes, so nothing can be slipped in afterwards, whatever its date or number.
 *   <li>Node numbers and names are one device's: who comes first in ledger order gets the one it asks for, others the lowest free
 *       number, and the name with {@code -2}, {@code -3} and so on. Revoked devices keep theirs. A late entry can change a junior's.
 *   <li>Entries without effect are listed with the reason; they are kept and synced like all others.
 * </ul>
 *
 * <h2>What an entry of another ledger needs</h2>
 *
 * <ol>
 *   <li>A seal over its id by a device of the roster that may vouch for it, officers for all, members for those of their own realm and
 *       creator; and if the device was revoked, the cuts reach the seal.
 *   <li>Or, for those who held it before the revocation came: a seal beyond the cuts by the revoked device that made it (own realm and
 *       creator), and a seal of any device whose word counts, the witness. So all copies become the same again.
 * </ol>
 *
 * <p>The ledgers {@code roster} and {@code seals} themselves take every entry with a valid signature and, in the seals, a well-formed
 * seal, also of devices unknown or revoked: whether these are known depends on what came first, a signature does not. They have no
 * effect until the roster gives them one.
 *
 * <h2>Threats, and what closes them</h2>
 *
 * <table>
 * <caption>Closed</caption>
 * <tr><th>threat</th><th>closed by</th></tr>
 * <tr><td>an entry forged or changed on the way</td><td>its id hashes its content; the seal signs the id</td></tr>
 * <tr><td>a signed entry moved to another key, ledger or type</td><td>the signature covers all of them</td></tr>
 * <tr><td>a seal sent again</td><td>it is the same entry; known ones are counted, not verified again</td></tr>
 * <tr><td>a member that writes as somebody else</td><td>its seals count for its own creator alone</td></tr>
 * <tr><td>a stolen device, revoked, that writes on, back-dates, or takes an old number again</td><td>cuts name hashes</td></tr>
 * <tr><td>two officers that revoke each other</td><td>the senior's word counts, however the junior's is dated</td></tr>
 * <tr><td>a member that promotes itself or admits friends</td><td>no effect; it stands in the list of those</td></tr>
 * <tr><td>a joiner that claims somebody's creator</td><td>the inviting host sees whose it is and asks a person</td></tr>
 * <tr><td>an invite read by others</td><td>good once, until its expiry; the ledger holds a hash alone</td></tr>
 * <tr><td>a flood of forged entries</td><td>counted by sender; one forged entry sent again costs no second check</td></tr>
 * <tr><td>ids chosen to slow the tables down</td><td>a salt that nobody else knows</td></tr>
 * </table>
 *
 * <p>Not closed:
 *
 * <ul>
 *   <li>An officer who lies: it may vouch for anything, and admit anybody. Revoke it with cuts from before.
 *   <li>A member that witnesses what a revoked device still makes as its own creator. Revoke the accomplice too. Entries of other
 *       creators, imported by an officer and beyond the cuts of its revocation, are witnessed by officers alone; if only members have
 *       them, copies differ until a senior amends the cuts or an officer vouches for them. So are entries of a device whose
 *       admission lost its effect.
 *   <li>Junk: a member can fill roster and seals with genuine entries of keys it made up. Refuse its connections and revoke it.
 *   <li>A device key that is used in two groups: what it signed in one is genuine in the other. Make a new key for each group.
 *   <li>Two implementations of Ed25519 may disagree about signatures crafted for it. Another program that checks entries must
 *       decide as {@link Ed25519} does: no signature with a second half above the order, no key that is not written in its one way,
 *       and the equation without its factor eight.
 * </ul>
 */
@NullMarked
package io.ledgerstone.ledger.trust;

import org.jspecify.annotations.NullMarked;
