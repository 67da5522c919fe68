package io.ledgerstone.ledger;

import io.ledgerstone.ledger.sync.Ending;
import io.ledgerstone.ledger.sync.Progress;
import io.ledgerstone.ledger.sync.Standing;

/**
 * What became of a reconciliation with one peer.
 *
 * @param ending how its last session ended; {@link Ending#SAME}: both had the same entries then
 * @param standing how our ledger stood to the peer's at first
 * @param inserted what became of the entries that came
 * @param last how far the last session was
 * @param sessions how many sessions it took
 * @param collisions weeks in which somebody has made entries so that copies seem equal; they were compared id by id
 * @param bytesSent bytes of all frames sent
 * @param bytesReceived bytes of all frames received
 */
public record Reconciled(
        Ending ending,
        Standing standing,
        Inserted inserted,
        Progress last,
        int sessions,
        long collisions,
        long bytesSent,
        long bytesReceived) {}
