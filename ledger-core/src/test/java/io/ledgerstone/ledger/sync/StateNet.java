package io.ledgerstone.ledger.sync;

import io.ledgerstone.ledger.codec.StateDigest;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.entry.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/** Hosts whose one addon has planted states, on links that delay, lose and double frames as a seed says. */
final class StateNet {
    static final String ADDON = "points";

    private final Random random;
    private final Map<String, Node> nodes = new TreeMap<>();
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final double loss;
    private long numbered;
    private long nowMs;

    private record Event(long atMs, long number, Runnable task) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return atMs != other.atMs ? Long.compare(atMs, other.atMs) : Long.compare(number, other.number);
        }
    }

    StateNet(long seed, double loss) {
        random = new Random(seed);
        this.loss = loss;
    }

    /** One host: what its addon's state is at every position, and what its machine had it do. */
    final class Node {
        final StateSync sync = new StateSync("test", KeyLayout.CLASSIC, random::nextInt);
        final List<StateReport> reports = new ArrayList<>();
        final List<StateOutput.Compute> computes = new ArrayList<>();
        private final String name;
        private final LongFunction<Value> stateAt;

        private Node(String name, LongFunction<Value> stateAt) {
            this.name = name;
            this.stateAt = stateAt;
        }

        /** It has so many entries and its addon has applied them. */
        void applied(long entries, long code) {
            AddonState state = new AddonState(ADDON, new StateHash(code, code), digest(stateAt.apply(entries)));
            sync.ours(root(entries), List.of(state), nowMs);
            flush();
        }

        StateVerdict verdict(String peer) {
            StateVerdict verdict = sync.verdicts()
                    .getOrDefault(peer, Collections.emptySortedMap())
                    .get(ADDON);
            if (verdict == null) {
                throw new AssertionError(name + " knows nothing of " + peer);
            }
            return verdict;
        }

        void receive(String from, byte[] frame) {
            sync.receive(from, frame, nowMs);
            flush();
        }

        private void compute(StateOutput.Compute compute) {
            List<StatePoint> points = compute.positions().stream()
                    .map(position -> new StatePoint(
                            position, key(position), new StateHash(position, 7), digest(stateAt.apply(position))))
                    .toList();
            sync.computed(
                    compute.request(),
                    points,
                    compute.withState() ? stateAt.apply(compute.positions().getLast()) : null,
                    nowMs);
            flush();
        }

        private void flush() {
            StateOutput output = sync.drain();
            reports.addAll(output.reports());
            computes.addAll(output.computes());
            output.computes().forEach(compute -> after(500, () -> compute(compute)));
            for (SyncOutput.Send send : output.sends()) {
                Node peer = nodes.get(send.peer());
                for (int copies = random.nextInt(10) == 0 ? 2 : 1; peer != null && copies > 0; copies--) {
                    if (random.nextDouble() >= loss) {
                        after(1 + random.nextInt(100), () -> peer.receive(name, send.frame()));
                    }
                }
            }
        }
    }

    static StateHash digest(Value state) {
        return StateHash.parse(StateDigest.of(state));
    }

    static RootAdvert root(long entries) {
        return new RootAdvert(
                RootAdvert.ledger("test", KeyLayout.CLASSIC), entries, new Fingerprint(entries, 1), entries);
    }

    @SuppressWarnings("NullAway") // Nothing was applied at position 0.
    static Key key(long position) {
        return position == 0 ? null : Key.of(position, 0, 0, 1);
    }

    Node node(String name, LongFunction<Value> stateAt) {
        Node node = new Node(name, stateAt);
        nodes.values().forEach(other -> {
            other.sync.up(name, nowMs);
            node.sync.up(other.name, nowMs);
        });
        nodes.put(name, node);
        return node;
    }

    private void after(long delayMs, Runnable task) {
        events.add(new Event(nowMs + delayMs, numbered++, task));
    }

    long nowMs() {
        return nowMs;
    }

    void run(long forMs) {
        long endMs = nowMs + forMs;
        while (nowMs < endMs) {
            long next = nodes.values().stream()
                    .mapToLong(node -> node.sync.nextTickMs(nowMs))
                    .min()
                    .orElse(endMs);
            Event event = events.peek();
            nowMs = LongStream.of(endMs, next, event == null ? endMs : event.atMs)
                    .min()
                    .orElse(endMs);
            while (!events.isEmpty() && events.peek().atMs <= nowMs) {
                events.remove().task.run();
            }
            nodes.values().forEach(node -> {
                node.sync.tick(nowMs);
                node.flush();
            });
        }
    }
}
