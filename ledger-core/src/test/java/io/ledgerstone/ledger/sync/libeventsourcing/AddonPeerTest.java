package io.ledgerstone.ledger.sync.libeventsourcing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.entry.Week;
import io.ledgerstone.ledger.sync.Dice;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonMessage.AdvertiseHashes;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonMessage.BulkData;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonMessage.Malformed;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonMessage.PeerState;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonMessage.RequestWeek;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonMessage.WeekData;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonSettings.Variant;
import io.ledgerstone.ledger.sync.libeventsourcing.Channel.Node;
import io.ledgerstone.ledger.sync.libeventsourcing.Channel.Sent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class AddonPeerTest {
    private static final long START_MS = 1_700_292_800_000L;
    private static final int THIS_WEEK = Week.numberOf(START_MS / 1000);
    private static final Dice FIRST = bound -> 0;

    private final Channel channel = new Channel(KeyLayout.CLASSIC, FieldOrder.IGNORES_ONLY.with("TE", "m"), START_MS);

    private Node join(AddonSettings settings) {
        return channel.join(settings, AddonGate.OPEN, FIRST);
    }

    private Entry entry(long secondsAgo, long creator, Object content) {
        return channel.codec()
                .seal(Key.of(START_MS / 1000 - secondsAgo, 0, 0, creator), "TE", Fields.of(Map.of("m", content)));
    }

    private <M extends AddonMessage> List<M> sent(String from, Class<M> kind) {
        return channel.sent.stream()
                .filter(sent -> sent.from().equals(from))
                .map(sent -> sent.send().message())
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private void pass(long seconds) {
        channel.runUntil(channel.nowMs() + seconds * 1000);
    }

    private void whisper(String from, String to, AddonMessage message) {
        channel.send(from, new AddonOutput.Send(Distribution.WHISPER, to, message, false));
    }

    @Test
    void unauthorizedEntriesAreNeitherTakenNorSent() {
        AddonGate gate = (entry, name) -> entry.key().creator() == name.length();
        Node alice = channel.join(AddonSettings.of("Alice"), AddonGate.OPEN, FIRST);
        Node bob = channel.join(AddonSettings.of("Bob"), gate, FIRST);
        channel.append(alice, entry(1, 5, "Alice's"), entry(1, 9, "forged"));
        channel.append(bob, entry(1, 3, "Bob's"), entry(1, 7, "not Bob's"));
        pass(1);
        assertThat(bob.ledger().all()).extracting(e -> e.key().creator()).containsExactly(3L, 5L, 7L);
        assertThat(alice.ledger().all()).extracting(e -> e.key().creator()).containsExactly(3L, 5L, 9L);
        assertThat(bob.peer().withheld()).isEqualTo(1);
        assertThat(bob.reportOn("Alice")).satisfies(report -> {
            assertThat(report.entries()).isEqualTo(2);
            assertThat(report.unauthorized()).isEqualTo(1);
            assertThat(report.added()).isEqualTo(1);
        });
    }

    @Test
    void oneBadRowDoesNotSpoilTheOthers() {
        Node bob = join(AddonSettings.of("Bob"));
        Entry good = entry(1, 5, "good");
        AddonValue row = ((EntryRows.Outcome.Row) channel.rows().write(good)).row();
        channel.deliver("Alice", Distribution.GUILD, "", new BulkData(0, List.of(AddonValue.NIL, row, row)));
        pass(1);
        assertThat(bob.ledger().all()).containsExactly(good);
        assertThat(bob.reportOn("Alice").refused()).isEqualTo(1);
    }

    @Test
    void messagesUnderOurOwnNameAreIgnored() {
        Node bob = join(AddonSettings.of("Bob"));
        bob.peer().receive("Bob", Distribution.GUILD, new Malformed("any"), channel.nowMs());
        bob.peer().receive("", Distribution.GUILD, new Malformed("any"), channel.nowMs());
        bob.peer().receive("x".repeat(129), Distribution.GUILD, new Malformed("any"), channel.nowMs());
        assertThat(bob.peer().peers()).isEmpty();
    }

    @Test
    void whoAsksAndAsksIsAnsweredSoManyTimesAMinute() {
        Node alice = join(AddonSettings.of("Alice"));
        alice.ledger().insert(List.of(entry(1, 1, "x")));
        for (int i = 0; i < 100; i++) {
            whisper("Mallory", "Alice", new RequestWeek(0, THIS_WEEK));
        }
        pass(1);
        assertThat(sent("Alice", WeekData.class)).hasSize(DialectLimits.ANSWERS_PER_MINUTE_MAX);
        assertThat(alice.reportOn("Mallory").unanswered()).isEqualTo(68);
        pass(60);
        whisper("Mallory", "Alice", new RequestWeek(0, THIS_WEEK));
        pass(1);
        assertThat(sent("Alice", WeekData.class)).hasSize(DialectLimits.ANSWERS_PER_MINUTE_MAX + 1);
    }

    @Test
    void manyRequestsLeadToOneAnswer() {
        Node alice = join(AddonSettings.of("Alice"));
        alice.ledger().insert(List.of(entry(1, 1, "x")));
        alice.peer().enableSending(channel.nowMs());
        pass(11);
        for (int i = 0; i < 100; i++) {
            channel.send("Bob" + i, new AddonOutput.Send(Distribution.GUILD, "", new RequestWeek(0, THIS_WEEK), false));
        }
        pass(25);
        assertThat(sent("Alice", WeekData.class)).hasSize(1);
    }

    @Test
    void steadySyncedFallsBackToUnknownAsInTheLibrary() {
        Node alice = join(AddonSettings.of("Alice"));
        Node bob = join(AddonSettings.of("Bob"));
        alice.ledger().insert(List.of(entry(1, 1, "x")));
        bob.ledger().insert(List.of(entry(1, 1, "x")));
        alice.peer().enableSending(channel.nowMs());
        pass(170);
        assertThat(channel.states)
                .filteredOn(change -> change.at().equals("Bob"))
                .extracting(change -> (change.atMs() - START_MS) / 1000 + " " + change.state())
                .containsExactly("10 unknown", "10 synced", "110 unknown", "130 synced");
        assertThat(bob.peer().state()).isEqualTo(SyncState.SYNCED);
    }

    @Test
    void anEchoedStateHashOnlyShows() {
        Node bob = join(AddonSettings.of("Bob"));
        Entry mine = entry(1, 1, "x");
        bob.ledger().insert(List.of(mine));
        channel.send(
                "Mallory",
                new AddonOutput.Send(
                        Distribution.GUILD,
                        "",
                        new AdvertiseHashes(
                                0,
                                1,
                                1,
                                bob.ledger().stateHash(),
                                0,
                                List.of(new AddonMessage.WeekHash(THIS_WEEK, 99, 7, null))),
                        false));
        pass(1);
        assertThat(bob.peer().state()).isEqualTo(SyncState.SYNCED);
        assertThat(sent("Bob", RequestWeek.class)).as("asks all the same").hasSize(1);
    }

    @Test
    void aLargeWeekTravelsInSeveralMessages() {
        Node alice = join(AddonSettings.of("Alice"));
        Node bob = join(AddonSettings.of("Bob"));
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < DialectLimits.ENTRIES_SENT_MAX + 10; i++) {
            entries.add(entry(1 + i % 5000, 1 + i / 5000, "x"));
        }
        for (int i = 0; i < 30; i++) {
            entries.add(entry(i, 5, "y".repeat(30_000)));
        }
        alice.ledger().insert(entries);
        alice.peer().sendAll("Bob", channel.nowMs());
        pass(1);
        assertThat(sent("Alice", BulkData.class)).hasSizeGreaterThan(2);
        assertThat(bob.ledger().all()).hasSize(entries.size());
    }

    @Test
    void theForkAnswersItsTargetsOnlyAndListensToItsSourcesOnly() {
        AddonSettings fork = AddonSettings.of("Alice")
                .with(Variant.CLASSIC_LOOT_MANAGER)
                .withWhispers(Set.of("Bob"), Set.of("Carol"));
        Node alice = join(fork);
        alice.ledger().insert(List.of(entry(1, 1, "x")));
        alice.peer().enableSending(channel.nowMs());
        whisper("Bob", "Alice", new RequestWeek(0, THIS_WEEK));
        whisper("Mallory", "Alice", new RequestWeek(0, THIS_WEEK));
        AdvertiseHashes advert =
                new AdvertiseHashes(0, 1, 1, 1, 0, List.of(new AddonMessage.WeekHash(THIS_WEEK - 1, 1, 1, null)));
        whisper("Mallory", "Alice", advert);
        whisper("Carol", "Alice", advert);
        pass(11);
        assertThat(channel.sent)
                .filteredOn(sent -> sent.from().equals("Alice"))
                .extracting(AddonPeerTest::describe)
                .containsExactly(
                        "WeekData WHISPER Bob large",
                        "RequestWeek WHISPER Carol",
                        "AdvertiseHashes GUILD ",
                        "AdvertiseHashes WHISPER Bob");
    }

    private static String describe(Sent sent) {
        AddonOutput.Send send = sent.send();
        return send.message().getClass().getSimpleName() + " " + send.distribution() + " " + send.target()
                + (send.large() ? " large" : "");
    }

    @Test
    void requestsInVainAreWhisperedToWhoAdvertises() {
        Node bob = join(AddonSettings.of("Bob"));
        AdvertiseHashes advert =
                new AdvertiseHashes(0, 1, 1, 1, 0, List.of(new AddonMessage.WeekHash(THIS_WEEK - 1, 1, 1, null)));
        for (int i = 0; i < 4; i++) {
            channel.send("Carol", new AddonOutput.Send(Distribution.GUILD, "", advert, false));
            pass(40);
        }
        assertThat(channel.sent)
                .filteredOn(sent -> sent.from().equals("Bob"))
                .extracting(AddonPeerTest::describe)
                .containsExactly(
                        "RequestWeek GUILD ",
                        "RequestWeek GUILD ",
                        "RequestWeek GUILD ",
                        "RequestWeek WHISPER Carol",
                        "RequestWeek GUILD ",
                        "RequestWeek WHISPER Carol");
        assertThat(bob.peer().peers()).containsOnlyKeys("Carol");
    }

    @Test
    void whoeverAdvertisesAllWeeksMakesUsAskForSoManyAMinute() {
        join(AddonSettings.of("Bob"));
        for (int week = 1; week + 63 < THIS_WEEK; week += 64) {
            List<AddonMessage.WeekHash> hashes = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                hashes.add(new AddonMessage.WeekHash(week + i, 1, 1, null));
            }
            AdvertiseHashes advert = new AdvertiseHashes(0, 1, 1, 1, 0, hashes);
            channel.send("Mallory", new AddonOutput.Send(Distribution.GUILD, "", advert, false));
        }
        pass(1);
        assertThat(sent("Bob", RequestWeek.class)).hasSize(DialectLimits.REQUESTS_PER_MINUTE_MAX);
    }

    @Test
    void onlySoManyPeersAreRemembered() {
        Node bob = join(AddonSettings.of("Bob"));
        for (int i = 0; i < DialectLimits.PEERS_MAX + 5; i++) {
            bob.peer().receive("peer" + i, Distribution.GUILD, new PeerState(0, 1, 2, 3), channel.nowMs());
            bob.peer().receive("peer0", Distribution.GUILD, new PeerState(0, 1, 2, 3), channel.nowMs());
        }
        assertThat(bob.peer().peers())
                .hasSize(DialectLimits.PEERS_MAX)
                .containsKey("peer0")
                .doesNotContainKey("peer1");
    }

    @Test
    void aClockThatJumpsStopsNothing() {
        Node alice = join(AddonSettings.of("Alice"));
        alice.ledger().insert(List.of(entry(1, 1, "x")));
        AddonPeer peer = alice.peer();
        peer.enableSending(START_MS);
        peer.tick(START_MS + 10_000);
        peer.drain();
        long hourBefore = START_MS - 3_600_000;
        peer.tick(hourBefore);
        assertThat(peer.nextTickMs()).isEqualTo(hourBefore + 10_000);
        peer.tick(hourBefore + 10_000);
        assertThat(peer.drain()).anyMatch(AddonOutput.Send.class::isInstance);
        long hourLater = START_MS + 3_600_000;
        peer.tick(hourLater);
        assertThat(peer.nextTickMs()).isEqualTo(hourLater + 10_000);
    }
}
