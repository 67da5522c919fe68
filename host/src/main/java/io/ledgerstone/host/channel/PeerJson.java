package io.ledgerstone.host.channel;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerstone.ledger.sync.libeventsourcing.PeerReport;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known about the peers of a channel, as JSON. */
final class PeerJson {
    /** After so long nobody says of a peer that it is the same: the library forgets a state then, too. */
    private static final long STATUS_SECONDS_MAX = 90;

    private PeerJson() {}

    static void put(Map<String, PeerReport> peers, long stateHash, long total, long nowMs, ArrayNode list) {
        peers.forEach((name, report) -> {
            ObjectNode peer = list.addObject().put("name", name);
            PeerReport.Status status = report.status();
            peer.put("verdict", verdict(status, stateHash, total, nowMs));
            if (status != null) {
                peer.put("entries", status.count())
                        .put("lag", status.lag())
                        .put("stateHash", status.stateHash())
                        .put("saidSecondsAgo", nowMs / 1000 - status.atSeconds());
            }
            peer.put("messages", report.messages())
                    .put("malformed", report.malformed())
                    .put("received", report.entries())
                    .put("added", report.added())
                    .put("refused", report.refused())
                    .put("unauthorized", report.unauthorized())
                    .put("unanswered", report.unanswered())
                    .put("brokenPromises", report.brokenPromises())
                    .put("collisions", report.collisions())
                    .put("subscribed", report.subscribed());
        });
    }

    /** By what the peer says of itself, which may be anything. */
    private static String verdict(PeerReport.@Nullable Status status, long stateHash, long total, long nowMs) {
        if (status == null || nowMs / 1000 - status.atSeconds() > STATUS_SECONDS_MAX) {
            return "unknown";
        }
        boolean same = status.stateHash() == stateHash && status.count() == total;
        return same ? "same" : "different";
    }
}
