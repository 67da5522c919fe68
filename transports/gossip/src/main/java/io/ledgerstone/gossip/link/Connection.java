package io.ledgerstone.gossip.link;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.ledgerstone.gossip.link.Wire.Hello;
import io.ledgerstone.gossip.link.Wire.Kind;
import io.ledgerstone.gossip.link.Wire.Message;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One connection. Belongs to the event loop of its transport, except for what says otherwise.
 *
 * <pre>
 * CONNECTING -- connected ---------------------> SECURING
 * SECURING --- TLS is done, or there is none ---> GREETING
 * GREETING --- admitted by this side -----------> AGREEING
 * GREETING --- a request to join ---------------> JOINING
 * AGREEING --- the one who chooses welcomes ----> UP
 * any of them - refused, hung up, answered -----> LEAVING
 * any of them - broken, silent for too long ----> OVER
 * LEAVING  --- the other has closed ------------> OVER
 * </pre>
 */
@SuppressWarnings("FutureReturnValueIgnored") // A write that fails closes its connection, and that is heard of.
final class Connection extends ChannelInboundHandlerAdapter {
    /** How long the other side has to close a connection that it was told the end of. */
    private static final int LEAVING_MS = 1_000;

    private final Switchboard board;
    private final MessageDecoder decoder;
    private final @Nullable SslHandler tls;
    private final Channel channel;
    private final boolean isDialer;
    private final InetSocketAddress remote;
    private final LinkLimits limits;

    /** Addresses that were dialed, and to which this connection is, or decides, the outcome. */
    private final List<String> owed = new ArrayList<>();

    private State state = State.CONNECTING;
    private long deadlineNs;
    private byte @Nullable [] publicKey;
    private @Nullable Hello hello;
    private @Nullable String reason;

    /** Set once this side has admitted the other. */
    private String peer = "";

    private boolean isPongUnderWay;

    private final Pulse pulse;
    private final Outbox outbox;
    private final Traffic traffic;

    enum State {
        /** There is no connection yet. */
        CONNECTING,
        /** TLS is under way. */
        SECURING,
        /** The other has not said yet who it is. */
        GREETING,
        /** This side has admitted the other; whether it becomes a link is open. */
        AGREEING,
        /** A stranger waits for an answer. */
        JOINING,
        /** A link. */
        UP,
        /** The other was told the end and has to close. */
        LEAVING,
        /** Closed. */
        OVER
    }

    Connection(
            Switchboard board,
            Channel channel,
            InetSocketAddress remote,
            @Nullable SslHandler tls,
            MessageDecoder decoder,
            boolean isDialer) {
        this.board = board;
        this.channel = channel;
        this.remote = remote;
        this.tls = tls;
        this.decoder = decoder;
        this.isDialer = isDialer;
        limits = board.limits();
        pulse = new Pulse(limits);
        outbox = new Outbox(limits.unsentBytesMax());
        traffic = new Traffic(limits.unheardBytesMax());
    }

    private static long in(long ms) {
        return System.nanoTime() + MILLISECONDS.toNanos(ms);
    }

    // What the network says.

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        state = State.SECURING;
        deadlineNs = in(limits.greetingMs());
        board.add(this);
        if (tls == null) {
            secured();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (tls != null && event instanceof SslHandshakeCompletionEvent done) {
            if (done.isSuccess()) {
                publicKey = Tls.peerKey(tls);
                secured();
            } else {
                trouble(done.cause());
            }
        }
        super.userEventTriggered(ctx, event);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof Message known) {
            pulse.heard(System.nanoTime());
            read(known);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        trouble(new ClosedChannelException());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        trouble(cause);
    }

    /** Whoever closes a connection before it has said anything probably did not understand what it was told. */
    private void trouble(Throwable cause) {
        boolean isStranger = state == State.SECURING || state == State.GREETING;
        if (isStranger && Troubles.isClosing(cause)) {
            fail("it closed the connection without a word; " + (tls == null ? Troubles.NEEDS_TLS : Troubles.NO_TLS));
        } else {
            fail(Troubles.words(cause));
        }
    }

    // What the other side says.

    private void secured() {
        if (state == State.SECURING) {
            state = State.GREETING;
            if (isDialer) {
                greet();
            }
        }
    }

    private void greet() {
        write(Kind.GREETING, Wire.hello(board.hello()));
    }

    private void read(Message message) {
        switch (state) {
            case GREETING -> readStranger(message);
            case AGREEING -> readAgreeing(message);
            case UP -> readPeer(message);
            case CONNECTING, SECURING, JOINING -> fail("it spoke before its turn");
            case LEAVING, OVER -> {} // What comes now was under way before it heard of the end.
        }
    }

    private void readStranger(Message message) {
        switch (message.kind()) {
            case GREETING -> {
                hello = Wire.hello(message.body());
                board.greeted(this, hello);
            }
            case REFUSED -> refused(message.body());
            case JOIN -> {
                if (isDialer) {
                    fail("it spoke out of turn");
                    return;
                }
                state = State.JOINING;
                deadlineNs = in(limits.joinMs());
                board.joins().knock(this, message.body());
            }
            default -> fail("it spoke out of turn");
        }
    }

    private void readAgreeing(Message message) {
        switch (message.kind()) {
            case WELCOME -> board.welcomed(this);
            case REFUSED -> refused(message.body());
            default -> fail("it spoke out of turn");
        }
    }

    private void readPeer(Message message) {
        switch (message.kind()) {
            case FRAME -> readFrame(message.body());
            case PING -> pong();
            case PONG -> traffic.roundTrip(pulse.sincePingNs(System.nanoTime()));
            case BYE -> fail("it hung up: " + Wire.reason(message.body()));
            case REFUSED -> fail("it hung up: " + Wire.refusalReason(message.body()));
            default -> fail("it spoke out of turn");
        }
    }

    private void readFrame(byte[] frame) {
        if (frame.length == 0) {
            fail("it sent an empty frame");
            return;
        }
        if (traffic.came(frame)) {
            channel.config().setAutoRead(false);
            // The listener may have caught up meanwhile.
            if (traffic.isHeard()) {
                readOn();
            }
        }
        board.tell(new Delivery.News.Frame(peer, frame, this));
    }

    private void refused(byte[] body) {
        String why = Wire.refusalReason(body);
        if (Wire.isDouble(body)) {
            board.isDouble(this);
        }
        fail((isDialer || state == State.AGREEING ? "it refused: " : "it left: ") + why);
    }

    /** For any thread: the listener has heard a frame. */
    void heard(byte[] frame) {
        if (traffic.heard(frame)) {
            channel.eventLoop().execute(this::readOn);
        }
    }

    private void readOn() {
        if (!channel.config().isAutoRead()) {
            pulse.heard(System.nanoTime());
            channel.config().setAutoRead(true);
        }
    }

    // What this side says.

    /** Says that the other is admitted, or, by the one who chooses, that this is the link. */
    void welcome() {
        write(Kind.WELCOME, Wire.NOTHING);
    }

    /** The other has greeted and is admitted. */
    void admit(String newPeer, boolean choosesHere) {
        peer = newPeer;
        state = State.AGREEING;
        if (!isDialer) {
            greet();
        }
        if (!choosesHere) {
            welcome();
        }
    }

    void up() {
        state = State.UP;
        decoder.allow(1 + Wire.FRAME_BYTES_MAX);
        long nowNs = System.nanoTime();
        pulse.start(nowNs);
        traffic.up(nowNs);
    }

    /** Says no. */
    void refuse(String why, boolean isDouble) {
        leave(Kind.REFUSED, Wire.refusal(isDouble, why), why);
    }

    /** Says yes to a stranger. */
    void answer(byte[] answer) {
        leave(Kind.JOINED, answer, "it was answered");
    }

    /** Sends what was taken, and says bye. */
    void hangUp(String why) {
        if (state == State.UP) {
            writeFrames();
            leave(Kind.BYE, Wire.reason(why), why);
        } else {
            fail(why);
        }
    }

    private void leave(Kind kind, byte[] body, String why) {
        if (state == State.LEAVING || state == State.OVER) {
            return;
        }
        write(kind, body);
        State before = state;
        state = State.LEAVING;
        deadlineNs = in(LEAVING_MS);
        // What comes is thrown away, but the end of it must be seen.
        channel.config().setAutoRead(true);
        reason = why;
        board.left(this, before == State.UP, why);
    }

    /** For any thread: takes a frame if there is room. */
    boolean send(byte[] frame) {
        if (!outbox.offer(frame)) {
            if (outbox.unsentBytes() <= limits.unsentBytesMax() / 2) {
                channel.eventLoop().execute(this::tellRoom);
            }
            return false;
        }
        if (outbox.needsEmptying()) {
            channel.eventLoop().execute(this::writeFrames);
        }
        return true;
    }

    private void writeFrames() {
        outbox.emptying();
        if (state != State.UP) {
            return;
        }
        for (byte[] frame = outbox.poll(); frame != null; frame = outbox.poll()) {
            byte[] taken = frame;
            channel.write(Wire.encode(channel.alloc(), Kind.FRAME, frame)).addListener(done -> {
                if (done.isSuccess()) {
                    traffic.sent(taken);
                }
                pulse.taken(System.nanoTime());
                outbox.sent(taken);
                tellRoom();
            });
        }
        channel.flush();
    }

    private void tellRoom() {
        if (state == State.UP && outbox.hasNewRoom()) {
            board.tell(new Delivery.News.Room(peer));
        }
    }

    private ChannelFuture write(Kind kind, byte[] body) {
        return channel.writeAndFlush(Wire.encode(channel.alloc(), kind, body));
    }

    /** At most one is under way, so that whoever asks without end and reads nothing cannot fill the memory. */
    private void pong() {
        if (!isPongUnderWay) {
            isPongUnderWay = true;
            write(Kind.PONG, Wire.NOTHING).addListener(done -> isPongUnderWay = false);
        }
    }

    // Time.

    /** Looks whether the other is late with something. */
    void tick(long nowNs) {
        switch (state) {
            case SECURING, GREETING, AGREEING -> {
                if (nowNs - deadlineNs > 0) {
                    fail("it did not say within " + Pulse.limit(limits.greetingMs()) + " who it is");
                }
            }
            case JOINING -> {
                if (nowNs - deadlineNs > 0) {
                    refuse("the answer took longer than " + Pulse.limit(limits.joinMs()) + "; try again", false);
                }
            }
            case LEAVING -> {
                if (nowNs - deadlineNs > 0) {
                    channel.close();
                }
            }
            case UP -> tickUp(nowNs);
            case CONNECTING, OVER -> {}
        }
    }

    private void tickUp(long nowNs) {
        String whyDead = pulse.whyDead(nowNs, channel.config().isAutoRead(), outbox.unsentBytes() > 0);
        if (whyDead != null) {
            fail(whyDead);
        } else if (pulse.isPingDue(nowNs)) {
            ping();
        }
    }

    /** Asks for a sign of life at once: it looks as if this connection were dead. */
    void suspect() {
        if (pulse.suspect(System.nanoTime())) {
            ping();
        }
    }

    private void ping() {
        pulse.pinged(System.nanoTime());
        write(Kind.PING, Wire.NOTHING);
    }

    // The end.

    /** Closes at once. */
    void fail(String why) {
        end(why);
        channel.close();
    }

    private void end(String why) {
        if (state == State.OVER) {
            return;
        }
        State before = state;
        state = State.OVER;
        if (before == State.CONNECTING) {
            return; // Whoever dialed hears of it from the dial itself.
        }
        String first = reason == null ? why : reason;
        reason = first;
        if (before != State.LEAVING) {
            board.left(this, before == State.UP, first);
        }
        board.over(this);
    }

    // What it is.

    Outbox outbox() {
        return outbox;
    }

    List<String> owed() {
        return owed;
    }

    boolean isDialer() {
        return isDialer;
    }

    boolean isAgreeing() {
        return state == State.AGREEING;
    }

    String peer() {
        return peer;
    }

    /** For any thread. */
    String remote() {
        return LinkAddress.text(remote.getAddress().getHostAddress(), remote.getPort());
    }

    InetAddress remoteComputer() {
        return remote.getAddress();
    }

    byte @Nullable [] publicKey() {
        return publicKey;
    }

    /** The other's greeting, which it has sent when it is admitted. */
    Hello hello() {
        if (hello == null) {
            throw new IllegalStateException("nobody has greeted on the connection with " + remote());
        }
        return hello;
    }

    boolean hasKeyOf(Connection other) {
        return Arrays.equals(publicKey, other.publicKey);
    }

    /** For any thread. */
    LinkCount count() {
        return traffic.count(this);
    }
}
