package io.ledgerstone.gossip.protocol;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.EntryId;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.sync.LedgerSync;
import io.ledgerstone.ledger.sync.SyncPace;
import io.ledgerstone.transport.TransportListener;
import io.ledgerstone.transport.memory.LinkQuality;
import io.ledgerstone.transport.memory.MemoryNetwork;
import io.ledgerstone.transport.memory.MemoryTransport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** Nodes of a mesh on a simulated network, in one thread and from one seed. */
final class Town {
    private static final long INSERT_MS = 1;
    private static final long FIRST_TIME = 1_790_000_000L;

    final MemoryNetwork network;
    final Map<Integer, Node> nodes = new TreeMap<>();
    private final Random random;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final List<String> seeds;
    private final long batchMs;
    private long numbered;
    private long messages;

    /** When every node had each message. */
    final Map<EntryId, Map<Integer, Long>> arrivals = new HashMap<>();

    /** Over how many links messages came, one for each that came by gossip to a node. */
    final List<Integer> hops = new ArrayList<>();

    private record Event(long atMs, long number, Runnable task) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return atMs != other.atMs ? Long.compare(atMs, other.atMs) : Long.compare(number, other.number);
        }
    }

    Town(long seed, LinkQuality quality, List<String> seeds, long batchMs) {
        random = new Random(seed);
        network = new MemoryNetwork(random, 1);
        network.quality(quality);
        this.seeds = seeds;
        this.batchMs = batchMs;
    }

    /** As a host's, and patient enough for what waits for others on its way over a few links. */
    private SyncPace pace() {
        SyncPace plain = SyncPace.DEFAULT;
        return new SyncPace(
                plain.advertMinMs(),
                plain.advertMaxMs(),
                plain.settleMs() + 4 * batchMs,
                plain.patienceMs() + 4 * batchMs,
                plain.hedgeMs(),
                plain.promiseMs(),
                plain.retryMinMs(),
                plain.retryMaxMs());
    }

    static Town of(long seed) {
        return new Town(seed, LinkQuality.GOOD, List.of("node-1"), 5);
    }

    /** One node and its host. */
    final class Node implements TransportListener {
        final int number;
        final LightLedger ledger;
        final MemoryTransport transport;
        final MeshNode mesh;
        final Deque<MeshOutput.Answered> answers = new ArrayDeque<>();
        private final LedgerSync sync;
        private long alarmMs = Long.MAX_VALUE;
        private boolean alive = true;

        private Node(int number, LightLedger ledger, UnaryOperator<MeshSettings> settings) {
            this.number = number;
            this.ledger = ledger;
            transport = network.transport(Integer.toString(number));
            MeshSettings plain =
                    new MeshSettings(number, "n" + number, () -> "node-" + number, seeds, List.of(), 3, batchMs);
            mesh = new MeshNode(settings.apply(plain), random::nextInt, network::nowMs);
            sync = new LedgerSync(LightLedger.NAME, LightLedger.CODEC, peer -> ledger.index(), random::nextInt, pace());
            transport.start(this);
            mesh.start(network.nowMs());
            mesh.addLedger(LightLedger.NAME, KeyLayout.CROSS_REALM, sync, network.nowMs());
            flush();
        }

        EntryId submit(String text) {
            Entry entry = LightLedger.message(FIRST_TIME + messages++, number, text);
            ledger.add(List.of(entry));
            note(List.of(entry));
            mesh.appended(LightLedger.NAME, List.of(entry), List.of(), network.nowMs());
            flush();
            return entry.id();
        }

        private void note(Collection<Entry> entries) {
            entries.forEach(entry ->
                    arrivals.computeIfAbsent(entry.id(), id -> new TreeMap<>()).putIfAbsent(number, network.nowMs()));
        }

        void flush() {
            for (MeshOutput output : mesh.drain()) {
                perform(output);
            }
            long next = mesh.nextTickMs(network.nowMs());
            if (next < alarmMs) {
                alarmMs = next;
                at(next, () -> ring(next));
            }
        }

        private void ring(long forMs) {
            if (alive && forMs == alarmMs) {
                alarmMs = Long.MAX_VALUE;
                mesh.tick(network.nowMs());
                flush();
            }
        }

        private void perform(MeshOutput output) {
            switch (output) {
                case MeshOutput.Send send -> transport.send(send.peer(), send.frame());
                case MeshOutput.Dial dial -> transport.dial(dial.address());
                case MeshOutput.HangUp hangUp -> transport.hangUp(hangUp.peer(), hangUp.reason());
                case MeshOutput.Insert insert -> at(network.nowMs() + INSERT_MS, () -> insert(insert.insertion()));
                case MeshOutput.SyncInsert insert -> at(network.nowMs() + INSERT_MS, () -> synced(insert));
                case MeshOutput.Asked asked -> {
                    if (asked.question() instanceof Question.Submit submit) {
                        mesh.answer(
                                asked.number(),
                                asked.peer(),
                                new Answer.Submitted(submit(submit.message()).toString()));
                    }
                }
                case MeshOutput.Answered answered -> answers.add(answered);
                case MeshOutput.Offer offer -> {}
                case MeshOutput.Replay replay -> {}
                case MeshOutput.Report report -> {}
            }
        }

        private void insert(Insertion insertion) {
            if (alive) {
                List<Entry> added = ledger.add(insertion.entries());
                note(added);
                added.forEach(entry -> hops.add(insertion.hops()));
                mesh.inserted(insertion, added, 0, network.nowMs());
                flush();
            }
        }

        private void synced(MeshOutput.SyncInsert insert) {
            if (alive) {
                List<Entry> added = ledger.add(insert.entries());
                note(added);
                mesh.synced(insert.ledger(), insert.peer(), added, 0, network.nowMs());
                flush();
            }
        }

        int degree() {
            return mesh.status().neighbours().size();
        }

        @Override
        public void up(String peer) {
            mesh.up(peer, network.nowMs());
            flush();
        }

        @Override
        public void down(String peer, String reason) {
            mesh.down(peer, network.nowMs());
            flush();
        }

        @Override
        public void received(String peer, byte[] frame) {
            mesh.receive(peer, frame, network.nowMs());
            flush();
        }

        @Override
        public void writable(String peer) {}

        @Override
        public void unreachable(String address, String reason) {
            mesh.unreachable(address, reason, network.nowMs());
            flush();
        }
    }

    Node start(int number) {
        return start(number, new LightLedger(), settings -> settings);
    }

    Node start(int number, LightLedger ledger, UnaryOperator<MeshSettings> settings) {
        Node node = new Node(number, ledger, settings);
        nodes.put(number, node);
        return node;
    }

    Town start(int from, int to) {
        for (int number = from; number <= to; number++) {
            start(number);
        }
        return this;
    }

    void kill(int number) {
        Node node = get(number);
        nodes.remove(number);
        node.alive = false;
        network.crash(node.transport);
    }

    private void at(long atMs, Runnable task) {
        events.add(new Event(atMs, numbered++, task));
    }

    void run(long ms) {
        long end = network.nowMs() + ms;
        while (true) {
            Event event = events.peek();
            long next = Math.min(network.nextEventMs(), event == null ? Long.MAX_VALUE : event.atMs);
            if (next > end) {
                network.advanceTo(end);
                return;
            }
            network.advanceTo(next);
            while (!events.isEmpty() && events.peek().atMs <= network.nowMs()) {
                events.remove().task.run();
            }
        }
    }

    /** Whether every node can be reached from the first one over nodes that are neighbours of each other. */
    boolean isConnected() {
        Map<Integer, Set<Integer>> neighbours = new HashMap<>();
        nodes.forEach((number, node) ->
                neighbours.put(number, Set.copyOf(node.mesh.census().neighbours())));
        Set<Integer> reached = new HashSet<>();
        Deque<Integer> todo = new ArrayDeque<>(List.of(nodes.keySet().iterator().next()));
        while (!todo.isEmpty()) {
            int number = todo.remove();
            if (reached.add(number)) {
                neighbours.getOrDefault(number, Set.of()).stream()
                        .filter(other ->
                                neighbours.getOrDefault(other, Set.of()).contains(number))
                        .forEach(todo::add);
            }
        }
        return reached.size() == nodes.size();
    }

    /** Lets time pass until something holds, looking every so many milliseconds; how long it took, or -1 if it was too long. */
    long until(BooleanSupplier holds, long everyMs, long atMostMs) {
        long startMs = network.nowMs();
        while (!holds.getAsBoolean()) {
            if (network.nowMs() - startMs >= atMostMs) {
                return -1;
            }
            run(everyMs);
        }
        return network.nowMs() - startMs;
    }

    boolean allHave(EntryId id) {
        return arrivals.getOrDefault(id, Map.of()).keySet().containsAll(nodes.keySet());
    }

    boolean allSame() {
        return nodes.values().stream()
                        .map(node -> node.ledger.entries())
                        .distinct()
                        .count()
                == 1;
    }

    /** How long a message took to each node, in order. */
    List<Long> delaysMs(EntryId id) {
        Map<Integer, Long> times = arrivals.getOrDefault(id, Map.of());
        long first = times.values().stream().mapToLong(Long::longValue).min().orElse(0);
        return new ArrayList<>(
                times.values().stream().map(time -> time - first).sorted().toList());
    }

    /** Copies of entries that nodes sent to each other. */
    long sent() {
        return nodes.values().stream()
                .flatMap(node -> node.mesh.status().ledgers().stream())
                .mapToLong(MeshStatus.LedgerTraffic::sent)
                .sum();
    }

    Node get(int number) {
        return Objects.requireNonNull(nodes.get(number), "there is no such node");
    }

    Node any(Random by) {
        return get(node(by));
    }

    int node(Random by) {
        List<Integer> numbers = List.copyOf(nodes.keySet());
        return numbers.get(by.nextInt(numbers.size()));
    }
}
