package io.ledgerstone.transport.memory;

import io.ledgerstone.transport.TransportListener;
import io.ledgerstone.transport.contract.Recorder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

/** A network of a few nodes for one test, and a trace of all that they hear. */
final class Traffic {
    final MemoryNetwork network;
    final Map<String, MemoryTransport> nodes = new TreeMap<>();
    final Map<String, Recorder> recorders = new TreeMap<>();
    final StringBuilder trace = new StringBuilder();

    Traffic(long seed, String... names) {
        network = new MemoryNetwork(new Random(seed), 0, 10_000);
        for (String name : names) {
            start(network.transport(name));
        }
    }

    MemoryTransport start(MemoryTransport node) {
        Recorder recorder = new Recorder();
        nodes.put(node.name(), node);
        recorders.put(node.name(), recorder);
        node.start(new Traced(node.name(), recorder));
        return node;
    }

    MemoryTransport node(String name) {
        return Objects.requireNonNull(nodes.get(name));
    }

    Recorder recorder(String name) {
        return Objects.requireNonNull(recorders.get(name));
    }

    void link(String one, String other) {
        node(one).dial(node(other).address());
        pass(100);
    }

    void pass(long ms) {
        network.advanceTo(network.nowMs() + ms);
    }

    boolean send(String from, String to, String frame) {
        return node(from).send(to, frame.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The number of frames that a node has heard from another. */
    int heard(String at, String from) {
        return (int) recorder(at).heard(Recorder.Heard.Frame.class).stream()
                .filter(frame -> frame.peer().equals(from))
                .count();
    }

    private final class Traced implements TransportListener {
        private final String name;
        private final TransportListener next;

        Traced(String name, TransportListener next) {
            this.name = name;
            this.next = next;
        }

        private void note(String what) {
            trace.append(network.nowMs())
                    .append(' ')
                    .append(name)
                    .append(' ')
                    .append(what)
                    .append('\n');
        }

        @Override
        public void up(String peer) {
            note("up " + peer);
            next.up(peer);
        }

        @Override
        public void down(String peer, String reason) {
            note("down " + peer + ": " + reason);
            next.down(peer, reason);
        }

        @Override
        public void received(String peer, byte[] frame) {
            note("from " + peer + ": " + Recorder.text(frame));
            next.received(peer, frame);
        }

        @Override
        public void writable(String peer) {
            note("writable " + peer);
            next.writable(peer);
        }

        @Override
        public void unreachable(String address, String reason) {
            note("unreachable " + address + ": " + reason);
            next.unreachable(address, reason);
        }
    }
}
