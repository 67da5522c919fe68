package io.ledgerstone.ledger.sync.libeventsourcing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.entry.Week;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonMessage.AdvertiseHashes;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonMessage.WeekHash;
import io.ledgerstone.ledger.sync.libeventsourcing.Channel.Node;
import io.ledgerstone.ledger.sync.libeventsourcing.Channel.Sent;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Somebody advertises what others have, so that they hold back, and sends nothing. The library never gets over it. */
final class HeldBackTest {
    private static final long START_MS = 1_700_292_800_000L;
    private static final int THIS_WEEK = Week.numberOf(START_MS / 1000);
    private static final FieldOrder ORDER = FieldOrder.IGNORES_ONLY.with("TE", "m");

    private final Channel channel = new Channel(KeyLayout.CLASSIC, ORDER, START_MS);
    private final Random random = new Random(1);
    private final Node holder = channel.join(AddonSettings.of("Holder"), AddonGate.OPEN, random::nextInt);
    private final Node needy = channel.joinModel("Needy", random::nextInt);

    HeldBackTest() {
        for (int i = 0; i < 5; i++) {
            holder.ledger()
                    .insert(List.of(channel.codec()
                            .seal(Key.of(START_MS / 1000 - i, 0, 0, 7), "TE", Fields.of(Map.of("m", i)))));
        }
        holder.peer().enableSending(START_MS);
    }

    private AdvertiseHashes echo() {
        List<WeekHash> hashes = IntStream.range(0, 8)
                .mapToObj(i -> holder.ledger().week(THIS_WEEK - i))
                .map(week -> new WeekHash(week.number(), week.hash(), week.count(), null))
                .toList();
        return new AdvertiseHashes(0, THIS_WEEK, 5, holder.ledger().stateHash(), 0, hashes);
    }

    private void attack() {
        channel.send("Attacker", new AddonOutput.Send(Distribution.GUILD, "", echo(), false));
    }

    private void requireRepaired() {
        assertThat(needy.ledger().all()).isEqualTo(holder.ledger().all());
        assertThat(holder.reportOn("Attacker").brokenPromises()).isPositive();
    }

    @Test
    void oneCorrectAdvertEvery29SecondsHoldsUsBackForMinutesAtMost() {
        for (int i = 0; i < 20; i++) {
            attack();
            channel.runUntil(channel.nowMs() + 29_000);
        }
        requireRepaired();
    }

    @Test
    void theLibraryIsHeldBackForEver() {
        holder.peer().disableSending();
        Node addon = channel.joinModel("Holding-addon", random::nextInt);
        addon.ledger().insert(holder.ledger().all());
        addon.station().enableSending(START_MS);
        for (int i = 0; i < 60; i++) {
            attack();
            channel.runUntil(channel.nowMs() + 29_000);
        }
        assertThat(needy.ledger().all()).isEmpty();
    }

    @Test
    void anEchoOfHigherPriorityHoldsUsBackForMinutesAtMost() {
        int seen = 0;
        for (int i = 0; i < 6_000; i++) {
            channel.runUntil(channel.nowMs() + 100);
            List<Sent> sent = channel.sent.subList(seen, channel.sent.size());
            boolean advertised = sent.stream()
                    .anyMatch(one -> one.from().equals("Holder") && one.send().message() instanceof AdvertiseHashes);
            seen = channel.sent.size();
            if (advertised) {
                attack();
            }
        }
        requireRepaired();
    }

    @Test
    void anHonestPeerOfHigherPriorityKeepsItsPromises() {
        Node anna = channel.join(AddonSettings.of("Anna"), AddonGate.OPEN, random::nextInt);
        anna.ledger().insert(holder.ledger().all());
        anna.peer().enableSending(START_MS);
        channel.runUntil(START_MS + 600_000);
        assertThat(needy.ledger().all()).isEqualTo(holder.ledger().all());
        assertThat(holder.reportOn("Anna").brokenPromises()).isZero();
    }
}
