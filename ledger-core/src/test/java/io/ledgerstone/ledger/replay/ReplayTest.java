package io.ledgerstone.ledger.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.replay.ReplayStatus.Phase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ReplayTest {
    private static final EntryCodec CODEC = new EntryCodec("test", KeyLayout.CROSS_REALM);

    private final ListSource source = new ListSource(List.of());
    private final Reducer<List<Integer>> reducer = Reducer.<List<Integer>>startingWith(ArrayList::new)
            .on("award", (state, entry) -> {
                double number = entry.fields().number("n", 0);
                state.add((int) number);
                if (number < 0) {
                    throw new IllegalStateException("negative");
                }
            });
    private final Reducer.Fold<List<Integer>> fold = reducer.fold();
    private final Replay replay = new Replay(KeyLayout.CROSS_REALM, source, fold);
    private final List<String> heard = new ArrayList<>();

    private static Entry award(long time, int n) {
        return CODEC.seal(Key.of(time, 0, 1, 1), "award", Fields.of(Map.of("n", n)));
    }

    private static Entry ignore(long counter, Key target) {
        return CODEC.seal(
                Key.of(target.time(), counter, 1, 1),
                Entry.IGNORE_TYPE,
                Fields.of(Map.of(Entry.IGNORE_REF, target.text(KeyLayout.CROSS_REALM))));
    }

    @Test
    void entriesInAnyOrderAndStepsOfAnySizeGiveOneStateAndHash() {
        for (long seed = 1; seed <= 50; seed++) {
            Random random = new Random(seed);
            List<Entry> entries = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                Entry entry = award(1000 + random.nextInt(40), random.nextInt(5));
                entries.add(entry);
                if (random.nextInt(4) == 0) {
                    entries.add(ignore(-1 - random.nextInt(3), entry.key()));
                }
            }
            Reducer.Fold<List<Integer>> wanted = reducer.fold();
            ReplayStatus all =
                    new Replay(KeyLayout.CROSS_REALM, new ListSource(entries), wanted).catchUp(Long.MAX_VALUE);
            Collections.shuffle(entries, random);
            ListSource growing = new ListSource(List.of());
            Reducer.Fold<List<Integer>> built = reducer.fold();
            Replay stepped = new Replay(KeyLayout.CROSS_REALM, growing, built);
            for (Entry entry : entries) {
                growing.add(entry);
                stepped.step(1 + random.nextInt(7));
            }
            ReplayStatus end = stepped.catchUp(Long.MAX_VALUE);
            assertThat(built.state()).as("seed %d", seed).isEqualTo(wanted.state());
            assertThat(end.stateHash()).as("seed %d", seed).isEqualTo(all.stateHash());
            assertThat(end.phase()).isEqualTo(Phase.CURRENT);
        }
    }

    @Test
    void aFailingHandlerLeavesTheStateOfTheEntriesBeforeAndNoMore() {
        listen();
        source.add(award(1, 10));
        source.add(award(2, -5));
        source.add(award(3, 20));
        ReplayStatus status = replay.catchUp(Long.MAX_VALUE);
        assertThat(status.phase()).isEqualTo(Phase.STOPPED);
        assertThat(fold.state()).containsExactly(10);
        assertThat(status.lag()).isEqualTo(2);
        HandlerFailure failure = Objects.requireNonNull(status.failure());
        assertThat(failure.entry()).isEqualTo(award(2, -5));
        assertThat(failure.error().position()).startsWith("ReplayTest.java:");
        assertThat(heard).containsSubsequence("restarted", "failed 2-0-1-1", "changed 1");
    }

    @Test
    void ignoringTheEntryThatFailedIsAFix() {
        source.add(award(1, 10));
        source.add(award(2, -5));
        source.add(award(3, 20));
        replay.catchUp(Long.MAX_VALUE);
        source.add(ignore(-1, Key.of(2, 0, 1, 1)));
        ReplayStatus status = replay.catchUp(Long.MAX_VALUE);
        assertThat(status.phase()).isEqualTo(Phase.CURRENT);
        assertThat(status.failure()).isNull();
        assertThat(fold.state()).containsExactly(10, 20);
    }

    @Test
    void aRestartForgetsTheFailureAndTriesAgain() {
        source.add(award(1, -5));
        assertThat(replay.catchUp(Long.MAX_VALUE).restarts()).isEqualTo(1);
        replay.restart("the addon was mended");
        assertThat(replay.status().failure()).isNull();
        assertThat(replay.catchUp(Long.MAX_VALUE).phase()).isEqualTo(Phase.STOPPED);
    }

    @Test
    void entriesAfterAFailureChangeNothing() {
        source.add(award(5, -5));
        replay.catchUp(Long.MAX_VALUE);
        long restarts = replay.status().restarts();
        source.add(award(6, 1));
        ReplayStatus status = replay.catchUp(Long.MAX_VALUE);
        assertThat(status.phase()).isEqualTo(Phase.STOPPED);
        assertThat(status.lag()).isEqualTo(2);
        assertThat(status.restarts()).isEqualTo(restarts);
    }

    @Test
    void aFailingResetStopsUntilARestart() {
        boolean[] broken = {true};
        Projection projection = new Projection() {
            @Override
            public boolean wants(String type) {
                return true;
            }

            @Override
            public Applied reset() {
                return broken[0] ? new Applied(0, new HandlerError("no state", "a.lua:1")) : Applied.all(0);
            }

            @Override
            public Applied apply(List<Entry> entries) {
                return Applied.all(entries.size());
            }
        };
        source.add(award(1, 1));
        Replay stuck = new Replay(KeyLayout.CROSS_REALM, source, projection);
        assertThat(stuck.catchUp(Long.MAX_VALUE).failure()).hasToString("init failed: a.lua:1: no state");
        broken[0] = false;
        assertThat(stuck.catchUp(Long.MAX_VALUE).phase()).isEqualTo(Phase.STOPPED);
        stuck.restart("mended");
        assertThat(stuck.catchUp(Long.MAX_VALUE).phase()).isEqualTo(Phase.CURRENT);
    }

    @Test
    void entriesNobodyHandlesAreParkedCountedAndHashed() {
        source.add(CODEC.seal(Key.of(1, 0, 1, 1), "dance", Fields.NONE));
        source.add(award(2, 7));
        ReplayStatus status = replay.catchUp(Long.MAX_VALUE);
        assertThat(status.parked()).isEqualTo(Map.of("dance", 1L));
        assertThat(status.processed()).isEqualTo(2);
        assertThat(fold.state()).containsExactly(7);
    }

    @Test
    void anIgnoreOfAnIgnoreRestoresItsTarget() {
        Entry target = award(9, 7);
        source.add(target);
        source.add(ignore(-1, target.key()));
        assertThat(replay.catchUp(Long.MAX_VALUE).phase()).isEqualTo(Phase.CURRENT);
        assertThat(fold.state()).isEmpty();
        source.add(ignore(-2, Key.of(9, -1, 1, 1)));
        replay.catchUp(Long.MAX_VALUE);
        assertThat(fold.state()).containsExactly(7);
    }

    @Test
    void aStepThatThrowsIsFollowedByOneFromTheStart() {
        boolean[] broken = {true};
        Projection projection = new Projection() {
            @Override
            public boolean wants(String type) {
                return true;
            }

            @Override
            public Applied reset() {
                return fold.reset();
            }

            @Override
            public Applied apply(List<Entry> entries) {
                if (broken[0]) {
                    throw new IllegalStateException("the disk");
                }
                return fold.apply(entries);
            }
        };
        source.add(award(1, 1));
        source.add(award(2, 2));
        Replay thrown = new Replay(KeyLayout.CROSS_REALM, source, projection);
        assertThatThrownBy(() -> thrown.step(1)).hasMessage("the disk");
        broken[0] = false;
        assertThat(thrown.catchUp(Long.MAX_VALUE).processed()).isEqualTo(2);
        assertThat(fold.state()).containsExactly(1, 2);
    }

    @Test
    void aHandlerThatRecursesForEverStopsItsReplayAlone() {
        Reducer.Fold<long[]> deep = Reducer.startingWith(() -> new long[1])
                .any((state, e) -> state[0] += recurse(1))
                .fold();
        source.add(award(1, 1));
        Replay stopped = new Replay(KeyLayout.CROSS_REALM, source, deep);
        assertThat(String.valueOf(stopped.catchUp(Long.MAX_VALUE).failure())).contains("StackOverflowError");
    }

    private static long recurse(long depth) {
        return depth == 0 ? 0 : 1 + recurse(depth + 1);
    }

    @Test
    void catchUpProcessesNoMoreThanItsLimit() {
        for (int i = 0; i < 10; i++) {
            source.add(award(i, i));
        }
        assertThat(replay.catchUp(4).processed()).isEqualTo(4);
        assertThat(fold.state()).containsExactly(0, 1, 2, 3);
        assertThat(replay.status().lag()).isEqualTo(6);
    }

    @Test
    void ofTwoEntriesWithOneKeyTheLowerIdIsAppliedWhateverCameFirst() {
        Entry a = award(1, 1);
        Entry b = award(1, 2);
        Entry lower = a.compareTo(b) < 0 ? a : b;
        Entry higher = lower.equals(a) ? b : a;
        source.add(higher);
        replay.catchUp(Long.MAX_VALUE);
        source.add(lower);
        replay.catchUp(Long.MAX_VALUE);
        assertThat(fold.state()).containsExactly((int) lower.fields().number("n", 0));
    }

    private void listen() {
        replay.listen(new ReplayListener() {
            @Override
            public void stateChanged(ReplayStatus status) {
                heard.add("changed " + status.processed());
            }

            @Override
            public void restarted(String reason) {
                heard.add("restarted");
            }

            @Override
            public void handlerFailed(HandlerFailure failure) {
                heard.add("failed " + Objects.requireNonNull(failure.entry()).key());
            }
        });
    }
}
