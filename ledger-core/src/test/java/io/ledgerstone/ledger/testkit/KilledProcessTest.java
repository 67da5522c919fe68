package io.ledgerstone.ledger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.journal.Journal;
import io.ledgerstone.ledger.journal.JournalReader;
import io.ledgerstone.ledger.store.EntryCursor;
import io.ledgerstone.ledger.store.EntryStore;
import io.ledgerstone.ledger.store.StoreView;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** A process that is killed with -9 at any moment has lost nothing that it has acknowledged. */
@Isolated
final class KilledProcessTest {
    private static final int ROUNDS = 5;
    private static final long SEED = 31;

    @TempDir
    Path folder;

    @Test
    void whatWasAcknowledgedSurvivesKillNine() throws IOException, InterruptedException {
        Random random = new Random(SEED);
        long before = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long acknowledged = runAndKill(random.nextLong(), 20 + random.nextInt(400));
            assertThat(acknowledged).as("round %d of seed %d", round, SEED).isGreaterThan(before);
            before = assertWhole(acknowledged, "round " + round + " of seed " + SEED);
        }
    }

    /** Kills the process after it has acknowledged a number of groups; tells what the last one said that got through. */
    private long runAndKill(long seed, int groups) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KillTarget.class.getName(),
                        folder.toString(),
                        Long.toString(seed))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long acknowledged = 0;
        try (BufferedReader out = process.inputReader()) {
            String line = out.readLine();
            for (int group = 0; line != null; group++) {
                if (group == groups) {
                    // Unlike the process, its handle leaves alone what is still in the pipe.
                    process.toHandle().destroyForcibly();
                }
                acknowledged = Long.parseLong(line);
                line = out.readLine();
            }
        } finally {
            process.destroyForcibly();
        }
        process.waitFor();
        return acknowledged;
    }

    private long assertWhole(long acknowledged, String what) {
        try (Journal journal = KillTarget.openJournal(folder);
                EntryStore store = KillTarget.openStore(folder, journal);
                JournalReader reader = journal.read(0)) {
            assertThat(journal.end()).as(what).isGreaterThanOrEqualTo(acknowledged);
            assertThat(store.health().problems()).as(what).isEmpty();
            for (long position = 0; position < journal.end(); position++) {
                assertThat(reader.advance()).as(what).isTrue();
                assertThat(reader.position()).as(what).isEqualTo(position);
                assertThat(reader.arrival().entry()).as(what).isEqualTo(RandomEntries.spread(position));
            }
            StoreView view = store.view();
            assertThat(view.total()).as(what).isEqualTo(journal.end());
            long sum = 0;
            EntryCursor cursor = view.from(Key.firstAt(0));
            while (cursor.advance()) {
                sum += Key.ofPacked(cursor.keyHigh(), cursor.keyLow()).counter();
            }
            assertThat(sum).as(what).isEqualTo(journal.end() * (journal.end() - 1) / 2);
            assertThat(store.verify().problems()).as(what).isEmpty();
            return journal.end();
        }
    }
}
