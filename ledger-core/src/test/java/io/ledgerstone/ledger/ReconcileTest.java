package io.ledgerstone.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.ledger.Authorization.Decision;
import io.ledgerstone.ledger.Authorization.Movement;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.sync.Ending;
import io.ledgerstone.ledger.sync.Standing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReconcileTest {
    private static final Source PEER = new Source(Source.Kind.PEER, "Bob's host");
    private static final LedgerOptions OPTIONS = LedgerOptions.DEFAULT.name("guild");

    @TempDir
    Path folder;

    private Ledger open(String name, LedgerOptions options) {
        return Ledger.open(folder.resolve(name), options);
    }

    private static void fill(Ledger ledger, long from, long to) {
        ledger.insert(
                        LongStream.range(from, to)
                                .mapToObj(i -> ledger.codec()
                                        .seal(
                                                Key.of(1_700_000_000 + i * 300, 0, 1, 7),
                                                i % 10 == 0 ? "secret" : "award",
                                                Fields.of(Map.of("n", i))))
                                .toList(),
                        Source.LOCAL)
                .join();
    }

    private static Reconciled reconcile(Ledger a, Ledger b, FrameChannel left, FrameChannel right)
            throws InterruptedException {
        Thread answering = Thread.ofVirtual().start(() -> {
            try {
                b.answer(right, PEER);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        AtomicInteger told = new AtomicInteger();
        Reconciled reconciled = a.reconcileWith(left, PEER, progress -> told.incrementAndGet());
        left.close();
        answering.join();
        assertThat(told.get()).isPositive();
        return reconciled;
    }

    private static Reconciled reconcile(Ledger a, Ledger b) throws InterruptedException {
        FrameChannel.Pair pair = FrameChannel.pair();
        return reconcile(a, b, pair.left(), pair.right());
    }

    private static List<Entry> all(Ledger ledger) {
        return ledger.entries(Query.ALL).toList();
    }

    @Test
    void twoLedgersBecomeTheSameAndStaySo() throws InterruptedException {
        try (Ledger a = open("a", OPTIONS);
                Ledger b = open("b", OPTIONS)) {
            fill(a, 0, 3000);
            fill(b, 1000, 4000);
            a.checkpoint().join();
            Reconciled first = reconcile(a, b);
            assertThat(first.ending()).isEqualTo(Ending.SAME);
            assertThat(first.standing()).isInstanceOfSatisfying(Standing.Differs.class, differs -> {
                assertThat(differs.ahead()).isEqualTo(1000);
                assertThat(differs.behind()).isEqualTo(1000);
            });
            assertThat(first.inserted()).isEqualTo(new Inserted(1000, 0, 0, Map.of()));
            assertThat(all(a)).isEqualTo(all(b)).hasSize(4000);
            assertThat(a.weeks()).isEqualTo(b.weeks());
            assertThat(reconcile(b, a).sessions()).isEqualTo(1);
            fill(b, 4000, 4001);
            assertThat(reconcile(a, b).standing()).isEqualTo(new Standing.Behind(1));
            assertThat(a.verify().problems()).isEmpty();
        }
    }

    @Test
    void equivocationsAreKeptOnBothSides() throws InterruptedException {
        try (Ledger a = open("a", OPTIONS);
                Ledger b = open("b", OPTIONS)) {
            Key key = Key.of(1_700_000_000, 0, 1, 7);
            a.insert(List.of(a.codec().seal(key, "x", Fields.of(Map.of("n", 1)))), PEER)
                    .join();
            b.insert(List.of(b.codec().seal(key, "x", Fields.of(Map.of("n", 2)))), PEER)
                    .join();
            assertThat(reconcile(a, b).inserted().equivocal()).isEqualTo(1);
            assertThat(a.at(key)).hasSize(2).isEqualTo(b.at(key));
            assertThat(reconcile(a, b).ending()).isEqualTo(Ending.SAME);
        }
    }

    @Test
    void authorizationIsAskedOnBothSides() throws InterruptedException {
        Authorization noSecrets = (entry, movement, source) ->
                movement == Movement.SEND && entry.type().equals("secret")
                        ? new Decision.Refused("secret")
                        : Decision.ALLOWED;
        Authorization onlyEven = (entry, movement, source) -> movement == Movement.INSERT
                        && source.kind() == Source.Kind.PEER
                        && entry.fields().number("n", 0) % 2 == 1
                ? new Decision.Refused("odd")
                : Decision.ALLOWED;
        try (Ledger a = open("a", OPTIONS.authorization(onlyEven));
                Ledger b = open("b", OPTIONS.authorization(noSecrets))) {
            fill(b, 0, 500);
            Reconciled reconciled = reconcile(a, b);
            assertThat(reconciled.ending()).isEqualTo(Ending.FINISHED);
            assertThat(all(a)).hasSize(200).allMatch(entry -> entry.type().equals("award"));
            assertThat(reconciled.inserted().refused()).containsKey("odd");
            assertThat(b.status().refused()).containsKey("send to peer Bob's host: secret");
        }
    }

    @Test
    void aPeerThatGoesAwayEndsIt() throws InterruptedException {
        try (Ledger a = open("a", OPTIONS)) {
            FrameChannel.Pair pair = FrameChannel.pair();
            pair.right().close();
            assertThat(a.reconcileWith(pair.left(), PEER, progress -> {}).ending())
                    .isEqualTo(Ending.SILENT);
        }
    }

    /** A channel that loses, doubles and reorders. */
    private record Bad(FrameChannel to, Random random) implements FrameChannel {
        @Override
        public void send(byte[] frame) {
            for (int i = random.nextInt(8); i > 0; i -= 6) {
                to.send(frame);
            }
        }

        @Override
        public byte @Nullable [] receive(Duration patience) throws InterruptedException {
            return to.receive(Duration.ofMillis(5));
        }

        @Override
        public boolean isClosed() {
            return to.isClosed();
        }

        @Override
        public void close() {
            to.close();
        }
    }

    @Test
    void aBadChannelOnlyTakesLonger() throws InterruptedException {
        try (Ledger a = open("a", OPTIONS);
                Ledger b = open("b", OPTIONS)) {
            fill(a, 0, 500);
            fill(b, 300, 1000);
            FrameChannel.Pair pair = FrameChannel.pair();
            Reconciled reconciled =
                    reconcile(a, b, new Bad(pair.left(), new Random(3)), new Bad(pair.right(), new Random(4)));
            assertThat(reconciled.ending()).isEqualTo(Ending.SAME);
            assertThat(all(a)).isEqualTo(all(b)).hasSize(1000);
        }
    }
}
