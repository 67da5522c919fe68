package io.ledgerstone.ledger.journal;

import static io.ledgerstone.ledger.journal.JournalFixture.append;
import static io.ledgerstone.ledger.journal.JournalFixture.assertWhole;
import static io.ledgerstone.ledger.journal.JournalFixture.group;
import static io.ledgerstone.ledger.journal.JournalFixture.open;
import static io.ledgerstone.ledger.journal.JournalFixture.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.testkit.SimulatedDisk;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A power cut after every single operation of a long run. */
final class JournalPowerCutTest {
    private static final int OPERATIONS = 1000;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12})
    void whatWasAcknowledgedIsThereAfterAPowerCutAtAnyTime(long seed) {
        SimulatedDisk disk = new SimulatedDisk();
        NavigableMap<Integer, Long> endByOperation = run(disk, disk, new Random(seed));
        for (int operations = 0; operations <= disk.operations(); operations++) {
            SimulatedDisk left = disk.afterPowerCut(operations, seed * 1_000_003 + operations);
            long acknowledged = endByOperation.floorEntry(operations).getValue();
            assertThat(firstLost(left, acknowledged))
                    .as("seed %d, power cut after operation %d", seed, operations)
                    .isEqualTo(acknowledged);
            if (operations % 20 == 0) {
                assertGoesOn(left, acknowledged);
            }
        }
    }

    /** Shows that the check above would notice. */
    @Test
    void withoutFsyncsAcknowledgedEntriesGetLost() {
        SimulatedDisk disk = new SimulatedDisk();
        NavigableMap<Integer, Long> endByOperation = run(new WithoutForce(disk), disk, new Random(14));
        int losses = 0;
        for (int operations = 0; operations <= disk.operations(); operations += 10) {
            long acknowledged = endByOperation.floorEntry(operations).getValue();
            losses += firstLost(disk.afterPowerCut(operations, operations), acknowledged) < acknowledged ? 1 : 0;
        }
        assertThat(losses).isGreaterThan(10);
    }

    /** Appends groups of all sizes, with failing fsyncs and restarts in between; tells what was acknowledged when. */
    private static NavigableMap<Integer, Long> run(SegmentFiles files, SimulatedDisk disk, Random random) {
        NavigableMap<Integer, Long> endByOperation = new TreeMap<>(Map.of(0, 0L));
        Journal journal = open(files);
        while (disk.operations() < OPERATIONS) {
            if (random.nextInt(40) == 0) {
                journal.close();
                journal = open(files);
            }
            if (random.nextInt(30) == 0) {
                disk.failNextForce();
            }
            int size = random.nextInt(8) == 0 ? 100 : 1 + random.nextInt(8);
            try {
                append(journal, size, size);
                endByOperation.put(disk.operations(), journal.end());
            } catch (JournalException e) {
                assertThat(e.reason()).isEqualTo(JournalException.Reason.DISK);
            }
        }
        assertWhole(journal);
        journal.close();
        return endByOperation;
    }

    /** The first acknowledged position that is not there with its entry; the end of what was acknowledged if all are. */
    private static long firstLost(SimulatedDisk left, long acknowledged) {
        try (Journal journal = open(left);
                JournalReader reader = journal.read(0)) {
            long next = 0;
            while (next < acknowledged && reader.advance() && reader.position() == next) {
                Entry entry = reader.arrival().entry();
                if (entry.fields().number("number", -1) != (double) next) {
                    return next;
                }
                next++;
            }
            return next;
        }
    }

    /** After a power cut, what comes next is as safe as before, and what survived by chance keeps its position. */
    private static void assertGoesOn(SimulatedDisk disk, long acknowledged) {
        long survived;
        NavigableMap<Long, Arrival> before;
        try (Journal journal = open(disk)) {
            before = read(journal, 0);
            survived = journal.end();
            journal.append(group(survived, 5));
        }
        try (Journal journal = open(disk)) {
            NavigableMap<Long, Arrival> after = read(journal, 0);
            assertThat(journal.end()).isEqualTo(survived + 5);
            assertThat(after.headMap(survived).keySet()).isEqualTo(before.keySet());
            assertThat(after.headMap(acknowledged)).hasSize((int) acknowledged);
            assertThat(after.tailMap(survived)).hasSize(5).allSatisfy(JournalFixture::assertNumbered);
        }
    }

    /** A disk whose fsyncs do nothing. */
    private record WithoutForce(SimulatedDisk disk) implements SegmentFiles {
        @Override
        public List<String> names() {
            return disk.names();
        }

        @Override
        public SegmentFile create(String name) {
            return new Lying(disk.create(name));
        }

        @Override
        public SegmentFile open(String name) {
            return new Lying(disk.open(name));
        }

        @Override
        public void delete(String name) {
            disk.delete(name);
        }

        @Override
        public void syncFolder() {
            disk.syncFolder();
        }
    }

    /** A file that says it is safe and is not. */
    private record Lying(SegmentFile file) implements SegmentFile {
        @Override
        public void write(long offset, ByteBuffer bytes) {
            file.write(offset, bytes);
        }

        @Override
        public int read(long offset, ByteBuffer into) {
            return file.read(offset, into);
        }

        @Override
        public void force() {
            // This is the lie.
        }

        @Override
        public long size() {
            return file.size();
        }

        @Override
        public void close() {
            file.close();
        }
    }
}
