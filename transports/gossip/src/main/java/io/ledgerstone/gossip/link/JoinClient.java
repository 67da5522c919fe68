package io.ledgerstone.gossip.link;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.ledgerstone.gossip.link.Wire.Kind;
import io.ledgerstone.gossip.link.Wire.Message;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** How a stranger asks a host to become a member. */
@SuppressWarnings("FutureReturnValueIgnored") // A write that fails closes its connection, and that is heard of.
public final class JoinClient {
    private JoinClient() {}

    /**
     * Asks, and waits for the answer. The request is sent only to the host whose key has the fingerprint.
     *
     * @param serverFingerprint the {@linkplain LinkIdentity#fingerprint fingerprint} of the key that the host must have
     * @param identity the key to join with
     * @param request 1 to 4,096 bytes
     * @param timeout how long to wait in all, at most an hour
     */
    public static JoinOutcome join(
            String address, byte[] serverFingerprint, LinkIdentity identity, byte[] request, Duration timeout) {
        if (serverFingerprint.length != LinkIdentity.FINGERPRINT_BYTES) {
            throw new IllegalArgumentException("a fingerprint of " + serverFingerprint.length + " bytes; it has "
                    + LinkIdentity.FINGERPRINT_BYTES);
        }
        if (request.length == 0 || request.length > Wire.JOIN_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "a request of " + request.length + " bytes; 1 to " + Wire.JOIN_BYTES_MAX + " are possible");
        }
        if (!timeout.isPositive() || timeout.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("a time limit of " + timeout + "; up to an hour is possible");
        }
        InetSocketAddress remote;
        try {
            LinkAddress parsed = LinkAddress.parse(address);
            remote = new InetSocketAddress(InetAddress.getByName(parsed.host()), parsed.port());
        } catch (IllegalArgumentException e) {
            return new JoinOutcome.NoAnswer(String.valueOf(e.getMessage()));
        } catch (UnknownHostException e) {
            return new JoinOutcome.NoAnswer(at(address, Troubles.words(e)));
        }
        return await(address, new Asking(address, serverFingerprint, request), identity, remote, timeout);
    }

    private static JoinOutcome await(
            String address, Asking asking, LinkIdentity identity, InetSocketAddress remote, Duration timeout) {
        Tls tls = new Tls(identity);
        int timeoutMs = Math.toIntExact(Math.max(1, timeout.toMillis()));
        Channel channel = new Bootstrap()
                .group(Loops.next())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, timeoutMs)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel opened) {
                        opened.pipeline()
                                .addLast(
                                        tls.handler(opened.alloc(), true, timeoutMs),
                                        new MessageDecoder(1 + Wire.FRAME_BYTES_MAX),
                                        asking);
                    }
                })
                .connect(remote)
                .addListener(done -> {
                    if (!done.isSuccess()) {
                        asking.noAnswer(Troubles.words(done.cause()));
                    }
                })
                .channel();
        try {
            return asking.outcome.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return new JoinOutcome.NoAnswer(at(
                    address,
                    "there was no answer within " + NANOSECONDS.toSeconds(timeout.toNanos()) + " s; try again"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new JoinOutcome.NoAnswer(at(address, "nobody waited for the answer"));
        } catch (ExecutionException e) {
            return new JoinOutcome.NoAnswer(at(address, Troubles.words(e)));
        } finally {
            channel.close();
        }
    }

    private static String at(String address, String reason) {
        return Wire.printable(address) + ": " + reason;
    }

    /** The stranger's side of the connection. */
    private static final class Asking extends ChannelInboundHandlerAdapter {
        final CompletableFuture<JoinOutcome> outcome = new CompletableFuture<>();
        private final String address;
        private final byte[] serverFingerprint;
        private final byte[] request;
        private boolean isConnected;

        Asking(String address, byte[] serverFingerprint, byte[] request) {
            this.address = address;
            this.serverFingerprint = serverFingerprint;
            this.request = request;
        }

        void noAnswer(String reason) {
            outcome.complete(new JoinOutcome.NoAnswer(at(address, reason)));
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            isConnected = true;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws SSLPeerUnverifiedException {
            if (!(event instanceof SslHandshakeCompletionEvent done) || !isConnected) {
                return;
            }
            if (!done.isSuccess()) {
                noAnswer(Troubles.words(done.cause()));
            } else if (!MessageDigest.isEqual(
                    LinkIdentity.fingerprint(Tls.peerKey(ctx.pipeline().get(SslHandler.class))), serverFingerprint)) {
                outcome.complete(new JoinOutcome.WrongKey(at(
                        address,
                        "another host answers there than the one that invited you; ask for a new invitation and "
                                + "check the address")));
                ctx.close();
            } else {
                ctx.writeAndFlush(Wire.encode(ctx.alloc(), Kind.JOIN, request));
            }
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            if (message instanceof Message(Kind kind, byte[] body)) {
                switch (kind) {
                    case JOINED -> outcome.complete(new JoinOutcome.Admitted(body));
                    case REFUSED -> outcome.complete(new JoinOutcome.Refused(Wire.refusalReason(body)));
                    default -> noAnswer("it spoke out of turn; is it a Ledgerstone host of this version?");
                }
            }
            ctx.close();
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            noAnswer("it closed the connection without an answer; " + Troubles.NO_TLS);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            noAnswer(Troubles.words(cause));
            ctx.close();
        }
    }
}
