/**
 * Canonical bytes, and the entry ids made from them. Pure; knows only the values next door.
 *
 * <h2>Canonical bytes</h2>
 *
 * Deterministic CBOR (RFC 8949, section 4.2) of a small part of CBOR, so that the same data has the same bytes on every machine
 * and in every language:
 *
 * <table>
 * <caption>What is written how</caption>
 * <tr><th>value</th><th>CBOR</th></tr>
 * <tr><td>nil, false, true</td><td>simple values 22, 20, 21</td></tr>
 * <tr><td>an integral number of -(2^53-1) to 2^53-1, and -0</td><td>integer, major type 0 or 1, shortest form</td></tr>
 * <tr><td>any other number</td><td>the shortest of float16, float32, float64 that keeps its value; entries refuse NaN,
 *     infinities and larger integers, states allow them</td></tr>
 * <tr><td>text</td><td>text string, major type 3, valid UTF-8</td></tr>
 * <tr><td>list; the empty list and the empty map</td><td>array, major type 4, definite length</td></tr>
 * <tr><td>map without nils</td><td>map, major type 5, text keys, shorter keys first, then by bytes</td></tr>
 * </table>
 *
 * No tags, no byte strings, no indefinite lengths.
 *
 * <h2>An entry</h2>
 *
 * <ul>
 *   <li>body = CBOR text of the type, then the CBOR map of the fields (a map even if empty), at most 32 KiB;
 *   <li>id = the first 16 bytes of SHA-256({@code "ledgerstone entry 1"}, the ledger's name as CBOR text, a byte 0 for classic
 *       or 1 for cross-realm keys, the key's 16 bytes, the body).
 * </ul>
 */
@NullMarked
package io.ledgerstone.ledger.codec;

import org.jspecify.annotations.NullMarked;
