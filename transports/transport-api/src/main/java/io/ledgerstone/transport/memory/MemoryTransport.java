package io.ledgerstone.transport.memory;

import io.ledgerstone.transport.Dialing;
import io.ledgerstone.transport.Transport;
import io.ledgerstone.transport.TransportListener;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One node's way into a {@link MemoryNetwork}. Unlike other transports it belongs to the one thread that drives the network. The
 * listener is called while time passes, and by {@link #close}.
 */
public final class MemoryTransport implements Transport, Dialing {
    /** As large as the smallest that any transport may have, so that nobody comes to rely on more. */
    static final int FRAME_BYTES_MAX = 96 << 10;

    private final MemoryNetwork network;
    private final String name;
    private final String address;

    /** By peer. Sorted, so that one seed gives one order. */
    private final TreeMap<String, End> ends = new TreeMap<>();

    private @Nullable TransportListener listener;
    private boolean isOver;

    MemoryTransport(MemoryNetwork network, String name, String address) {
        this.network = network;
        this.name = name;
        this.address = address;
    }

    /** What others call this node. */
    public String name() {
        return name;
    }

    @Override
    public void start(TransportListener newListener) {
        if (listener != null || isOver) {
            throw new IllegalStateException("the transport of " + name + " was started before; make a new one");
        }
        listener = newListener;
    }

    @Override
    public boolean send(String peer, byte[] frame) {
        if (frame.length == 0 || frame.length > FRAME_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "a frame of " + frame.length + " bytes; 1 to " + FRAME_BYTES_MAX + " are possible");
        }
        End end = ends.get(peer);
        return end != null && end.isUp() && network.send(end, frame);
    }

    @Override
    public Set<String> peers() {
        TreeSet<String> up = new TreeSet<>();
        ends.forEach((peer, end) -> {
            if (end.isUp()) {
                up.add(peer);
            }
        });
        return up;
    }

    @Override
    public int frameBytesMax() {
        return FRAME_BYTES_MAX;
    }

    @Override
    public void dial(String toAddress) {
        if (isListening()) {
            network.dial(this, toAddress);
        }
    }

    @Override
    public void hangUp(String peer, String reason) {
        End end = ends.get(peer);
        if (end != null && end.isUp()) {
            network.hangUp(end, reason);
        }
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public void close() {
        if (!isOver) {
            network.close(this);
        }
    }

    /** Whether it has started and is not over. */
    boolean isListening() {
        return listener != null && !isOver;
    }

    TransportListener listener() {
        if (listener == null) {
            throw new NoSuchElementException("nobody listens at " + name);
        }
        return listener;
    }

    @Nullable End end(String peer) {
        return ends.get(peer);
    }

    void put(End end) {
        ends.put(end.peer(), end);
    }

    /** Forgets an end, unless a newer one has its place. */
    void remove(End end) {
        ends.remove(end.peer(), end);
    }

    List<End> ends() {
        return new ArrayList<>(ends.values());
    }

    void end() {
        isOver = true;
        ends.clear();
    }
}
