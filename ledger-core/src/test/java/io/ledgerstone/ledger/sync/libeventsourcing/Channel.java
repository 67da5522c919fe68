package io.ledgerstone.ledger.sync.libeventsourcing;

import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.sync.Dice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A guild's addon channel on simulated time: everything a peer sends is packed, arrives 125 ms later and is opened again. */
final class Channel {
    static final long LATENCY_MS = 125;

    final Map<String, Node> nodes = new LinkedHashMap<>();
    final List<Sent> sent = new ArrayList<>();
    final List<StateChange> states = new ArrayList<>();

    /** Which arrivals are lost. */
    Predicate<String> loses = to -> false;

    private final EntryCodec codec;
    private final FieldOrder order;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long nowMs;
    private long eventNumber;

    /** Somebody and his ledger. */
    record Node(String name, Station station, @Nullable AddonPeer host, MemoryLedger ledger) {
        /** The machine, unless this is a model of an addon. */
        AddonPeer peer() {
            return Objects.requireNonNull(host, name);
        }

        /** What it knows about another one. */
        PeerReport reportOn(String other) {
            return Objects.requireNonNull(peer().peers().get(other), other);
        }
    }

    /** Something that was sent. */
    record Sent(long atMs, String from, AddonOutput.Send send) {}

    /** A change of a sync state. */
    record StateChange(long atMs, String at, String state) {}

    private record Event(long atMs, long number, Runnable run) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return atMs == other.atMs ? Long.compare(number, other.number) : Long.compare(atMs, other.atMs);
        }
    }

    Channel(KeyLayout layout, FieldOrder order, long startMs) {
        this.codec = new EntryCodec("test", layout);
        this.order = order;
        this.nowMs = startMs;
    }

    EntryCodec codec() {
        return codec;
    }

    EntryRows rows() {
        return new EntryRows(codec, order);
    }

    long nowMs() {
        return nowMs;
    }

    Node join(AddonSettings settings, AddonGate gate, Dice dice) {
        MemoryLedger ledger = new MemoryLedger(codec.layout(), !settings.digests());
        AddonPeer peer = new AddonPeer(settings, codec, order, gate, ledger, dice);
        peer.start(nowMs);
        Node node = new Node(settings.name(), Station.of(peer), peer, ledger);
        nodes.put(settings.name(), node);
        return node;
    }

    /** An addon with the library as it is. */
    Node joinModel(String name, Dice dice) {
        MemoryLedger ledger = new MemoryLedger(codec.layout(), true);
        Node node = new Node(name, new LibraryModel(name, ledger, rows(), dice, nowMs), null, ledger);
        nodes.put(name, node);
        return node;
    }

    Node node(String name) {
        Node node = nodes.get(name);
        if (node == null) {
            throw new AssertionError("there is no " + name);
        }
        return node;
    }

    /** Lets something happen so many ms from now. */
    void after(long ms, Runnable run) {
        events.add(new Event(nowMs + ms, eventNumber++, run));
    }

    /** Lets time pass until a moment, included. */
    void runUntil(long untilMs) {
        settle();
        for (long next = nextMs(); next <= untilMs; next = nextMs()) {
            nowMs = Math.max(nowMs, next);
            nodes.values().forEach(node -> {
                if (node.station.nextTickMs() <= nowMs) {
                    node.station.tick(nowMs);
                }
            });
            Event event = events.peek();
            if (event != null && event.atMs <= nowMs) {
                events.remove().run.run();
            }
            settle();
        }
        nowMs = untilMs;
    }

    private long nextMs() {
        long next = events.isEmpty() ? Long.MAX_VALUE : events.element().atMs;
        for (Node node : nodes.values()) {
            next = Math.min(next, node.station.nextTickMs());
        }
        return next;
    }

    private void settle() {
        for (Node node : nodes.values()) {
            for (AddonOutput output : node.station.drain()) {
                switch (output) {
                    case AddonOutput.Insert insert -> {
                        long added = node.ledger.insert(insert.entries());
                        node.station.inserted(insert.sender(), added);
                    }
                    case AddonOutput.Send send -> send(node.name, send);
                    case AddonOutput.StateChanged changed ->
                        states.add(new StateChange(
                                nowMs, node.name, changed.state().text()));
                }
            }
        }
    }

    /** Puts a message on the channel as if somebody had sent it, who need not be there. */
    void send(String from, AddonOutput.Send send) {
        sent.add(new Sent(nowMs, from, send));
        byte[] bytes = Envelope.CLASSIC_LOOT_MANAGER.seal(send.message());
        deliver(from, send.distribution(), send.target(), Envelope.CLASSIC_LOOT_MANAGER.open(bytes));
    }

    /** Puts something on the channel that is perhaps no message. */
    void deliver(String from, Distribution distribution, String target, AddonMessage message) {
        for (Node node : nodes.values()) {
            boolean hears = distribution == Distribution.WHISPER ? node.name.equals(target) : !node.name.equals(from);
            if (hears && !loses.test(node.name)) {
                after(LATENCY_MS, () -> node.station.receive(from, distribution, message, nowMs));
            }
        }
    }

    /** Inserts entries of a peer's own and lets it tell the others. */
    void append(Node node, Entry... entries) {
        node.ledger.insert(List.of(entries));
        node.station.appended(List.of(entries), nowMs);
    }
}
