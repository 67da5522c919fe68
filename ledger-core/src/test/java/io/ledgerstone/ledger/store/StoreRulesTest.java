package io.ledgerstone.ledger.store;

import static io.ledgerstone.ledger.store.StoreFixture.START;
import static io.ledgerstone.ledger.store.StoreFixture.assertHolds;
import static io.ledgerstone.ledger.store.StoreFixture.checkpoint;
import static io.ledgerstone.ledger.store.StoreFixture.files;
import static io.ledgerstone.ledger.store.StoreFixture.insert;
import static io.ledgerstone.ledger.store.StoreFixture.open;
import static io.ledgerstone.ledger.store.StoreFixture.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.EntryLimits;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.testkit.RandomEntries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps tables safe, each rule a fact. */
final class StoreRulesTest {
    @TempDir
    Path folder;

    @Test
    void aFileIsNeverChangedOnceItHasItsName() throws IOException {
        Map<String, Long> checksums = new HashMap<>();
        EntryStore store = open(folder);
        for (int round = 1; round <= 10; round++) {
            insert(store, (round - 1) * 50L, round * 50L);
            checkpoint(store, round * 50L);
            if (round % 3 == 0) {
                store.close();
                store = open(folder);
            }
            for (Path file : files(folder, "")) {
                CRC32 crc = new CRC32();
                crc.update(Files.readAllBytes(file));
                Long before = checksums.put(String.valueOf(file.getFileName()), crc.getValue());
                assertThat(before).isIn(null, crc.getValue());
            }
        }
        assertThat(checksums).hasSizeGreaterThan(50);
        assertThat(files(folder, "w-")).hasSize(8);
        assertThat(files(folder, "meta-")).hasSize(1);
    }

    @Test
    void anOldTableIsDeletedOnlyOnceTheNewOneHasItsNameSafely() {
        List<String> published = new ArrayList<>();
        StoreFolder watched = new StoreFolder(folder) {
            @Override
            public void publish(String name) throws IOException {
                TableName.parse(name).ifPresent(table -> {
                    assertThat(Files.exists(resolve(name))).isFalse();
                    assertThat(resolve(name + TEMPORARY_SUFFIX)).exists();
                    if (published.size() > 9) {
                        assertThat(files(folder, "w-" + table.week() + "-")).hasSize(2);
                    }
                });
                published.add(name);
                super.publish(name);
            }
        };
        EntryStore store = open(watched);
        insert(store, 0, 100);
        checkpoint(store, 100);
        insert(store, 100, 200);
        checkpoint(store, 200);
        assertThat(published).hasSize(18);
        assertHolds(store.view(), 200);
    }

    @Test
    void nodesOfTheLargestEntriesFitInTheirPages() {
        EntryStore store = open(folder);
        List<Entry> entries = new ArrayList<>();
        for (int number = 0; number < 100; number++) {
            int bytes = number % 7 == 0 ? 3 : EntryLimits.BODY_BYTES_MAX - 12;
            entries.add(RandomEntries.CODEC.seal(
                    Key.of(1000 + number, 0, 0, 1), "big", Fields.of(Map.of("x", "y".repeat(bytes)))));
            store.insert(entries.get(number), number);
        }
        assertThat(checkpoint(store, 100)).isInstanceOf(CheckpointOutcome.Completed.class);
        assertThat(read(store.view())).isEqualTo(entries);
        assertThat(store.verify().problems()).isEmpty();
    }

    @Test
    void everyShapeHoldsItsNodes() {
        for (int bodyBytes = 1; bodyBytes < 66_000; bodyBytes += 97) {
            for (long bytes : new long[] {0, bodyBytes, 10_000, 1_000_000}) {
                TableShape shape = TableShape.of(bodyBytes, bytes);
                long node = (long) shape.nodeEntries() * (TableKey.BYTES + 4 + bodyBytes) + 2 * 4 + 2;
                assertThat(64 + 8 + 8 + node).isLessThan(shape.pageBytes());
            }
        }
        assertThat(TableShape.of(100, 500).pageBytes())
                .as("small weeks are small")
                .isEqualTo(8192);
        assertThat(TableShape.of(300, 1_000_000)).isEqualTo(new TableShape(32, 64 << 10));
    }

    @Test
    void viewsAndCursorsStayValidWhenTheirTablesAreReplaced() {
        EntryStore store = open(folder);
        insert(store, 0, 500);
        checkpoint(store, 500);
        insert(store, 500, 600);
        StoreView old = store.view();
        EntryCursor cursor = old.from(START);
        for (int i = 0; i < 100; i++) {
            assertThat(cursor.advance()).isTrue();
        }
        for (long end = 700; end <= 1000; end += 100) {
            insert(store, end - 100, end);
            checkpoint(store, end);
        }
        int left = 0;
        while (cursor.advance()) {
            left++;
        }
        assertThat(left).isEqualTo(500);
        assertHolds(old, 600);
        assertHolds(store.view(), 1000);
    }

    @Test
    void nothingShowsBeforeItIsPublished() {
        EntryStore store = open(folder);
        insert(store, 0, 100);
        CheckpointTask task = store.beginCheckpoint(100, Map.of());
        for (long position = 100; position < 150; position++) {
            store.insert(RandomEntries.spread(position), position);
        }
        assertThat(task.run()).isEqualTo(new CheckpointOutcome.Completed(100, 8, 100));
        assertHolds(store.view(), 100);
        assertThat(store.view().weekNumbers()).hasSize(8);
        assertHolds(store.publish(150), 150);
    }

    @Test
    void aCheckpointDoesNotShowWeeksThatAreNotPublishedYet() {
        EntryStore store = open(folder);
        store.insert(RandomEntries.numbered(0), 0);
        CheckpointTask task = store.beginCheckpoint(1, Map.of());
        Entry later = RandomEntries.spread(30);
        assertThat(later.key().weekNumber()).isNotEqualTo(RandomEntries.FIRST_WEEK);
        store.insert(later, 1);
        task.run();
        assertThat(store.view().weekNumbers()).containsExactly(RandomEntries.FIRST_WEEK);
        assertThat(store.publish(2).weekNumbers()).hasSize(2);
    }

    @Test
    void whatACheckpointHasWrittenIsThereAfterOpening() {
        EntryStore store = open(folder);
        insert(store, 0, 1000);
        byte[] note = {1, 2, 3};
        store.beginCheckpoint(1000, Map.of("state", note, "empty", new byte[0])).run();
        WeekSummary week = store.view().week(RandomEntries.FIRST_WEEK + 3);
        store.close();
        EntryStore again = open(folder);
        assertThat(again.checkpointPosition()).isEqualTo(1000);
        assertThat(again.notes()).containsOnlyKeys("state", "empty").containsEntry("state", note);
        assertThat(again.view().week(RandomEntries.FIRST_WEEK + 3)).isEqualTo(week);
        assertThat(again.view().position()).isEqualTo(1000);
        assertHolds(again.view(), 1000);
        assertThat(again.memtableBytes()).isZero();
    }

    @Test
    void entriesKeepNothingAliveButTheirOwnBytes() {
        EntryStore store = open(folder);
        insert(store, 0, 100);
        checkpoint(store, 100);
        EntryCursor cursor = store.view().from(START);
        while (cursor.advance()) {
            Entry entry = cursor.entry();
            byte[] body = EntryCodec.body(entry);
            assertThat(RandomEntries.CODEC.open(entry.key(), body)).isEqualTo(entry);
        }
    }

    @Test
    void oneCheckpointRunsAtATime() {
        EntryStore store = open(folder);
        insert(store, 0, 10);
        CheckpointTask task = store.beginCheckpoint(10, Map.of());
        assertThatThrownBy(() -> store.beginCheckpoint(10, Map.of())).isInstanceOf(IllegalStateException.class);
        task.run();
        assertThat(checkpoint(store, 10)).isEqualTo(new CheckpointOutcome.Completed(10, 0, 0));
    }

    @Test
    void aClosedStoreSaysSo() {
        EntryStore store = open(folder);
        store.close();
        assertThatThrownBy(() -> store.insert(RandomEntries.numbered(1), 0))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("closed");
    }
}
