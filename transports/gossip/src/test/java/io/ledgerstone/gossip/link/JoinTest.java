package io.ledgerstone.gossip.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.transport.contract.Recorder;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class JoinTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final LinkBench bench = new LinkBench(true);
    private final LinkIdentity host = LinkIdentity.generate(new SecureRandom());
    private final LinkIdentity stranger = LinkIdentity.generate(new SecureRandom());
    private final AtomicInteger asked = new AtomicInteger();

    @AfterEach
    void close() {
        bench.close();
    }

    private LinkTransport startedHost() {
        LinkTransport transport =
                bench.node("1", options -> options.secured(host).joinedBy(this::answer));
        transport.start(new Recorder());
        return transport;
    }

    private byte[] answer(byte[] publicKey, byte[] request) throws JoinRefused {
        asked.incrementAndGet();
        if (!new String(request, UTF_8).equals("the secret")) {
            throw new JoinRefused("the invitation is not known here");
        }
        return LinkIdentity.fingerprint(publicKey);
    }

    private JoinOutcome join(String address, LinkIdentity expected, String request) {
        return JoinClient.join(
                address, LinkIdentity.fingerprint(expected.publicKey()), stranger, request.getBytes(UTF_8), TIMEOUT);
    }

    @Test
    void aStrangerIsAnsweredByTheKeyItHasProven() {
        assertThat(join(startedHost().address(), host, "the secret"))
                .isInstanceOfSatisfying(
                        JoinOutcome.Admitted.class,
                        admitted -> assertThat(admitted.answer())
                                .isEqualTo(LinkIdentity.fingerprint(stranger.publicKey())));
    }

    @Test
    void aRefusalSaysWhy() {
        assertThat(join(startedHost().address(), host, "a guess"))
                .isEqualTo(new JoinOutcome.Refused("the invitation is not known here"));
    }

    @Test
    void theSecretIsNotToldToTheWrongKey() {
        assertThat(join(startedHost().address(), stranger, "the secret")).isInstanceOf(JoinOutcome.WrongKey.class);
        assertThat(asked).hasValue(0);
    }

    @Test
    void whoGuessesTooOftenIsNotListenedTo() {
        String address = startedHost().address();
        for (int i = 0; i < 5; i++) {
            join(address, host, "guess " + i);
        }
        assertThat(join(address, host, "the secret"))
                .isInstanceOfSatisfying(
                        JoinOutcome.Refused.class,
                        refused -> assertThat(refused.reason()).contains("too many refused"));
        assertThat(asked).hasValue(5);
    }

    @Test
    void whoMayJoinMayAskOften() {
        String address = startedHost().address();
        for (int i = 0; i < 8; i++) {
            assertThat(join(address, host, "the secret")).isInstanceOf(JoinOutcome.Admitted.class);
        }
    }

    @Test
    void aHostThatTakesNobodySaysSo() {
        LinkTransport closed = bench.node("1", options -> options.secured(host));
        closed.start(new Recorder());
        assertThat(join(closed.address(), host, "the secret"))
                .isEqualTo(new JoinOutcome.Refused("this host takes no new members"));
    }

    @Test
    void nobodyAndNonsenseAreNoAnswer() {
        assertThat(join("127.0.0.1:1", host, "the secret"))
                .isInstanceOfSatisfying(
                        JoinOutcome.NoAnswer.class,
                        none -> assertThat(none.reason()).contains("nobody answers there"));
        assertThat(join("nonsense", host, "the secret")).isInstanceOf(JoinOutcome.NoAnswer.class);
    }

    @Test
    void anInsecureHostIsNoAnswer() {
        LinkTransport insecure = bench.node(
                "1",
                options -> LinkOptions.insecure(1, options.admission(), options.listenerThread())
                        .joinedBy(this::answer));
        insecure.start(new Recorder());
        assertThat(join(insecure.address(), host, "the secret")).isInstanceOf(JoinOutcome.NoAnswer.class);
        assertThat(asked).hasValue(0);
    }
}
