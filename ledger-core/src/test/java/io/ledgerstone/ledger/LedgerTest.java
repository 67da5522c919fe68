package io.ledgerstone.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ledgerstone.ledger.Authorization.Decision;
import io.ledgerstone.ledger.Authorization.Movement;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.InvalidEntryException;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.entry.LedgerException;
import io.ledgerstone.ledger.replay.Reducer;
import io.ledgerstone.ledger.replay.ReplayStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LedgerTest {
    private static final Source PEER = new Source(Source.Kind.PEER, "Bob's host");

    @TempDir
    Path folder;

    private final AtomicLong seconds = new AtomicLong(1_700_000_000);
    private final LedgerOptions options =
            LedgerOptions.DEFAULT.name("guild").creator(4476, 43981).clock(() -> Instant.ofEpochSecond(seconds.get()));

    private Ledger open() {
        return Ledger.open(folder, options);
    }

    private static Entry award(Ledger ledger, long time, int n) {
        return ledger.codec().seal(Key.of(time, 0, 4476, 7), "award", Fields.of(Map.of("n", n)));
    }

    @Test
    void whatWasAcknowledgedIsThereAfterReopening() {
        List<Entry> appended = new ArrayList<>();
        try (Ledger ledger = open()) {
            for (int i = 0; i < 50; i++) {
                appended.add(ledger.append("award", Map.of("n", i)).join().entry());
            }
        }
        try (Ledger ledger = open()) {
            assertThat(ledger.entries(Query.ALL)).isEqualTo(appended);
            assertThat(ledger.status().entries()).isEqualTo(50);
            assertThat(ledger.status().problems()).isEmpty();
        }
    }

    @Test
    void ownKeysGrowWhateverTheClockDoes() {
        Key last;
        try (Ledger ledger = open()) {
            ledger.append("a", Map.of()).join();
            seconds.addAndGet(3600);
            last = ledger.append("a", Map.of()).join().entry().key();
        }
        seconds.addAndGet(-7200);
        try (Ledger ledger = open()) {
            Key next = ledger.append("a", Map.of()).join().entry().key();
            assertThat(next).isGreaterThan(last);
            assertThat(next.time()).isEqualTo(last.time());
        }
    }

    @Test
    void aKeyThatAnotherProgramOfThisCreatorTookIsNotGivenAgain() {
        try (Ledger ledger = open()) {
            Entry taken = ledger.codec().seal(Key.of(seconds.get(), 0, 4476, 43981), "x", Fields.NONE);
            ledger.insert(List.of(taken), PEER).join();
            assertThat(ledger.append("a", Map.of()).join().entry().key().counter())
                    .isEqualTo(1);
        }
    }

    @Test
    void entriesFromElsewhereAreInsertedOnceAndEquivocationsAreKept() {
        try (Ledger ledger = open()) {
            Entry one = award(ledger, 100, 1);
            Entry other = award(ledger, 100, 2);
            assertThat(ledger.insert(List.of(one, one, award(ledger, 200, 3)), PEER)
                            .join())
                    .isEqualTo(new Inserted(2, 1, 0, Map.of()));
            assertThat(ledger.insert(List.of(other, one), PEER).join()).isEqualTo(new Inserted(0, 1, 1, Map.of()));
            Entry lower = one.compareTo(other) < 0 ? one : other;
            assertThat(ledger.find(one.key())).contains(lower);
            assertThat(ledger.at(one.key()))
                    .containsExactlyInAnyOrder(one, other)
                    .first()
                    .isEqualTo(lower);
            assertThat(ledger.equivocations(10)).containsExactly(one.key());
            assertThat(ledger.status().shadowed()).isEqualTo(1);
            assertThat(ledger.status().entries()).isEqualTo(2);
        }
    }

    @Test
    void sameEntriesGiveSameHashesAndStateInAnyOrder() {
        List<Entry> entries = new ArrayList<>();
        List<Object> seen = new ArrayList<>();
        for (long seed = 1; seed <= 3; seed++) {
            try (Ledger ledger = Ledger.open(folder.resolve("host" + seed), options.checkpointBytes(40_000));
                    Reduction<List<Double>> numbers = ledger.reduce(
                            "numbers",
                            Reducer.<List<Double>>startingWith(ArrayList::new)
                                    .on(
                                            "award",
                                            (state, e) -> state.add(e.fields().number("n", 0))))) {
                if (entries.isEmpty()) {
                    LongStream.range(0, 2000)
                            .forEach(i -> entries.add(award(ledger, 1_600_000_000 + i * 999, (int) i)));
                }
                Collections.shuffle(entries, new Random(seed));
                for (int from = 0; from < entries.size(); from += 100) {
                    ledger.insert(entries.subList(from, from + 100), PEER).join();
                }
                seen.add(List.of(ledger.weeks(), ledger.status().stateHash(), numbers.read(List::copyOf)));
            }
        }
        assertThat(seen).allMatch(seen.getFirst()::equals);
    }

    @Test
    void deletingTheTablesLosesNothing() throws IOException {
        assertNothingIsLostWithout("tables");
    }

    @Test
    void deletingTheJournalLosesNothingThatIsInTables() throws IOException {
        assertNothingIsLostWithout("journal");
    }

    private void assertNothingIsLostWithout(String part) throws IOException {
        List<Object> before;
        try (Ledger ledger = open()) {
            LongStream.range(0, 3)
                    .forEach(i -> ledger.append("award", Map.of("n", i)).join());
            before = List.of(ledger.weeks(), ledger.status().stateHash());
        }
        delete(folder.resolve(part));
        try (Ledger ledger = open()) {
            assertThat(List.of(ledger.weeks(), ledger.status().stateHash())).isEqualTo(before);
            ledger.append("award", Map.of("n", 4)).join();
        }
        delete(folder.resolve(part.equals("tables") ? "journal" : "tables"));
        try (Ledger ledger = open();
                Stream<Delivery> arrivals = ledger.arrivals(0)) {
            assertThat(arrivals).hasSize(4);
            assertThat(ledger.status().entries()).isEqualTo(4);
        }
    }

    @Test
    void aTableThatIsDamagedWhileTheLedgerIsOpenIsMendedFromTheJournal() throws IOException {
        try (Ledger ledger = open()) {
            List<Entry> entries = LongStream.range(0, 300)
                    .mapToObj(i -> award(ledger, 1_600_000_000 + i * 10_000, (int) i))
                    .toList();
            ledger.insert(entries, PEER).join();
            ledger.checkpoint().join();
            Object before = ledger.status().stateHash();
            try (Stream<Path> tables = Files.list(folder.resolve("tables"))) {
                for (Path table : tables.filter(
                                file -> file.getFileName().toString().startsWith("w-"))
                        .toList()) {
                    byte[] bytes = Files.readAllBytes(table);
                    Arrays.fill(bytes, bytes.length / 4, bytes.length, (byte) 0x5A);
                    try (FileChannel channel = FileChannel.open(table, StandardOpenOption.WRITE)) {
                        channel.write(ByteBuffer.wrap(bytes), 0);
                    }
                }
            }
            assertThat(ledger.entries(Query.ALL)).isEqualTo(entries);
            Entry late = award(ledger, 1_600_000_001, 1);
            assertThat(ledger.insert(List.of(late, entries.getFirst()), PEER).join())
                    .isEqualTo(new Inserted(1, 1, 0, Map.of()));
            assertThat(ledger.entries(Query.ALL.before(Key.firstAt(1_600_000_001))))
                    .containsExactly(entries.getFirst());
            assertThat(ledger.status().entries()).isEqualTo(301);
            assertThat(ledger.status().stateHash()).isNotEqualTo(before);
            assertThat(ledger.status().problems()).isNotEmpty();
            assertThat(ledger.verify().problems()).isEmpty();
        }
    }

    private static void delete(Path tree) throws IOException {
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException error) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @Test
    void aSubscriptionGetsEveryEntryOnceFromThePastIntoThePresent() {
        List<Long> positions = new CopyOnWriteArrayList<>();
        try (Ledger ledger = open()) {
            LongStream.range(0, 100)
                    .forEach(i -> ledger.append("award", Map.of("n", i)).join());
            try (Subscription subscription =
                    ledger.subscribe(10, PEER, delivery -> positions.add(delivery.position()))) {
                List<CompletableFuture<Appended>> live = new ArrayList<>();
                LongStream.range(0, 500).forEach(i -> live.add(ledger.append("award", Map.of("n", i))));
                live.forEach(CompletableFuture::join);
                await().until(() -> subscription.position() == 600);
            }
        }
        assertThat(positions).isEqualTo(LongStream.range(10, 600).boxed().toList());
    }

    @Test
    void refusalsAreCountedAndVisible() {
        Authorization officersOnly = (entry, movement, source) ->
                (movement == Movement.INSERT && entry.key().creator() == 7)
                                || entry.type().equals("secret")
                        ? new Decision.Refused("not an officer")
                        : Decision.ALLOWED;
        try (Ledger ledger = Ledger.open(folder, options.authorization(officersOnly))) {
            assertThat(ledger.insert(List.of(award(ledger, 1, 1), award(ledger, 2, 2)), PEER)
                            .join())
                    .isEqualTo(new Inserted(0, 0, 0, Map.of("not an officer", 2L)));
            assertThatThrownBy(() -> ledger.append("secret", Map.of()).join())
                    .hasRootCauseInstanceOf(RefusedException.class)
                    .hasRootCauseMessage("An entry of type secret was refused: not an officer");
            assertThat(ledger.status().entries()).isZero();
            assertThat(ledger.status().refused())
                    .isEqualTo(Map.of(
                            "insert from peer Bob's host: not an officer", 2L,
                            "insert from local local: not an officer", 1L));
        }
    }

    @Test
    void entriesThatMayNotBeSentAreLeftOutOfASubscription() {
        Authorization noSecrets = (entry, movement, source) ->
                movement == Movement.SEND && entry.type().equals("secret")
                        ? new Decision.Refused("secret")
                        : Decision.ALLOWED;
        List<String> types = new CopyOnWriteArrayList<>();
        try (Ledger ledger = Ledger.open(folder, options.authorization(noSecrets))) {
            ledger.append("secret", Map.of()).join();
            ledger.append("open", Map.of()).join();
            try (Subscription subscription =
                    ledger.subscribe(0, PEER, d -> types.add(d.entry().type()))) {
                await().until(() -> subscription.position() == 2);
            }
            assertThat(ledger.status().refused()).containsEntry("send to peer Bob's host: secret", 1L);
        }
        assertThat(types).containsExactly("open");
    }

    @Test
    void queriesReadByKeyWeekTypeAndLimit() {
        try (Ledger ledger = open()) {
            List<Entry> entries = LongStream.range(0, 40)
                    .mapToObj(i -> award(ledger, 1_600_000_000 + i * 86_400, (int) i))
                    .toList();
            Entry note = ledger.codec().seal(Key.of(1_600_000_001, 0, 4476, 7), "note", Fields.NONE);
            ledger.insert(entries, PEER).join();
            ledger.insert(List.of(note), PEER).join();
            assertThat(ledger.entries(Query.ALL.types("note"))).containsExactly(note);
            assertThat(ledger.entries(Query.ALL
                            .from(entries.get(5).key())
                            .before(entries.get(8).key())))
                    .isEqualTo(entries.subList(5, 8));
            assertThat(ledger.entries(Query.ALL.types("award").first(3))).isEqualTo(entries.subList(0, 3));
            assertThat(ledger.entries(Query.ALL.last(15))).isEqualTo(entries.subList(25, 40));
            assertThat(ledger.entries(Query.ALL
                            .types("award")
                            .before(entries.get(30).key())
                            .last(12)))
                    .isEqualTo(entries.subList(18, 30));
            int week = entries.get(20).key().weekNumber();
            assertThat(ledger.entries(Query.ALL.week(week)))
                    .hasSize(7)
                    .allMatch(e -> e.key().weekNumber() == week);
            assertThat(ledger.weeks()).extracting(summary -> summary.count()).contains(7L);
        }
    }

    @Test
    void aFolderIsOpenedByOneOnly() {
        try (Ledger ledger = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("open in this program");
            assertThat(ledger.append("a", Map.of()).join().position()).isZero();
        }
        open().close();
    }

    @Test
    void aLedgerKeepsItsNameAndLayout() {
        open().close();
        assertThatThrownBy(() -> Ledger.open(folder, options.name("raid")))
                .hasMessageContaining("holds the ledger 'guild'");
        try (Ledger ledger = Ledger.open(folder, options.layout(KeyLayout.CLASSIC))) {
            assertThat(ledger.layout()).isEqualTo(KeyLayout.CROSS_REALM);
        }
    }

    @Test
    void aBadEntryFailsAloneAndAtOnce() {
        try (Ledger ledger = open()) {
            assertThatThrownBy(() -> ledger.append("t", Map.of("n", Double.NaN)))
                    .isInstanceOf(InvalidEntryException.class);
            assertThatThrownBy(() ->
                            ledger.ignore(Key.of(1, 2, 3, 4), Source.LOCAL).join())
                    .hasRootCauseMessage("There is no entry 1-2-3-4 to ignore");
            assertThat(ledger.append("t", Map.of()).join().position()).isZero();
        }
        assertThatThrownBy(() -> Ledger.open(folder, options).append("t", Map.of("o", new Object())))
                .hasMessageContaining("no plain data");
    }

    @Test
    void ignoresTakeTheLowestCounterOfTheirSecond() {
        try (Ledger ledger = open()) {
            Key first = ledger.append("a", Map.of("n", 1)).join().entry().key();
            Key second = ledger.append("a", Map.of("n", 2)).join().entry().key();
            Appended one = ledger.ignore(first, Source.LOCAL).join();
            Appended two = ledger.ignore(second, Source.LOCAL).join();
            assertThat(one.entry().key().counter()).isEqualTo(-1);
            assertThat(two.entry().key().counter()).isEqualTo(-2);
            try (Reduction<List<Double>> state = ledger.reduce(
                    "n",
                    Reducer.<List<Double>>startingWith(ArrayList::new)
                            .on("a", (numbers, e) -> numbers.add(e.fields().number("n", 0))))) {
                assertThat(state.<List<Double>>read(List::copyOf)).isEmpty();
                ledger.ignore(two.entry().key(), Source.LOCAL).join();
                assertThat(state.<List<Double>>read(List::copyOf)).containsExactly(2.0);
            }
        }
    }

    @Test
    void aReductionFollowsByItselfAndStopsAloneWhenItsHandlerFails() {
        try (Ledger ledger = open();
                Reduction<long[]> good = ledger.reduce(
                        "good", Reducer.startingWith(() -> new long[1]).any((state, e) -> state[0]++));
                Reduction<long[]> bad = ledger.reduce(
                        "bad",
                        Reducer.startingWith(() -> new long[1]).on("boom", (state, e) -> {
                            throw new IllegalStateException("no");
                        }),
                        new ReplayPace(1, 1))) {
            ledger.append("boom", Map.of()).join();
            ledger.append("other", Map.of()).join();
            await().until(() -> good.status().processed() == 2);
            await().until(() -> bad.status().phase() == ReplayStatus.Phase.STOPPED);
            assertThat(String.valueOf(bad.status().failure())).contains("boom").contains("LedgerTest.java:");
        }
    }

    @Test
    void appendingAndReadingFromACompletedFutureNeverWaitsForItself() {
        try (Ledger ledger = open()) {
            assertThat(ledger.append("a", Map.of())
                            .thenApply(first -> ledger.append("b", Map.of()).join())
                            .thenApply(second -> ledger.find(second.entry().key()))
                            .join())
                    .isPresent();
        }
    }

    @Test
    void anEntryFromTheFarFutureDoesNotCarryOwnKeysWithIt() {
        try (Ledger ledger = open()) {
            Entry poison = ledger.codec().seal(Key.of(Key.U32_MAX, Key.U32_MAX, 4476, 43981), "x", Fields.NONE);
            ledger.insert(List.of(poison), PEER).join();
            assertThat(ledger.append("a", Map.of()).join().entry().key().time()).isEqualTo(seconds.get());
        }
        try (Ledger ledger = open()) {
            assertThat(ledger.append("a", Map.of()).join().entry().key().counter())
                    .isEqualTo(1);
        }
    }

    @Test
    void aBadNameIsRefusedBeforeAnythingIsWritten() {
        for (String name : List.of("", "a\nb", "n".repeat(65))) {
            assertThatThrownBy(() -> Ledger.open(folder.resolve("new"), options.name(name)))
                    .isInstanceOf(LedgerException.class);
        }
        assertThat(folder.resolve("new")).doesNotExist();
    }

    @Test
    void verifyingASoundLedgerFindsNothing() {
        try (Ledger ledger = open()) {
            LongStream.range(0, 500)
                    .forEach(i -> ledger.append("award", Map.of("n", i)).join());
            ledger.checkpoint().join();
            ledger.append("award", Map.of()).join();
            assertThat(ledger.verify()).isEqualTo(new Verification(501, 1, List.of()));
        }
    }

    @Test
    void aClosedLedgerRefusesPolitely() {
        Ledger ledger = open();
        ledger.close();
        assertThatThrownBy(() -> ledger.append("a", Map.of()).join()).hasRootCauseMessage("The ledger is closed");
    }
}
