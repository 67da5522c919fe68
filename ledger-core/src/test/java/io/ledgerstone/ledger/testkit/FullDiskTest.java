package io.ledgerstone.ledger.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ledgerstone.ledger.entry.LedgerException;
import io.ledgerstone.ledger.journal.Arrival;
import io.ledgerstone.ledger.journal.Journal;
import io.ledgerstone.ledger.store.CheckpointOutcome;
import io.ledgerstone.ledger.store.EntryStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real disk of a few megabytes that is really full. Only where this process may mount one. */
final class FullDiskTest {
    private static final int DISK_MEGABYTES = 8;

    @TempDir
    Path folder;

    private boolean mounted;

    @BeforeEach
    void mount() throws IOException, InterruptedException {
        String size = "size=" + DISK_MEGABYTES + "m";
        mounted = run("mount", "-t", "tmpfs", "-o", size, "tmpfs", folder.toString());
        assumeTrue(mounted, "This process may not mount a small disk, so nothing is known about a full one here");
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        if (mounted) {
            run("umount", "-l", folder.toString());
        }
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aFullDiskLosesNothingAndEverythingGoesOnOnceThereIsRoom() throws IOException {
        Path ballast = folder.resolve("ballast");
        int failed = 0;
        for (int round = 0; round < 6; round++) {
            fill(ballast, 300_000 + round * 70_000);
            long end = appendUntilFull();
            fill(ballast, 0);
            try (Journal journal = KillTarget.openJournal(folder);
                    EntryStore store = KillTarget.openStore(folder, journal)) {
                assertThat(journal.end()).as("opens on a full disk").isGreaterThanOrEqualTo(end);
                if (store.beginCheckpoint(journal.end(), Map.of()).run() instanceof CheckpointOutcome.Failed) {
                    failed++;
                }
                assertWhole(journal, store);
                Files.delete(ballast);
                append(journal, store, 50);
                assertThat(store.beginCheckpoint(journal.end(), Map.of()).run())
                        .isInstanceOf(CheckpointOutcome.Completed.class);
                assertWhole(journal, store);
            }
        }
        // Tables deleted while mapped give their space back when the garbage collector comes by: not every round stays
        // full.
        assertThat(failed).isPositive();
    }

    /** Appends and checkpoints until nothing works any more; tells what was acknowledged. */
    private long appendUntilFull() {
        try (Journal journal = KillTarget.openJournal(folder);
                EntryStore store = KillTarget.openStore(folder, journal)) {
            int failures = 0;
            while (failures < 5) {
                try {
                    append(journal, store, 40);
                    store.beginCheckpoint(journal.end(), Map.of()).run();
                } catch (LedgerException e) {
                    assertThat(e).hasMessageContaining("The disk is full");
                    failures++;
                }
            }
            assertWhole(journal, store);
            return journal.end();
        }
    }

    private static void append(Journal journal, EntryStore store, int count) {
        List<Arrival> group = new ArrayList<>();
        for (long position = journal.end(); group.size() < count; position++) {
            group.add(new Arrival(position, RandomEntries.spread(position)));
        }
        long position = journal.append(group);
        for (Arrival arrival : group) {
            store.insert(arrival.entry(), position++);
        }
        store.publish(journal.end());
    }

    private static void assertWhole(Journal journal, EntryStore store) {
        assertThat(journal.verify().sound()).isTrue();
        assertThat(journal.verify().records()).isEqualTo(journal.end());
        assertThat(store.view().total()).isEqualTo(journal.end());
        assertThat(store.verify().problems()).isEmpty();
    }

    /** Fills the disk up to some bytes. */
    private void fill(Path ballast, long bytesLeft) throws IOException {
        Files.deleteIfExists(ballast);
        long bytes = Files.getFileStore(folder).getUsableSpace() - bytesLeft;
        byte[] chunk = new byte[4096];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            for (long written = 0; written < bytes; written += chunk.length) {
                out.write(chunk);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
    }
}
