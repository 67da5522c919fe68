package io.ledgerstone.gossip.link;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A started transport: its port, its dials and its {@link Switchboard}, all on one event loop. */
@SuppressWarnings("FutureReturnValueIgnored") // A write that fails closes its connection, and that is heard of.
final class Exchange {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final int BACKLOG = 128;
    private static final int TICK_MS_MAX = 1_000;
    private static final int TICKS_PER_LIMIT = 8;
    private static final int PORT_FREE_MS_MAX = 1_000;

    private final LinkOptions options;
    private final @Nullable Tls tls;
    private final String address;
    private final Delivery delivery;
    private final EventLoop loop;
    private final Switchboard board;
    private final Channel port;
    private final Future<?> ticking;

    private Exchange(
            LinkOptions options,
            @Nullable Tls tls,
            String address,
            long life,
            ServerSocketChannel bound,
            Delivery delivery,
            EventLoop loop) {
        this.options = options;
        this.tls = tls;
        this.address = address;
        this.delivery = delivery;
        this.loop = loop;
        board = new Switchboard(options, address, life, delivery, loop);
        port = listen(bound);
        LinkLimits limits = options.limits();
        int tickMs = Math.min(limits.pingMs(), limits.greetingMs()) / TICKS_PER_LIMIT;
        int everyMs = Math.clamp(tickMs, 1, TICK_MS_MAX);
        ticking = loop.scheduleAtFixedRate(this::tick, everyMs, everyMs, MILLISECONDS);
    }

    /**
     * Listens.
     *
     * @throws LinkException if the port cannot be listened on
     */
    static Exchange open(
            LinkOptions options, InetAddress at, @Nullable Tls tls, long life, Delivery delivery, EventLoop loop) {
        ServerSocketChannel bound = bind(options, at);
        int port = bound.socket().getLocalPort();
        String address = options.announced();
        if (address.isEmpty() && !at.isAnyLocalAddress()) {
            address = LinkAddress.text(at.getHostAddress(), port);
        }
        return new Exchange(options, tls, address, life, bound, delivery, loop);
    }

    private static ServerSocketChannel bind(LinkOptions options, InetAddress at) {
        try {
            ServerSocketChannel channel = ServerSocketChannel.open();
            try {
                return channel.bind(new InetSocketAddress(at, options.port()), BACKLOG);
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new LinkException(
                    "cannot listen on " + LinkAddress.text(options.host(), options.port()) + " (" + e.getMessage()
                            + "); is another host running there? Choose another port, or 0 for any",
                    e);
        }
    }

    String address() {
        return address;
    }

    Switchboard board() {
        return board;
    }

    private Channel listen(ServerSocketChannel bound) {
        return new ServerBootstrap()
                .group(loop, loop)
                .channelFactory(() -> new NioServerSocketChannel(bound))
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        accept(channel);
                    }
                })
                .register()
                .channel();
    }

    private void accept(SocketChannel channel) {
        InetSocketAddress remote = channel.remoteAddress();
        if (remote == null) {
            channel.close();
            return;
        }
        String why = board.whyNotOneMore(remote.getAddress());
        if (why != null) {
            LOG.debug("{} is turned away: {}", remote, why);
            channel.close();
            return;
        }
        furnish(channel, remote, false);
    }

    private Connection furnish(SocketChannel channel, InetSocketAddress remote, boolean isDialer) {
        board.count(channel, remote.getAddress());
        ChannelPipeline pipeline = channel.pipeline();
        SslHandler security = tls == null
                ? null
                : tls.handler(channel.alloc(), isDialer, options.limits().greetingMs());
        if (security != null) {
            pipeline.addLast(security);
        }
        MessageDecoder decoder = new MessageDecoder(Wire.STRANGER_BYTES_MAX);
        Connection connection = new Connection(board, channel, remote, security, decoder, isDialer);
        pipeline.addLast(decoder, connection);
        return connection;
    }

    /** For any thread. */
    void dial(String to) {
        loop.execute(() -> {
            if (board.mayDial(to)) {
                try {
                    find(to, LinkAddress.parse(to));
                } catch (IllegalArgumentException e) {
                    board.unreachable(to, String.valueOf(e.getMessage()));
                }
            }
        });
    }

    private void find(String to, LinkAddress parsed) {
        InetAddress number = parsed.number();
        if (number != null) {
            connect(to, new InetSocketAddress(number, parsed.port()));
            return;
        }
        // Looking up a name may take long, and the loop must not wait.
        Thread.ofVirtual().name("ledgerstone-name").start(() -> {
            try {
                InetAddress found = InetAddress.getByName(parsed.host());
                loop.execute(() -> connect(to, new InetSocketAddress(found, parsed.port())));
            } catch (UnknownHostException e) {
                loop.execute(() -> board.unreachable(to, Troubles.words(e)));
            }
        });
    }

    private void connect(String to, InetSocketAddress remote) {
        if (tls == null && !remote.getAddress().isLoopbackAddress()) {
            board.unreachable(
                    to, "insecure links stay on this computer; run both hosts without --insecure to reach others");
            return;
        }
        String why = board.whyNotOneMore(remote.getAddress());
        if (why != null) {
            board.unreachable(to, why);
            return;
        }
        new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, options.limits().connectMs())
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        furnish(channel, remote, true).owed().add(to);
                    }
                })
                .connect(remote)
                .addListener(done -> {
                    if (!done.isSuccess()) {
                        board.unreachable(to, Troubles.words(done.cause()));
                    }
                });
    }

    /** For any thread. */
    void hangUp(String peer, String reason) {
        loop.execute(() -> {
            Connection link = board.links().get(peer);
            if (link != null) {
                link.hangUp(reason);
            }
        });
    }

    private void tick() {
        board.tick();
        if (board.isEmpty()) {
            ticking.cancel(false);
        }
    }

    /** For any thread. The listener has heard of the end, and the port is free, once this has returned. */
    void close(String reason) {
        delivery.close(reason);
        loop.execute(() -> board.close(reason));
        port.close();
        if (!Loops.isOne()) {
            port.closeFuture().awaitUninterruptibly(PORT_FREE_MS_MAX);
        }
    }
}
