package io.ledgerstone.host.channel;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerstone.ledger.Delivery;
import io.ledgerstone.ledger.Inserted;
import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.EntryId;
import io.ledgerstone.ledger.entry.LedgerException;
import io.ledgerstone.ledger.sync.Dice;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonMessage;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonOutput;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonPeer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One ledger of a host on one channel. Does nothing by itself: in every {@link #exchange} it takes a line, does what is due, and gives
 * the lines that are to be written. Any thread; one exchange at a time.
 */
final class ChannelSession implements AutoCloseable {
    /** How long until the relay asks again at the latest: so much later the channel hears of new entries of the host. */
    static final long POLL_MS = 1000;

    /** New entries that are told one by one. */
    static final int TOLD_MAX = 64;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ChannelSettings settings;
    private final Ledger ledger;
    private final ChannelLedger view;
    private final AddonPeer peer;
    private final SendQueue queue = new SendQueue();

    /** Entries that others told the channel themselves. */
    private final Set<EntryId> heard = new HashSet<>();

    private long position;
    private long heardMs;
    private long received;
    private long sent;
    private long otherPrefix;

    /** A session that begins to take part. */
    ChannelSession(ChannelSettings settings, Ledger ledger, Dice dice, long nowMs) {
        this.settings = settings;
        this.ledger = ledger;
        view = new ChannelLedger(ledger);
        peer = new AddonPeer(settings.addon(), ledger.codec(), settings.fields(), settings.gate(), view, dice);
        position = ledger.status().journalEnd();
        heardMs = nowMs;
        peer.start(nowMs);
        if (!settings.listens()) {
            peer.enableSending(nowMs);
        }
    }

    ChannelSettings settings() {
        return settings;
    }

    /** When the relay was here last. */
    synchronized long heardMs() {
        return heardMs;
    }

    /**
     * Takes a line, or none, and does what is due.
     *
     * @return an array named lines, to be written, and a number named waitMs, when to come again without a line
     * @throws LedgerException if the ledger cannot take entries
     */
    synchronized ObjectNode exchange(@Nullable ChannelLine line, long nowMs) {
        heardMs = nowMs;
        switch (line) {
            case ChannelLine.Received message -> receive(message, nowMs);
            case ChannelLine.Order order -> obey(order, nowMs);
            case ChannelLine.Refused refused -> throw new LedgerException(refused.reason());
            case null -> {
                // Only time has passed.
            }
        }
        if (peer.nextTickMs() <= nowMs) {
            peer.tick(nowMs);
        }
        settle();
        if (view.takeArrived()) {
            tellArrivals(nowMs);
            settle();
        }
        // What was inserted has arrived by now, and what was refused or known never does.
        heard.clear();
        ObjectNode answer = JSON.objectNode();
        queue.moveTo(answer.putArray("lines"));
        long waitMs = queue.isEmpty() ? Math.clamp(peer.nextTickMs() - nowMs, 0, POLL_MS) : 0;
        return answer.put("waitMs", waitMs);
    }

    private void receive(ChannelLine.Received message, long nowMs) {
        if (!settings.isOurs(message.prefix())) {
            otherPrefix++;
            return;
        }
        received++;
        AddonMessage opened = settings.envelope().open(message.payload());
        if (opened instanceof AddonMessage.Malformed malformed) {
            queue.add(JSON.objectNode()
                    .put("type", "malformed")
                    .put("from", message.from())
                    .put("reason", malformed.reason()));
        }
        peer.receive(message.from(), message.distribution(), opened, nowMs);
    }

    private void obey(ChannelLine.Order order, long nowMs) {
        switch (order.deed()) {
            case STATUS -> queue.add(status(nowMs).put("type", "status"));
            case ASK_STATES -> peer.requestStates(order.distribution(), nowMs);
            case ASK_WEEK -> peer.requestWeek(order.target(), order.week(), nowMs);
            case SEND_ALL -> peer.sendAll(order.target(), nowMs);
        }
    }

    private void settle() {
        for (AddonOutput output : peer.drain()) {
            switch (output) {
                case AddonOutput.Insert insert -> insert(insert);
                case AddonOutput.Send send -> {
                    sent++;
                    queue.add(line(settings, send));
                }
                case AddonOutput.StateChanged changed ->
                    queue.add(JSON.objectNode()
                            .put("type", "state")
                            .put("state", changed.state().text()));
            }
        }
    }

    /** The line of a message to send. */
    static ObjectNode line(ChannelSettings settings, AddonOutput.Send send) {
        return JSON.objectNode()
                .put("type", "send")
                .put("distribution", send.distribution().name())
                .put("target", send.target())
                .put("prefix", settings.prefix(send.large()))
                .put("priority", settings.priority(send.large()))
                .put(
                        "payload",
                        Base64.getEncoder().encodeToString(settings.envelope().seal(send.message())));
    }

    private void insert(AddonOutput.Insert insert) {
        insert.entries().forEach(entry -> heard.add(entry.id()));
        try {
            Inserted inserted = ledger.insert(insert.entries(), ChannelGate.source(insert.sender()))
                    .join();
            long refused = inserted.refused().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            peer.inserted(insert.sender(), inserted.added() + inserted.equivocal(), refused);
        } catch (CompletionException e) {
            throw e.getCause() instanceof LedgerException cause ? cause : e;
        }
    }

    /** Tells what came into the ledger otherwise: by a command, an addon, a file or the mesh. */
    private void tellArrivals(long nowMs) {
        List<Entry> fresh = new ArrayList<>();
        position = Math.max(position, ledger.status().journalBegin());
        try (Stream<Delivery> arrivals = ledger.arrivals(position)) {
            for (Iterator<Delivery> each = arrivals.iterator(); each.hasNext(); ) {
                Delivery delivery = each.next();
                position = delivery.position() + 1;
                if (!heard.contains(delivery.entry().id()) && fresh.size() <= TOLD_MAX) {
                    fresh.add(delivery.entry());
                }
            }
        }
        if (!settings.listens() && !fresh.isEmpty() && fresh.size() <= TOLD_MAX) {
            peer.appended(fresh, nowMs);
            if (settings.raid()) {
                peer.tellRaid(fresh, nowMs);
            }
        }
    }

    /** What there is to know about ledger, channel and peers. */
    synchronized ObjectNode status(long nowMs) {
        ObjectNode status = JSON.objectNode()
                .put("ledger", ledger.name())
                .put("name", settings.addon().name())
                .put("state", peer.state().text())
                .put("sending", !settings.listens())
                .put("entries", view.total())
                .put("weeks", view.weekNumbers().size())
                .put("stateHash", view.stateHash())
                .put("received", received)
                .put("otherPrefix", otherPrefix)
                .put("sent", sent)
                .put("lost", queue.lost())
                .put("withheld", peer.withheld())
                .put("collisions", peer.adlerCollisions())
                .put("heardMsAgo", nowMs - heardMs);
        PeerJson.put(peer.peers(), view.stateHash(), view.total(), nowMs, status.putArray("peers"));
        return status;
    }

    @Override
    public void close() {
        view.close();
    }
}
