package io.ledgerstone.ledger.sync;

import io.ledgerstone.ledger.entry.Entry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Copies of one ledger on links that delay, lose and double frames as a seed says, and the machines that keep them the same. */
final class SyncNet {
    private static final long INSERT_MS = 2;

    private final Random random;
    private final Map<String, Node> nodes = new TreeMap<>();
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long numbered;
    private long nowMs;
    private double loss;
    private int delayMaxMs = 20;
    private long bytes;

    /** What a host does to a frame on its way out; null sends nothing. */
    interface Outgoing {
        byte @Nullable [] change(byte[] frame);
    }

    /** Something that happens at a time. */
    private record Event(long atMs, long number, Runnable task) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return atMs != other.atMs ? Long.compare(atMs, other.atMs) : Long.compare(number, other.number);
        }
    }

    /** One host: its copy, its machine, and what it does to frames on their way out; without a machine it only does that. */
    final class Node {
        final String name;
        final Copy copy = new Copy();
        final LedgerSync sync;
        private final Set<String> links = new TreeSet<>();
        private Predicate<Entry> authorized = entry -> true;
        private Outgoing out = frame -> frame;
        private @Nullable BiFunction<String, byte[], List<byte[]>> stranger;
        private long firstEntryMs = -1;

        private Node(String name, SyncPace pace) {
            this.name = name;
            sync = new LedgerSync("test", Copy.CODEC, peer -> copy.index(), random::nextInt, pace);
        }

        Node allowing(Predicate<Entry> test) {
            authorized = test;
            return this;
        }

        /** Changes what it sends. */
        Node sending(Outgoing change) {
            out = change;
            return this;
        }

        /** Answers frames by something else than the machine. */
        Node answering(BiFunction<String, byte[], List<byte[]>> answers) {
            stranger = answers;
            return this;
        }

        void add(Collection<Entry> entries) {
            copy.add(entries);
            sync.grown(nowMs);
            flush();
        }

        /** When its copy had its first entry, in milliseconds from the beginning. */
        long firstEntryMs() {
            return firstEntryMs;
        }

        PeerVerdict verdict(String peer) {
            PeerVerdict verdict = sync.verdicts(nowMs).get(peer);
            if (verdict == null) {
                throw new AssertionError(name + " knows no " + peer);
            }
            return verdict;
        }

        private void receive(String from, byte[] frame) {
            if (!links.contains(from)) {
                return;
            }
            if (stranger != null) {
                stranger.apply(from, frame).forEach(answer -> send(from, answer));
                return;
            }
            sync.receive(from, frame, nowMs);
            flush();
        }

        private void flush() {
            SyncOutput output = sync.drain();
            for (SyncOutput.Insert insert : output.inserts()) {
                after(INSERT_MS, () -> insert(insert));
            }
            for (SyncOutput.Send send : output.sends()) {
                byte[] frame = out.change(send.frame());
                if (frame != null) {
                    send(send.peer(), frame);
                }
            }
        }

        private void insert(SyncOutput.Insert insert) {
            List<Entry> allowed = insert.entries().stream().filter(authorized).toList();
            int before = copy.entries().size();
            copy.add(allowed);
            if (firstEntryMs < 0 && !copy.entries().isEmpty()) {
                firstEntryMs = nowMs;
            }
            sync.inserted(
                    insert.peer(),
                    copy.entries().size() - before,
                    insert.entries().size() - allowed.size(),
                    nowMs);
            flush();
        }

        void send(String to, byte[] frame) {
            Node peer = nodes.get(to);
            if (peer == null || !links.contains(to)) {
                return;
            }
            bytes += frame.length;
            int copies = random.nextDouble() < loss ? random.nextInt(2) * 2 : 1;
            for (int i = 0; i < copies; i++) {
                after(1 + random.nextInt(delayMaxMs), () -> peer.receive(name, frame));
            }
        }
    }

    SyncNet(long seed) {
        random = new Random(seed);
    }

    SyncNet losing(double share) {
        loss = share;
        return this;
    }

    Node node(String name) {
        return nodes.computeIfAbsent(name, key -> new Node(key, SyncPace.DEFAULT));
    }

    List<Node> nodes() {
        return List.copyOf(nodes.values());
    }

    void link(Node a, Node b) {
        a.links.add(b.name);
        b.links.add(a.name);
        a.sync.up(b.name, nowMs);
        b.sync.up(a.name, nowMs);
        a.flush();
        b.flush();
    }

    void cut(Node a, Node b) {
        a.links.remove(b.name);
        b.links.remove(a.name);
        a.sync.down(b.name, nowMs);
        b.sync.down(a.name, nowMs);
    }

    private void after(long delayMs, Runnable task) {
        events.add(new Event(nowMs + delayMs, numbered++, task));
    }

    /** Does something in the middle of everything else. */
    void at(long delayMs, Runnable task) {
        after(delayMs, task);
    }

    /** Goes on for a time. */
    void run(long ms) {
        long end = nowMs + ms;
        while (nowMs < end) {
            long next = end;
            for (Node node : nodes.values()) {
                next = Math.min(next, node.sync.nextTickMs(nowMs));
            }
            Event event = events.peek();
            if (event != null && event.atMs <= next) {
                nowMs = event.atMs;
                events.remove().task.run();
            } else {
                nowMs = next;
                tickAll();
            }
        }
    }

    private void tickAll() {
        for (Node node : new ArrayList<>(nodes.values())) {
            if (node.stranger == null) {
                node.sync.tick(nowMs);
                node.flush();
            }
        }
    }

    /** Bytes sent since the last call. */
    long takeBytes() {
        long sent = bytes;
        bytes = 0;
        return sent;
    }

    long nowMs() {
        return nowMs;
    }

    boolean allSame() {
        return nodes.values().stream()
                        .map(node -> node.copy.entries())
                        .distinct()
                        .count()
                == 1;
    }
}
