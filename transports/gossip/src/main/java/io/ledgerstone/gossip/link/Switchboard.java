package io.ledgerstone.gossip.link;

import io.ledgerstone.gossip.link.Delivery.News;
import io.ledgerstone.gossip.link.Wire.Hello;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of one transport: who may come in, and which of several with one peer is the link. Belongs to the event loop,
 * except for what says otherwise.
 */
final class Switchboard {
    private static final Logger LOG = LoggerFactory.getLogger(Switchboard.class);

    /** The part of an IPv6 address that one subscriber has. */
    private static final int NETWORK_BYTES = 8;

    private final LinkOptions options;
    private final String address;
    private final long life;
    private final Delivery delivery;
    private final JoinDoor joins;

    /** By peer. Read by any thread. */
    private final Map<String, Connection> links = new ConcurrentHashMap<>();

    private final Set<Connection> connections = new LinkedHashSet<>();
    private final Map<ByteBuffer, Integer> perAddress = new HashMap<>();
    private int channels;

    /** Addresses whose dial is under way. */
    private final Set<String> dialing = new HashSet<>();

    private boolean isOver;

    Switchboard(LinkOptions options, String address, long life, Delivery delivery, EventLoop loop) {
        this.options = options;
        this.address = address;
        this.life = life;
        this.delivery = delivery;
        joins = new JoinDoor(options.joining(), loop, options.limits().refusedJoinsPerMinute());
    }

    LinkLimits limits() {
        return options.limits();
    }

    JoinDoor joins() {
        return joins;
    }

    /** For any thread. */
    Map<String, Connection> links() {
        return links;
    }

    void tell(News news) {
        delivery.add(news);
    }

    /** What this host says of itself. */
    Hello hello() {
        byte[] credentials = options.credentials().get();
        if (credentials.length > Wire.CREDENTIALS_BYTES_MAX) {
            throw new IllegalStateException("credentials of " + credentials.length + " bytes; at most "
                    + Wire.CREDENTIALS_BYTES_MAX + " are possible");
        }
        return new Hello(Wire.VERSION, options.node(), life, address, credentials);
    }

    // Channels come and go.

    /** Why there may be no further connection with an address; null if there may. */
    @Nullable String whyNotOneMore(InetAddress remote) {
        if (isOver) {
            return "this host is closing";
        }
        if (channels >= limits().connectionsMax()) {
            return "this host has " + channels + " connections, and may have no more";
        }
        if (perAddress.getOrDefault(network(remote), 0) >= limits().connectionsPerAddressMax()) {
            return "there are " + limits().connectionsPerAddressMax() + " connections with that computer already";
        }
        return null;
    }

    /** Counts a channel until it is closed. */
    void count(Channel channel, InetAddress remote) {
        ByteBuffer network = network(remote);
        channels++;
        perAddress.merge(network, 1, Integer::sum);
        channel.closeFuture().addListener(done -> {
            channels--;
            perAddress.computeIfPresent(network, (key, count) -> count > 1 ? count - 1 : null);
        });
    }

    void add(Connection connection) {
        connections.add(connection);
        if (isOver) {
            connection.fail("this host is closing");
        }
    }

    private static ByteBuffer network(InetAddress remote) {
        byte[] bytes = remote.getAddress();
        return ByteBuffer.wrap(remote instanceof Inet6Address ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes);
    }

    // Dials.

    /**
     * Whether a dial has to be made; otherwise there is a link with that address, or another dial's outcome counts for both. What a
     * peer says of its address does not count: it could keep this host from dialing another.
     */
    boolean mayDial(String to) {
        boolean isPeer = links.values().stream()
                .anyMatch(link -> link.isDialer() && link.remote().equals(to));
        return !isOver && !isPeer && dialing.add(to);
    }

    void unreachable(String to, String reason) {
        dialing.remove(to);
        if (!isOver) {
            tell(new News.Unreachable(to, reason));
        }
    }

    // Connections become links, or not.

    /** The other side has said who it is. */
    void greeted(Connection connection, Hello hello) {
        if (hello.version() != Wire.VERSION) {
            connection.refuse(
                    "hosts of different age: one speaks version " + hello.version() + " of links, the other "
                            + Wire.VERSION + "; update the older one",
                    false);
        } else if (hello.life() == life) {
            connection.refuse("that is the address of this host itself", false);
        } else if (hello.node() == options.node()) {
            connection.refuse("both hosts are node " + hello.node() + "; one of them must get another node id", false);
        } else {
            switch (decide(connection, hello)) {
                case Decision.Refused refused -> connection.refuse(refused.reason(), false);
                case Decision.Accepted accepted -> connection.admit(accepted.peer(), choosesHere(hello));
            }
        }
    }

    private Decision decide(Connection connection, Hello hello) {
        try {
            return options.admission()
                    .decide(new Greeting(hello.node(), hello.address(), connection.publicKey(), hello.credentials()));
        } catch (RuntimeException e) {
            LOG.error("whether {} may connect could not be decided", connection.remote(), e);
            return new Decision.Refused("whether you may connect could not be decided; the log of the host says why");
        }
    }

    private boolean choosesHere(Hello hello) {
        return options.node() < hello.node();
    }

    /** The other side has admitted this one; or, if it chooses, has chosen this connection. */
    void welcomed(Connection connection) {
        Connection old = links.get(connection.peer());
        boolean choosesHere = choosesHere(connection.hello());
        if (old != null && !old.hasKeyOf(connection)) {
            connection.refuse("another device is connected as " + connection.peer(), false);
        } else if (old != null
                && choosesHere
                && old.hello().life() == connection.hello().life()) {
            // It dials although it has a link: perhaps it knows that this one is dead.
            old.suspect();
            settle(connection);
            connection.refuse("there is a link already", true);
        } else {
            if (old != null) {
                old.hangUp("there is a newer connection");
            }
            if (choosesHere) {
                connection.welcome();
            }
            up(connection);
        }
    }

    private void up(Connection connection) {
        connection.up();
        settle(connection);
        links.put(connection.peer(), connection);
        tell(new News.Up(connection.peer()));
    }

    /** What was dialed led to a peer. */
    private void settle(Connection connection) {
        dialing.removeAll(connection.owed());
        connection.owed().clear();
    }

    /** The other side, which chooses, has a link with this one already. It comes up here too, or has done so. */
    void isDouble(Connection connection) {
        if (links.containsKey(connection.peer())) {
            settle(connection);
            return;
        }
        for (Connection other : connections) {
            if (!other.equals(connection) && other.isAgreeing() && other.peer().equals(connection.peer())) {
                other.owed().addAll(connection.owed());
                connection.owed().clear();
                return;
            }
        }
    }

    /** A connection will be no link, or no longer. */
    void left(Connection connection, boolean wasUp, String reason) {
        if (wasUp && links.remove(connection.peer(), connection)) {
            tell(new News.Down(connection.peer(), reason));
        }
        for (String to : connection.owed()) {
            unreachable(to, reason);
        }
        connection.owed().clear();
        LOG.debug("the connection with {} ended: {}", connection.remote(), reason);
    }

    /** A connection is closed. */
    void over(Connection connection) {
        connections.remove(connection);
    }

    void tick() {
        long nowNs = System.nanoTime();
        for (Connection connection : List.copyOf(connections)) {
            connection.tick(nowNs);
        }
    }

    void close(String reason) {
        isOver = true;
        for (Connection connection : List.copyOf(connections)) {
            connection.hangUp(reason);
        }
    }

    /** Whether nothing is left. */
    boolean isEmpty() {
        return isOver && connections.isEmpty();
    }
}
