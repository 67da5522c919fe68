package io.ledgerstone.ledger.journal;

import static io.ledgerstone.ledger.journal.JournalFixture.append;
import static io.ledgerstone.ledger.journal.JournalFixture.assertNumbered;
import static io.ledgerstone.ledger.journal.JournalFixture.assertWhole;
import static io.ledgerstone.ledger.journal.JournalFixture.group;
import static io.ledgerstone.ledger.journal.JournalFixture.open;
import static io.ledgerstone.ledger.journal.JournalFixture.read;
import static io.ledgerstone.ledger.journal.JournalFixture.segments;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.EntryLimits;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.testkit.RandomEntries;
import io.ledgerstone.ledger.testkit.SimulatedDisk;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalTest {
    @TempDir
    Path folder;

    @Test
    void anEmptyFolderIsAnEmptyJournalAndStaysEmptyUntilTheFirstEntry() {
        SimulatedDisk disk = new SimulatedDisk();
        try (Journal journal = open(disk)) {
            assertThat(journal.begin()).isZero();
            assertThat(journal.end()).isZero();
            assertThat(read(journal, 0)).isEmpty();
            assertThat(journal.recovery().segments()).isZero();
        }
        assertThat(disk.operations()).isZero();
    }

    @Test
    void positionsCountFromZeroThroughSegmentsAndOpenings() {
        FolderFiles files = new FolderFiles(folder.resolve("a").resolve("journal"));
        for (int round = 0; round < 3; round++) {
            try (Journal journal = open(files)) {
                append(journal, 1000, 7);
                assertThat(journal.end()).isEqualTo((round + 1) * 1000L);
                assertWhole(journal);
            }
        }
        assertThat(segments(files)).hasSizeGreaterThan(3);
        try (Journal journal = open(files)) {
            assertThat(journal.recovery())
                    .isEqualTo(new JournalRecovery(segments(files).size(), 3000, 0, List.of()));
            assertThat(journal.verify()).isEqualTo(journal.recovery());
        }
    }

    @Test
    void readingStartsAtAnyPosition() {
        try (Journal journal = open(new SimulatedDisk())) {
            append(journal, 2000, 50);
            for (long from = 0; from <= 2000; from += 97) {
                assertThat(read(journal, from).keySet()).hasSize((int) (2000 - from));
            }
            assertThat(read(journal, 1999).keySet()).containsExactly(1999L);
            assertThat(read(journal, 2000)).isEmpty();
        }
    }

    @Test
    void positionsThatTheJournalDoesNotHaveAreRefused() {
        try (Journal journal = open(new SimulatedDisk())) {
            append(journal, 3, 3);
            for (long position : new long[] {-1, 4}) {
                assertThatThrownBy(() -> journal.read(position))
                        .isInstanceOfSatisfying(
                                JournalException.class,
                                e -> assertThat(e.reason()).isEqualTo(JournalException.Reason.POSITION))
                        .hasMessageContaining("positions 0 to 3, not " + position);
            }
        }
    }

    @Test
    void aReaderAtTheEndSeesWhatIsAppendedLater() {
        try (Journal journal = open(new SimulatedDisk());
                JournalReader reader = journal.read(0)) {
            long next = 0;
            for (int round = 0; round < 300; round++) {
                assertThat(reader.advance()).isFalse();
                append(journal, 1 + round % 13, 5);
                while (reader.advance()) {
                    assertThat(reader.position()).isEqualTo(next);
                    assertNumbered(next++, reader.arrival());
                }
                assertThat(next).isEqualTo(journal.end());
            }
        }
    }

    @Test
    void aGroupMayBeLargerThanASegmentAndABodyAsLargeAsTheLimit() {
        Entry large = RandomEntries.CODEC.seal(
                Key.of(1, 0, 0, 1), "big", Fields.of(Map.of("x", "y".repeat(EntryLimits.BODY_BYTES_MAX - 12))));
        SimulatedDisk disk = new SimulatedDisk();
        try (Journal journal = open(disk)) {
            append(journal, 5, 5);
            journal.append(List.of(
                    new Arrival(1, large), new Arrival(2, large), new Arrival(3, large), new Arrival(4, large)));
        }
        try (Journal journal = open(disk)) {
            assertThat(read(journal, 5)).hasSize(4).allSatisfy((position, arrival) -> {
                assertThat(arrival.receivedMs()).isEqualTo(position - 4);
                assertThat(arrival.entry().fields().text("x")).hasSize(EntryLimits.BODY_BYTES_MAX - 12);
            });
        }
    }

    @Test
    void readersSurviveInterruptsAndLeaveTheWriterAlone() throws InterruptedException {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        try (Journal journal = open(new FolderFiles(folder))) {
            append(journal, 2000, 100);
            Thread thread = new Thread(() -> {
                try {
                    Thread.currentThread().interrupt();
                    assertWhole(journal);
                    assertThat(Thread.currentThread().isInterrupted()).isTrue();
                } catch (Throwable e) {
                    failure.set(e);
                }
            });
            thread.start();
            thread.join();
            assertThat(failure.get()).isNull();
            append(journal, 100, 10);
            assertWhole(journal);
        }
    }

    @Test
    void filesOfANewerFormatAreRefusedInWords() {
        SimulatedDisk disk = new SimulatedDisk();
        try (Journal journal = open(disk)) {
            append(journal, 1, 1);
        }
        disk.overwrite(segments(disk).getFirst(), 7, new byte[] {'2'});
        assertThatThrownBy(() -> open(disk))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("newer version of Ledgerstone");
    }

    @Test
    void copiedSegmentsAreRefusedInWords() {
        SimulatedDisk disk = new SimulatedDisk();
        try (Journal journal = open(disk)) {
            append(journal, 1, 1);
        }
        SegmentName name = SegmentName.parse(segments(disk).getFirst()).orElseThrow();
        disk.create(new SegmentName(name.sequence(), 9, 9).text()).close();
        assertThatThrownBy(() -> open(disk))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("do not belong together");
    }

    @Test
    void bytesThatOnlyLookLikeARecordAreNotTakenForOne() {
        SimulatedDisk disk = new SimulatedDisk();
        try (Journal journal = open(disk)) {
            append(journal, 10, 1);
        }
        SimulatedDisk other = new SimulatedDisk();
        try (Journal journal = open(other)) {
            journal.append(group(100, 20));
        }
        byte[] foreign = other.bytesOf(segments(other).getFirst());
        disk.overwrite(segments(disk).getFirst(), 600, java.util.Arrays.copyOfRange(foreign, 8, 1500));
        try (Journal journal = open(disk)) {
            read(journal, 0).forEach(JournalFixture::assertNumbered);
        }
    }

    @Test
    void aClosedJournalSaysSo() {
        Journal journal = open(new SimulatedDisk());
        journal.close();
        assertThatThrownBy(() -> journal.append(group(0, 1)))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("closed");
    }
}
