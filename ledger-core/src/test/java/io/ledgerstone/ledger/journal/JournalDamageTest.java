package io.ledgerstone.ledger.journal;

import static io.ledgerstone.ledger.journal.JournalFixture.append;
import static io.ledgerstone.ledger.journal.JournalFixture.assertWhole;
import static io.ledgerstone.ledger.journal.JournalFixture.group;
import static io.ledgerstone.ledger.journal.JournalFixture.open;
import static io.ledgerstone.ledger.journal.JournalFixture.read;
import static io.ledgerstone.ledger.journal.JournalFixture.segments;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgerstone.ledger.testkit.SimulatedDisk;
import java.util.NavigableMap;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Broken bytes, failing fsyncs and full disks. */
final class JournalDamageTest {
    @Test
    void aTornTailIsCutAtTheLastGoodRecord() {
        SimulatedDisk whole = new SimulatedDisk();
        try (Journal journal = open(whole)) {
            append(journal, 20, 20);
        }
        String segment = segments(whole).getFirst();
        byte[] bytes = whole.bytesOf(segment);
        int recordBytes = recordBytes(bytes);
        for (int cut = 0; cut < recordBytes; cut++) {
            SimulatedDisk disk = whole.afterPowerCut(whole.operations(), 0);
            disk.truncate(segment, 8 + 19 * recordBytes + cut);
            try (Journal journal = open(disk)) {
                assertThat(journal.end()).isEqualTo(19);
                assertThat(journal.recovery().bytesCut()).isBetween(cut > 15 ? 1L : 0L, (long) cut);
                assertThat(journal.recovery().sound()).isTrue();
                append(journal, 5, 2);
                assertWhole(journal);
            }
            try (Journal journal = open(disk)) {
                assertThat(journal.end()).isEqualTo(24);
                assertWhole(journal);
                assertThat(journal.verify().sound()).isTrue();
            }
        }
    }

    private static int recordBytes(byte[] segment) {
        return RecordFormat.HEADER_BYTES + segment[8 + 7];
    }

    @Test
    void aZeroFilledTailIsNoDamage() {
        SimulatedDisk disk = new SimulatedDisk();
        try (Journal journal = open(disk)) {
            append(journal, 20, 20);
        }
        try (Journal journal = open(disk)) {
            assertThat(journal.recovery().bytesCut()).isZero();
            append(journal, 1, 1);
        }
        assertThat(segments(disk)).as("goes on in the same segment").hasSize(1);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aFlippedBitCostsItsRecordOnlyAndNoPositionMoves(long seed) {
        Random random = new Random(seed);
        SimulatedDisk whole = new SimulatedDisk();
        try (Journal journal = open(whole)) {
            append(journal, 2500, 10);
        }
        for (int round = 0; round < 20; round++) {
            SimulatedDisk disk = whole.afterPowerCut(whole.operations(), 0);
            String segment = segments(disk).get(random.nextInt(2));
            disk.flip(segment, random.nextInt(8, 60_000), random.nextInt(8));
            try (Journal journal = open(disk)) {
                assertThat(journal.end()).isEqualTo(2500);
                NavigableMap<Long, Arrival> found = read(journal, 0);
                found.forEach(JournalFixture::assertNumbered);
                assertThat(found).hasSize(2499);
                JournalRecovery report = journal.verify();
                assertThat(report.damaged()).singleElement().satisfies(damage -> {
                    assertThat(damage.segment()).isEqualTo(segment);
                    assertThat(damage.records()).isEqualTo(1);
                    assertThat(found).doesNotContainKey(damage.firstPosition());
                });
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void garbageInTheMiddleIsSteppedOver(long seed) {
        Random random = new Random(seed);
        SimulatedDisk disk = new SimulatedDisk();
        try (Journal journal = open(disk)) {
            append(journal, 2500, 10);
        }
        byte[] garbage = new byte[512];
        random.nextBytes(garbage);
        disk.overwrite(segments(disk).get(1), random.nextInt(60_000), garbage);
        try (Journal journal = open(disk)) {
            NavigableMap<Long, Arrival> found = read(journal, 0);
            found.forEach(JournalFixture::assertNumbered);
            assertThat(found.size()).isBetween(2489, 2498);
            assertThat(journal.verify().damaged().getFirst().records()).isEqualTo(2500 - found.size());
            append(journal, 10, 10);
            assertThat(read(journal, 2500)).hasSize(10);
        }
    }

    @Test
    void aDamagedSegmentHeaderCostsNothing() {
        SimulatedDisk disk = new SimulatedDisk();
        try (Journal journal = open(disk)) {
            append(journal, 10, 10);
        }
        disk.overwrite(segments(disk).getFirst(), 0, new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        try (Journal journal = open(disk)) {
            append(journal, 10, 10);
            assertWhole(journal);
        }
        assertThat(segments(disk)).hasSize(2);
    }

    @Test
    void afterAFailedFsyncTheGroupIsNotThereAndTheSegmentIsGivenUp() {
        SimulatedDisk disk = new SimulatedDisk();
        try (Journal journal = open(disk)) {
            append(journal, 10, 10);
            disk.failNextForce();
            assertThatThrownBy(() -> journal.append(group(500, 3)))
                    .isInstanceOfSatisfying(
                            JournalException.class, e -> assertThat(e.reason()).isEqualTo(JournalException.Reason.DISK))
                    .hasMessageContaining("The disk failed");
            assertThat(journal.end()).isEqualTo(10);
            assertWhole(journal);
            append(journal, 10, 5);
            assertWhole(journal);
        }
        assertThat(segments(disk)).hasSize(2);
        try (Journal journal = open(disk)) {
            assertThat(journal.end()).isEqualTo(20);
            assertWhole(journal);
            assertThat(journal.verify().sound()).isTrue();
        }
    }

    /** What the system still shows of it may not be on the disk, and no later fsync would tell. */
    @Test
    void afterAFailedFsyncARestartDoesNotShowTheGroupEither() {
        SimulatedDisk disk = new SimulatedDisk();
        try (Journal journal = open(disk)) {
            append(journal, 10, 10);
            disk.failNextForce();
            assertThatThrownBy(() -> journal.append(group(10, 3))).isInstanceOf(JournalException.class);
        }
        try (Journal journal = open(disk)) {
            assertThat(journal.end()).isEqualTo(10);
            append(journal, 10, 5);
        }
        for (int seed = 0; seed < 20; seed++) {
            try (Journal journal = open(disk.afterPowerCut(disk.operations(), seed))) {
                assertThat(journal.end()).as("seed %d", seed).isEqualTo(20);
                assertWhole(journal);
            }
        }
    }

    @ParameterizedTest(name = "room for {0} bytes")
    @ValueSource(ints = {0, 5, 100, 4000, 8200, 9000, 20_000, 64 << 10, 70_000, 100_000, 120_000})
    void aFullDiskFailsTheGroupAndNothingElse(int room) {
        SimulatedDisk disk = new SimulatedDisk();
        disk.limitTo(room);
        Journal journal = open(disk);
        long failures = 0;
        for (int step = 0; step < 300; step++) {
            if (step % 50 == 49) {
                journal.close();
                journal = open(disk);
            }
            if (step == 200) {
                disk.limitTo(Long.MAX_VALUE);
            }
            try {
                append(journal, 10, 10);
            } catch (JournalException e) {
                assertThat(e.reason()).isEqualTo(JournalException.Reason.DISK_FULL);
                assertThat(e).hasMessageContaining("Free some space");
                assertThat(step).isLessThan(200);
                failures++;
            }
        }
        assertThat(failures).isPositive();
        assertThat(journal.end()).isGreaterThanOrEqualTo(1000);
        assertWhole(journal);
        journal.close();
        try (Journal again = open(disk)) {
            assertWhole(again);
            assertThat(again.verify().sound()).isTrue();
        }
    }
}
