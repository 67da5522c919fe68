package io.ledgerstone.ledger.store;

import static io.ledgerstone.ledger.store.StoreFixture.assertHolds;
import static io.ledgerstone.ledger.store.StoreFixture.checkpoint;
import static io.ledgerstone.ledger.store.StoreFixture.files;
import static io.ledgerstone.ledger.store.StoreFixture.insert;
import static io.ledgerstone.ledger.store.StoreFixture.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.testkit.RandomEntries;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Full disks, damaged and missing files. */
final class StoreFaultTest {
    private static final int ENTRIES = 2000;

    @TempDir
    Path folder;

    /** A folder that has room for a number of files, and fails before or after the last one got its name. */
    private static final class FillingFolder extends StoreFolder {
        private final boolean named;
        private int room;

        FillingFolder(Path folder, int room, boolean named) {
            super(folder);
            this.room = room;
            this.named = named;
        }

        @Override
        public TableTarget temporary(String name) throws IOException {
            if (!named) {
                takeRoom();
            }
            return super.temporary(name);
        }

        @Override
        public void publish(String name) throws IOException {
            super.publish(name);
            if (named) {
                takeRoom();
            }
        }

        private void takeRoom() throws IOException {
            if (room-- <= 0) {
                throw new IOException("No space left on device");
            }
        }
    }

    @ParameterizedTest(name = "fails after getting the name: {0}")
    @ValueSource(booleans = {true, false})
    void aCheckpointThatFailsAnywhereLosesNothingAndIsMadeUpForLater(boolean named) {
        for (int room = 0; room < 9; room++) {
            Path sub = folder.resolve("room" + room);
            EntryStore before = open(sub);
            insert(before, 0, 300);
            assertThat(checkpoint(before, 300)).isInstanceOf(CheckpointOutcome.Completed.class);
            FillingFolder filling = new FillingFolder(sub, room, named);
            EntryStore store = open(filling);
            insert(store, 300, 600);
            assertThat(checkpoint(store, 600)).isInstanceOfSatisfying(CheckpointOutcome.Failed.class, failed -> {
                assertThat(failed.cause().reason()).isEqualTo(StoreException.Reason.DISK_FULL);
                assertThat(failed.cause()).hasMessageContaining("Free some space");
            });
            assertThat(store.health().problems()).singleElement().asString().contains("The disk is full");
            assertHolds(store.view(), 600);
            assertThat(store.checkpointPosition()).isEqualTo(300);
            assertThat(files(sub, "")).noneMatch(file -> file.toString().endsWith(".tmp"));

            EntryStore killed = open(sub);
            assertThat(killed.checkpointPosition()).isIn(300L, 600L);
            insert(killed, killed.checkpointPosition(), 600);
            assertHolds(killed.view(), 600);

            EntryStore full = open(filling);
            insert(full, 300, 700);
            assertThat(checkpoint(full, 700)).isInstanceOf(CheckpointOutcome.Failed.class);
            insert(full, 700, 750);
            filling.room = 1000;
            assertThat(checkpoint(full, 750)).isInstanceOf(CheckpointOutcome.Completed.class);
            assertThat(full.health().sound()).isTrue();
            assertHolds(full.view(), 750);
            assertHolds(open(sub).view(), 750);
        }
    }

    @Test
    void withoutItsTablesTheStoreAsksForTheWholeJournal() throws IOException {
        EntryStore store = open(folder);
        insert(store, 0, ENTRIES);
        checkpoint(store, ENTRIES);
        for (String deleted : List.of("w-2803-", "w-", "meta-", "")) {
            for (Path file : files(folder, deleted)) {
                Files.delete(file);
            }
            EntryStore again = open(folder);
            assertThat(again.checkpointPosition()).isZero();
            insert(again, 0, ENTRIES);
            assertHolds(again.view(), ENTRIES);
            checkpoint(again, ENTRIES);
            assertHolds(open(folder).view(), ENTRIES);
            assertThat(open(folder).checkpointPosition()).isEqualTo(ENTRIES);
        }
    }

    @Test
    void leftOverFilesAreClearedAway() throws IOException {
        EntryStore store = open(folder);
        insert(store, 0, 100);
        checkpoint(store, 100);
        Path table = files(folder, "w-2800-").getFirst();
        Files.copy(table, folder.resolve("w-2800-0.stm"));
        Files.copy(files(folder, "meta-").getFirst(), folder.resolve("meta-0.stm"));
        Files.writeString(folder.resolve("w-2800-99.stm.tmp"), "half");
        assertHolds(open(folder).view(), 100);
        assertThat(files(folder, "")).hasSize(9);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {21, 22, 23, 24})
    void damageIsNoticedAndTheJournalRepairsIt(long seed) throws IOException {
        Random random = new Random(seed);
        EntryStore store = open(folder);
        insert(store, 0, ENTRIES);
        checkpoint(store, ENTRIES);
        int noticed = 0;
        for (int round = 0; round < 12; round++) {
            List<Path> all = files(folder, round % 4 == 3 ? "meta-" : "w-");
            String what = damage(all.get(random.nextInt(all.size())), random);
            boolean found = !readsRight(folder, seed + " " + what);
            noticed += found ? 1 : 0;
            EntryStore again = open(folder);
            assertThat(again.checkpointPosition()).isIn(0L, (long) ENTRIES);
            insert(again, again.checkpointPosition(), ENTRIES);
            assertThat(again.verify().problems()).as("seed %s", what).isEmpty();
            assertHolds(again.view(), ENTRIES);
            checkpoint(again, ENTRIES);
        }
        assertThat(noticed).isPositive();
        assertThat(open(folder).health().setAside()).isNotEmpty();
    }

    /** Opens and reads everything; false if the store noticed damage. It must never hand out anything wrong. */
    private static boolean readsRight(Path folder, String what) {
        EntryStore store = open(folder);
        if (!store.health().sound() || store.checkpointPosition() == 0) {
            return false;
        }
        try {
            List<Entry> entries = StoreFixture.read(store.view());
            assertThat(entries.size()).as(what).isEqualTo(ENTRIES);
            assertHolds(store.view(), ENTRIES);
            assertThat(store.verify().problems()).as(what).isEmpty();
            return true;
        } catch (StoreException e) {
            assertThat(e.reason()).isEqualTo(StoreException.Reason.DAMAGED);
            assertThat(store.health().sound()).isFalse();
            return false;
        }
    }

    private static String damage(Path file, Random random) throws IOException {
        try (RandomAccessFile raf = new RandomAccessFile(file.toFile(), "rw")) {
            long at = random.nextInt(3) == 0 ? random.nextLong(200) : random.nextLong(raf.length());
            return switch (random.nextInt(3)) {
                case 0 -> {
                    raf.seek(at);
                    int before = raf.read();
                    raf.seek(at);
                    raf.write(before ^ (1 << random.nextInt(8)));
                    yield "bit flipped at " + at + " of " + file;
                }
                case 1 -> {
                    byte[] garbage = new byte[(int) Math.min(512, raf.length() - at)];
                    random.nextBytes(garbage);
                    raf.seek(at);
                    raf.write(garbage);
                    yield "garbage at " + at + " of " + file;
                }
                default -> {
                    raf.setLength(at);
                    yield "cut to " + at + " of " + file;
                }
            };
        }
    }

    @Test
    void damageThatShowsWhileReadingPutsTheTableAsideForTheNextOpening() throws IOException {
        EntryStore store = open(folder);
        insert(store, 0, ENTRIES);
        checkpoint(store, ENTRIES);
        Path table = files(folder, "w-2802-").getFirst();
        try (RandomAccessFile raf = new RandomAccessFile(table.toFile(), "rw")) {
            raf.seek(20_000);
            raf.write(new byte[64]);
        }
        assertThatThrownBy(() -> StoreFixture.read(store.view()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("made again from the journal");
        assertThat(store.health().problems()).hasSize(1);
        assertThat(files(folder, "bad-w-2802-")).hasSize(1);
        store.insert(RandomEntries.numbered(5), ENTRIES);
        EntryStore again = open(folder);
        assertThat(again.checkpointPosition()).isZero();
        insert(again, 0, ENTRIES);
        assertHolds(again.view(), ENTRIES);
    }

    @Test
    void openingWithVerificationFindsDamageAnywhere() throws IOException {
        EntryStore store = open(folder);
        insert(store, 0, ENTRIES);
        checkpoint(store, ENTRIES);
        Path table = files(folder, "w-2802-").getFirst();
        try (RandomAccessFile raf = new RandomAccessFile(table.toFile(), "rw")) {
            raf.seek(20_000);
            raf.write(new byte[64]);
        }
        assertThat(open(folder).health().sound()).isTrue();
        EntryStore verified = EntryStore.open(folder, RandomEntries.CODEC, new StoreOptions(true));
        assertThat(verified.health().problems()).singleElement().asString().contains("w-2802-", "is damaged");
        assertThat(verified.checkpointPosition()).isZero();
    }
}
