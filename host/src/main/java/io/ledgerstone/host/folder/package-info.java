/**
 * The data folder of a host, which one process at a time has open.
 *
 * <pre>
 * host.lock         locked while the folder is open; names the process that has it
 * host.properties   the creator and realm of this host's own entries, drawn once
 * control/          the socket of the host that runs, for nobody but its user
 * ledgers/          a folder for each ledger, named after it; letters that not every disk keeps apart are written %47
 * backups/          copies made before imports
 * </pre>
 */
@NullMarked
package io.ledgerstone.host.folder;

import org.jspecify.annotations.NullMarked;
