package io.ledgerstone.gossip.link;

import io.ledgerstone.transport.Dialing;
import io.ledgerstone.transport.Transport;
import io.ledgerstone.transport.TransportListener;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Links with other hosts over TCP, secured by TLS 1.3 and a device key on both sides, or insecure on one computer. Peers are
 * called what {@link Admission} calls them.
 *
 * <p>The listener is called where the options say. Only {@link #close} makes the last calls itself, after one that is under way
 * has returned, and waits for the port to be free again.
 */
public final class LinkTransport implements Transport, Dialing {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final LinkOptions options;
    private final InetAddress at;
    private final @Nullable Tls tls;

    private volatile @Nullable Exchange exchange;
    private volatile boolean isClosed;

    private LinkTransport(LinkOptions options, InetAddress at) {
        this.options = options;
        this.at = at;
        LinkIdentity identity = options.identity();
        tls = identity == null ? null : new Tls(identity);
    }

    /**
     * A transport that listens at nothing until it is started. Looks up the name of the host to listen on.
     *
     * @throws LinkException if that is no address of this computer, or would be insecure for others to see
     */
    public static LinkTransport create(LinkOptions options) {
        InetAddress at;
        try {
            at = InetAddress.getByName(options.host());
        } catch (UnknownHostException e) {
            throw new LinkException(
                    "cannot listen on " + options.host() + ": there is no computer of that name; try 127.0.0.1", e);
        }
        if (options.identity() == null && !at.isLoopbackAddress()) {
            throw new LinkException("insecure links stay on this computer, but " + options.host()
                    + " can be reached by others; listen on 127.0.0.1, or run without --insecure");
        }
        return new LinkTransport(options, at);
    }

    /**
     * {@inheritDoc}
     *
     * @throws LinkException if the port cannot be listened on
     */
    @Override
    public synchronized void start(TransportListener listener) {
        if (exchange != null || isClosed) {
            throw new IllegalStateException(
                    "the transport of node " + options.node() + " was started before, or closed; make a new one");
        }
        EventLoop loop = Loops.next();
        Delivery delivery = new Delivery(listener, options.listenerThread());
        exchange = Exchange.open(options, at, tls, RANDOM.nextLong(), delivery, loop);
    }

    @Override
    public boolean send(String peer, byte[] frame) {
        if (frame.length == 0 || frame.length > Wire.FRAME_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "a frame of " + frame.length + " bytes; 1 to " + Wire.FRAME_BYTES_MAX + " are possible");
        }
        Exchange running = running();
        Connection link = running == null ? null : running.board().links().get(peer);
        return link != null && link.send(frame);
    }

    @Override
    public Set<String> peers() {
        Exchange running = running();
        return running == null ? Set.of() : Set.copyOf(running.board().links().keySet());
    }

    /** What went over each link that is up, by peer. */
    public List<LinkCount> counts() {
        Exchange running = running();
        return running == null
                ? List.of()
                : running.board().links().values().stream()
                        .map(Connection::count)
                        .sorted(Comparator.comparing(LinkCount::peer))
                        .toList();
    }

    @Override
    public int frameBytesMax() {
        return Wire.FRAME_BYTES_MAX;
    }

    @Override
    public void dial(String address) {
        Exchange running = running();
        if (running != null) {
            running.dial(address);
        }
    }

    @Override
    public void hangUp(String peer, String reason) {
        Exchange running = running();
        if (running != null) {
            running.hangUp(peer, reason);
        }
    }

    @Override
    public String address() {
        Exchange opened = exchange;
        return opened == null ? "" : opened.address();
    }

    @Override
    public void close() {
        Exchange opened;
        synchronized (this) {
            isClosed = true;
            opened = exchange;
        }
        if (opened != null) {
            opened.close("this host lets go of its links");
        }
    }

    private @Nullable Exchange running() {
        return isClosed ? null : exchange;
    }
}
