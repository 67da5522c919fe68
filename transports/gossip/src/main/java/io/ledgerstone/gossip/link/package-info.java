/**
 * Links between hosts: TCP, and TLS 1.3 with a device key on both sides. Frames are opaque here, and so is whom to link with and
 * who may; {@link io.ledgerstone.gossip.link.Admission} decides that.
 *
 * <p>Each host has a self-signed certificate for its Ed25519 key. TLS proves that the other side has the key of its certificate;
 * nothing else in a certificate counts. Insecure links have no TLS and stay on this computer.
 *
 * <h2>Messages</h2>
 *
 * <table>
 * <caption>A message, integers big-endian</caption>
 * <tr><th>bytes</th><th>what</th></tr>
 * <tr><td>4</td><td>how many bytes follow, 1 to 98,305; to 20,480 before a link is up</td></tr>
 * <tr><td>1</td><td>kind</td></tr>
 * <tr><td>rest</td><td>body</td></tr>
 * </table>
 *
 * <table>
 * <caption>Kinds</caption>
 * <tr><th>kind</th><th>name</th><th>body</th></tr>
 * <tr><td>1</td><td>greeting</td><td>version (2), node (4), life (8), length of the address (2), address, credentials</td></tr>
 * <tr><td>2</td><td>welcome</td><td>nothing</td></tr>
 * <tr><td>3</td><td>refused</td><td>1 if there is a link already, else 0 (1), reason</td></tr>
 * <tr><td>4</td><td>frame</td><td>1 to 98,304 bytes</td></tr>
 * <tr><td>5</td><td>ping</td><td>nothing</td></tr>
 * <tr><td>6</td><td>pong</td><td>nothing</td></tr>
 * <tr><td>7</td><td>bye</td><td>reason</td></tr>
 * <tr><td>8</td><td>join</td><td>request, 1 to 4,096 bytes</td></tr>
 * <tr><td>9</td><td>joined</td><td>answer</td></tr>
 * </table>
 *
 * <h2>How a link comes up</h2>
 *
 * <p>The dialer greets. If the other admits it, it greets back. Of two hosts the one with the lower node id chooses: once each
 * has admitted the other, of which the one that does not choose tells with its welcome, the chooser answers with a welcome and the
 * link is up; or with a refusal if there is a link already. So two hosts that dial each other at once keep the same one link.
 *
 * <p>A life is a number drawn when a transport is made. A host knows itself by it, and a peer that was started again.
 */
@NullMarked
package io.ledgerstone.gossip.link;

import org.jspecify.annotations.NullMarked;
