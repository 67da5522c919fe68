package io.ledgerstone.gossip.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgerstone.transport.contract.Recorder;
import io.ledgerstone.transport.contract.Recorder.Heard;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.security.SecureRandom;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What links do besides the contract. */
final class LinkTest {
    private static final int SOCKET_TIMEOUT_MS = 10_000;

    private final LinkBench secure = new LinkBench(true);
    private final LinkBench insecure = new LinkBench(false);

    private record Host(LinkTransport transport, Recorder recorder) {}

    @AfterEach
    void close() {
        secure.close();
        insecure.close();
    }

    private static Host started(LinkBench bench, String name, UnaryOperator<LinkOptions> difference) {
        Host host = new Host(bench.node(name, difference), new Recorder());
        host.transport().start(host.recorder());
        return host;
    }

    private static Host started(LinkBench bench, String name) {
        return started(bench, name, options -> options);
    }

    private void link(Host one, Host other) {
        one.transport().dial(other.transport().address());
        secure.until(
                "they are peers",
                () -> one.transport().peers().size() == 1
                        && other.transport().peers().size() == 1);
    }

    private void untilUnreachable(Host host, String... words) {
        secure.until(
                "it is unreachable",
                () -> !host.recorder().heard(Heard.Unreachable.class).isEmpty());
        assertThat(host.recorder().heard(Heard.Unreachable.class).getFirst().reason())
                .contains(words);
    }

    private void untilDown(Host host, String... words) {
        secure.until(
                "it is down", () -> !host.recorder().heard(Heard.Down.class).isEmpty());
        assertThat(host.recorder().heard(Heard.Down.class).getFirst().reason()).contains(words);
    }

    private static Socket raw(Host to) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(to));
        socket.setSoTimeout(SOCKET_TIMEOUT_MS);
        return socket;
    }

    private static int port(Host host) {
        return LinkAddress.parse(host.transport().address()).port();
    }

    /** Reads until the other closes; fails if it does not. */
    private static void untilClosed(Socket socket) throws IOException {
        byte[] sink = new byte[4_096];
        try {
            while (socket.getInputStream().read(sink) >= 0) {
                assertThat(sink).isNotNull();
            }
        } catch (SocketException e) {
            assertThat(e).hasMessageContaining("reset");
        }
    }

    @Test
    void insecureAndSecureHostsDoNotLinkAndSayWhy() {
        Host one = started(secure, "1");
        Host two = started(insecure, "2");
        one.transport().dial(two.transport().address());
        untilUnreachable(one, "--insecure");
        two.transport().dial(one.transport().address());
        untilUnreachable(two, "insecure");
    }

    @Test
    void insecureHostsStayOnThisComputer() {
        assertThatThrownBy(() -> insecure.node("1", options -> options.at("0.0.0.0", 0)))
                .isInstanceOf(LinkException.class)
                .hasMessageContaining("127.0.0.1");
        Host one = started(insecure, "1");
        one.transport().dial("192.0.2.1:4701");
        untilUnreachable(one, "insecure links stay on this computer");
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        Host one = started(insecure, "1");
        LinkTransport two = insecure.node("2", options -> options.at("127.0.0.1", port(one)));
        assertThatThrownBy(() -> two.start(new Recorder()))
                .isInstanceOf(LinkException.class)
                .hasMessageContaining("127.0.0.1:" + port(one));
    }

    @Test
    void admissionSeesTheKeyAndTheCredentialsAndARefusalIsHeard() {
        LinkIdentity identity = LinkIdentity.generate(new SecureRandom());
        byte[] credentials = new byte[16 << 10];
        new Random(1).nextBytes(credentials);
        CountDownLatch seen = new CountDownLatch(1);
        Host one = started(
                secure,
                "1",
                options -> new LinkOptions(
                        1,
                        options.host(),
                        0,
                        "",
                        options.identity(),
                        greeting -> {
                            assertThat(greeting.publicKey()).isEqualTo(identity.publicKey());
                            assertThat(greeting.credentials()).isEqualTo(credentials);
                            assertThat(greeting.address()).isEqualTo("host.example:4701");
                            seen.countDown();
                            return new Decision.Refused("the guild does not know you");
                        },
                        options.credentials(),
                        null,
                        options.listenerThread(),
                        options.limits()));
        Host two = started(
                secure,
                "2",
                options -> options.secured(identity).showing(() -> credentials).announcing("host.example:4701"));
        two.transport().dial(one.transport().address());
        untilUnreachable(two, "the guild does not know you");
        assertThat(seen.getCount()).isZero();
    }

    @Test
    void twoHostsWithOneNodeIdDoNotLink() {
        Host one = started(secure, "7");
        Host two = started(secure, "7");
        two.transport().dial(one.transport().address());
        untilUnreachable(two, "both hosts are node 7");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void garbageEndsItsConnectionOnly(boolean isSecure) throws IOException {
        LinkBench bench = isSecure ? secure : insecure;
        Host one = started(bench, "1");
        Host two = started(bench, "2");
        link(one, two);
        Random random = new Random(1);
        for (int i = 0; i < 20; i++) {
            byte[] garbage = new byte[1 + random.nextInt(2_000)];
            random.nextBytes(garbage);
            garbage[0] |= 0x40; // As a length it is far too much.
            try (Socket socket = raw(one)) {
                socket.getOutputStream().write(garbage);
                socket.shutdownOutput();
                untilClosed(socket);
            }
        }
        assertThat(one.transport().send("2", new byte[] {1})).isTrue();
        secure.until("it came", () -> !two.recorder().framesOf("1").isEmpty());
        assertThat(one.recorder().heard(Heard.Down.class)).isEmpty();
    }

    @Test
    void whoSaysNothingIsLetGo() throws IOException {
        Host one = started(secure, "1", options -> options.within(LinkLimits.DEFAULT.greetingWithin(200)));
        Host two = started(insecure, "2", options -> options.within(LinkLimits.DEFAULT.greetingWithin(200)));
        for (Host host : new Host[] {one, two}) {
            try (Socket socket = raw(host)) {
                untilClosed(socket);
            }
        }
    }

    @Test
    void moreConnectionsThanAllowedAreTurnedAway() throws IOException {
        Host one = started(insecure, "1", options -> options.within(LinkLimits.DEFAULT.connections(256, 1)));
        try (Socket first = raw(one);
                Socket second = raw(one)) {
            untilClosed(second);
            assertThat(first.isConnected()).isTrue();
        }
        Host two = started(insecure, "2");
        secure.until("there is room again", () -> {
            two.transport().dial(one.transport().address());
            return two.transport().peers().contains("1");
        });
    }

    @Test
    void aPeerThatIsSilentIsNoticed() throws IOException {
        LinkLimits limits = LinkLimits.DEFAULT.pinging(50, 300);
        Host one = started(insecure, "1", options -> options.within(limits));
        try (Socket mute = raw(one)) {
            OutputStream out = mute.getOutputStream();
            out.write(message(Wire.Kind.GREETING, Wire.hello(new Wire.Hello(1, 9, 1, "", new byte[0]))));
            out.write(message(Wire.Kind.WELCOME, new byte[0]));
            secure.until("it is up", () -> one.transport().peers().contains("9"));
            untilDown(one, "no sign of life for 300 ms");
        }
    }

    @Test
    void pingsKeepAQuietLinkUpAndAreTimed() {
        LinkLimits limits = LinkLimits.DEFAULT.pinging(50, 300);
        Host one = started(secure, "1", options -> options.within(limits));
        Host two = started(secure, "2", options -> options.within(limits));
        link(one, two);
        secure.until(
                "it is up for 600 ms", () -> one.transport().counts().getFirst().upMs() > 600);
        assertThat(one.transport().counts().getFirst().roundTripUs()).isPositive();
        assertThat(one.recorder().heard(Heard.Down.class)).isEmpty();
    }

    @Test
    void whoListensSlowlyHoldsTheSenderBackAndLosesNothing() {
        CountDownLatch listening = new CountDownLatch(1);
        Host one = started(secure, "1");
        Host two = started(secure, "2");
        two.recorder().atFrame((peer, frame) -> awaitQuietly(listening));
        link(one, two);
        byte[] frame = new byte[Wire.FRAME_BYTES_MAX];
        int[] taken = {0};
        secure.until("nothing is taken for a while", () -> {
            while (one.transport().send("2", frame)) {
                taken[0]++;
            }
            LinkCount count = one.transport().counts().getFirst();
            return count.notTaken() > 20 && two.transport().counts().getFirst().unheardBytes() > 256 << 10;
        });
        assertThat(one.transport().counts().getFirst().unsentBytes()).isBetween(1, 256 << 10);
        assertThat(two.transport().counts().getFirst().unheardBytes()).isLessThan(1 << 20);
        listening.countDown();
        secure.until("all came", () -> two.recorder().heard(Heard.Frame.class).size() >= taken[0]);
        secure.until("there is room", () -> one.recorder().has(new Heard.Writable("2")));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aHostThatWasStartedAgainTakesItsOldPlace() throws IOException {
        Host one = started(insecure, "1");
        try (Socket old = raw(one);
                Socket again = raw(one)) {
            int life = 1;
            for (Socket socket : new Socket[] {old, again}) {
                OutputStream out = socket.getOutputStream();
                out.write(message(Wire.Kind.GREETING, Wire.hello(new Wire.Hello(1, 9, life++, "", new byte[0]))));
                out.write(message(Wire.Kind.WELCOME, new byte[0]));
                int ups = life - 1;
                secure.until(
                        "up once more",
                        () -> one.recorder().heard(Heard.Up.class).size() == ups);
            }
            untilDown(one, "newer connection");
            assertThat(one.transport().peers()).containsExactly("9");
        }
    }

    @Test
    void aPortIsFreeOnceItsTransportIsClosed() {
        Host one = started(secure, "1");
        Host two = started(secure, "2");
        link(two, one);
        int port = port(one);
        one.transport().close();
        untilDown(two, "lets go of its links");
        Host again = started(secure, "1", options -> options.at("127.0.0.1", port));
        two.transport().dial(again.transport().address());
        secure.until("up again", () -> two.transport().peers().contains("1"));
    }

    private static byte[] message(Wire.Kind kind, byte[] body) {
        ByteBuf buffer = Wire.encode(UnpooledByteBufAllocator.DEFAULT, kind, body);
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        buffer.release();
        return bytes;
    }
}
