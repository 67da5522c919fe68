/**
 * A host on an addon channel: what drives {@link io.ledgerstone.ledger.sync.libeventsourcing.AddonPeer} on a ledger of the host, and
 * the lines of JSON by which a program beside a game client, the relay, brings and fetches the channel's messages. Knows neither
 * game nor client.
 *
 * <h2>Lines</h2>
 *
 * UTF-8, an object each. What is written is ASCII.
 *
 * <table>
 * <caption>From the relay</caption>
 * <tr><th>line</th><th>meaning</th></tr>
 * <tr><td>{@code {"from": "Bert", "distribution": "GUILD", "prefix": "CLMLedgerS3", "payload": "Y2VU..."}}</td>
 *     <td>a message came. The prefix may be left out; the payload is base64. Instead of it, {@code "text"} has a character
 *     U+0000 to U+00FF for each byte</td></tr>
 * <tr><td>{@code {"do": "status"}}</td><td>write a status line</td></tr>
 * <tr><td>{@code {"do": "ask-states", "distribution": "GUILD"}}</td><td>ask everybody how far they are</td></tr>
 * <tr><td>{@code {"do": "ask-week", "target": "Bert", "week": 2812}}</td><td>ask one for a week</td></tr>
 * <tr><td>{@code {"do": "send-all", "target": "Bert"}}</td><td>send one everything</td></tr>
 * </table>
 *
 * <table>
 * <caption>To the relay</caption>
 * <tr><th>line</th><th>meaning</th></tr>
 * <tr><td>{@code {"type": "open", ...}}</td><td>the first line: ledger, name, prefixes</td></tr>
 * <tr><td>{@code {"type": "send", "distribution": "WHISPER", "target": "Bert", "prefix": "CLMLedgerS3", "priority": "BULK",
 *     "payload": "Y2VU..."}}</td><td>send this; the target is empty unless it is a whisper</td></tr>
 * <tr><td>{@code {"type": "state", "state": "synced"}}</td><td>the library would show this now</td></tr>
 * <tr><td>{@code {"type": "status", ...}}</td><td>what is known about ledger, channel and peers</td></tr>
 * <tr><td>{@code {"type": "malformed", "from": "Bert", "reason": "..."}}</td><td>what somebody sent is no message</td></tr>
 * <tr><td>{@code {"type": "error", "line": 7, "message": "..."}}</td><td>the seventh line from the relay was not understood, and
 *     left out</td></tr>
 * </table>
 *
 * <h2>Bounds</h2>
 *
 * A line has at most {@link io.ledgerstone.host.channel.ChannelLine#LINE_BYTES_MAX} bytes and a payload 1 MiB. Four lines wait to be
 * taken; then the relay waits. 8 MiB wait to be sent; what is more is lost and counted, which the protocol gets over. New entries
 * of the host are told one by one unless there are more than 64 at once: those are advertised, and who lacks them asks.
 */
@NullMarked
package io.ledgerstone.host.channel;

import org.jspecify.annotations.NullMarked;
