/**
 * How whoever wants something of a host asks for it: one operation by name, with parameters and a result in JSON, the same in
 * this process and over the control socket of a running host.
 *
 * <h2>The control socket</h2>
 *
 * A Unix domain socket {@code control/socket} in the data folder, in a folder that only its owner may enter. If that path is too
 * long for a socket, {@code control/path} names one in the folder for temporary files. Both sides write lines of JSON in UTF-8:
 *
 * <table>
 * <caption>Lines</caption>
 * <tr><th>direction</th><th>line</th><th>meaning</th></tr>
 * <tr><td>to the host</td><td>{@code {"operation": "view", "parameters": {...}}}</td><td>a request, at most 2 MiB; one at a time</td></tr>
 * <tr><td>from the host</td><td>{@code {"progress": "replaying", "done": 10, "total": 100}}</td><td>any number of times</td></tr>
 * <tr><td>from the host</td><td>{@code {"result": {...}}}</td><td>the end of a request, at most 64 MiB</td></tr>
 * <tr><td>from the host</td><td>{@code {"error": "..."}}</td><td>the other end</td></tr>
 * </table>
 *
 * Nothing here knows an operation.
 */
@NullMarked
package io.ledgerstone.host.control;

import org.jspecify.annotations.NullMarked;
