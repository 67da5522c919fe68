package io.ledgerstone.ledger.testkit;

import io.ledgerstone.ledger.LedgerDisk;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.journal.JournalException;
import io.ledgerstone.ledger.journal.JournalOptions;
import io.ledgerstone.ledger.journal.SegmentFile;
import io.ledgerstone.ledger.journal.SegmentFiles;
import io.ledgerstone.ledger.store.TableBytes;
import io.ledgerstone.ledger.store.TableFiles;
import io.ledgerstone.ledger.store.TableTarget;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A whole ledger's disk in memory that keeps no more than a real one promises. A {@linkplain #cutPower power cut} loses, as a seed
 * decides, what was not made safe: each 512-byte sector, and each name. It can be full, and its fsyncs can fail. One thread.
 */
public final class SimulatedLedgerDisk implements LedgerDisk {
    private static final JournalOptions SMALL = new JournalOptions(64 << 10, 4 << 10);

    private final String name;
    private final KeyLayout layout;
    private final Random random;
    private final SimulatedPower power;
    private final SimulatedFolder journal;
    private final SimulatedFolder tables;
    private final Segments segments = new Segments();
    private final Tables tableFiles = new Tables();
    private long bytesMax = Long.MAX_VALUE;
    private int forceFailures;
    private boolean forceFailed;

    /** An empty disk for a ledger. */
    public SimulatedLedgerDisk(String name, KeyLayout layout, long seed) {
        this.name = name;
        this.layout = layout;
        random = new Random(seed);
        power = new SimulatedPower();
        journal = new SimulatedFolder(power);
        tables = new SimulatedFolder(power);
    }

    private SimulatedLedgerDisk(SimulatedLedgerDisk original, long seed) {
        name = original.name;
        layout = original.layout;
        random = new Random(seed);
        power = new SimulatedPower();
        journal = original.journal.copy(power);
        tables = original.tables.copy(power);
    }

    /** Another disk with the same content. */
    public SimulatedLedgerDisk copy(long seed) {
        return new SimulatedLedgerDisk(this, seed);
    }

    /** Things done to it so far that a power cut may come between. */
    public long operations() {
        return power.operations();
    }

    /** Cuts the power after a number of further operations: the next one ends the program that asks for it with an error. */
    public void cutPowerAfter(long moreOperations) {
        power.cutAfter(moreOperations);
    }

    /** Whether a program has met, or would meet, its end. */
    public boolean isCut() {
        return power.isCut();
    }

    /** Cuts the power if that has not happened yet, loses what was not safe, and is ready for the next opening. */
    public void cutPower() {
        journal.cut(random);
        tables.cut(random);
        power.restore();
        forceFailed = false;
    }

    /** Whether an fsync has failed since the power was last cut: nobody knows what is safe until it is cut again. */
    public boolean isInDoubt() {
        return forceFailed;
    }

    /** Lets its files have no more bytes than this altogether; writes to the journal go as far as there is room. */
    public void limitTo(long newBytesMax) {
        bytesMax = newBytesMax;
    }

    /** Bytes of all files. */
    public long bytes() {
        return journal.bytes() + tables.bytes();
    }

    /** Makes the next fsyncs fail; what each should have made safe stays unsafe for ever. */
    public void failForces(int count) {
        forceFailures = count;
    }

    /** The names of the week tables' files, in order. */
    public List<String> tableNames() {
        return tables.names().stream().sorted().toList();
    }

    /** The names of the journal's files, in order. */
    public List<String> segmentNames() {
        return journal.names().stream().sorted().toList();
    }

    /** The bytes of all files, those of the journal first, in the order of their names. */
    public List<byte[]> contents() {
        return Stream.of(journal, tables).flatMap(SimulatedFolder::contents).toList();
    }

    /** Flips one bit of a table. */
    public void flipInTable(String file, int offset, int bit) {
        try {
            tables.find(file).flip(offset, bit);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public KeyLayout layout() {
        return layout;
    }

    @Override
    public SegmentFiles journal() {
        return segments;
    }

    @Override
    public JournalOptions journalSizes() {
        return SMALL;
    }

    @Override
    public int salt() {
        return random.nextInt();
    }

    @Override
    public TableFiles tables() {
        return tableFiles;
    }

    @Override
    public void close() {
        // The next opening finds everything as it is.
    }

    private int room(int offset, int length, SimulatedFile file) {
        long growth = Math.max(0, offset + length - file.size());
        long room = Math.max(0, bytesMax - bytes());
        return (int) Math.max(0, length - Math.max(0, growth - room));
    }

    private void force(String file, SimulatedFile content) throws IOException {
        boolean fails = forceFailures > 0;
        power.use();
        if (!content.force(fails)) {
            forceFailures--;
            forceFailed = true;
            throw new IOException("Input/output error: fsync " + file);
        }
    }

    private void write(String file, SimulatedFile content, int offset, byte[] bytes) throws IOException {
        power.use();
        int length = room(offset, bytes.length, content);
        if (length > 0) {
            content.write(offset, length == bytes.length ? bytes : Arrays.copyOf(bytes, length));
        }
        if (length < bytes.length) {
            throw new IOException("No space left on device: " + file);
        }
    }

    /** The journal's folder. */
    private final class Segments implements SegmentFiles {
        @Override
        public List<String> names() {
            return segmentNames();
        }

        @Override
        public SegmentFile create(String file) {
            try {
                return new Handle(file, journal.create(file));
            } catch (IOException e) {
                throw new JournalException("create " + file, e);
            }
        }

        @Override
        public SegmentFile open(String file) {
            try {
                return new Handle(file, journal.find(file));
            } catch (IOException e) {
                throw new JournalException("open " + file, e);
            }
        }

        @Override
        public void delete(String file) {
            journal.delete(file);
        }

        @Override
        public void syncFolder() {
            journal.sync();
        }
    }

    private final class Handle implements SegmentFile {
        private final String file;
        private final SimulatedFile content;
        private final int run = power.run();

        Handle(String file, SimulatedFile content) {
            this.file = file;
            this.content = content;
        }

        @Override
        public void write(long offset, ByteBuffer bytes) {
            power.requireRun(run);
            byte[] written = new byte[bytes.remaining()];
            bytes.get(written);
            try {
                SimulatedLedgerDisk.this.write(file, content, Math.toIntExact(offset), written);
            } catch (IOException e) {
                throw new JournalException("write " + file, e);
            }
        }

        @Override
        public int read(long offset, ByteBuffer into) {
            power.requireRun(run);
            byte[] bytes = new byte[into.remaining()];
            int count = content.read(Math.toIntExact(offset), bytes, 0, bytes.length);
            into.put(bytes, 0, Math.max(0, count));
            return count <= 0 ? -1 : count;
        }

        @Override
        public void force() {
            power.requireRun(run);
            try {
                SimulatedLedgerDisk.this.force(file, content);
            } catch (IOException e) {
                throw new JournalException("fsync " + file, e);
            }
        }

        @Override
        public long size() {
            return content.size();
        }

        @Override
        public void close() {
            // There is nothing to let go of.
        }
    }

    /** The store's folder. */
    private final class Tables implements TableFiles {
        @Override
        public List<String> names() {
            return tableNames();
        }

        @Override
        public TableTarget temporary(String table) {
            tables.delete(table + TEMPORARY_SUFFIX);
            return TableTarget.inMemory(bytes -> {
                String file = table + TEMPORARY_SUFFIX;
                SimulatedFile content = tables.create(file);
                SimulatedLedgerDisk.this.write(file, content, 0, bytes);
                SimulatedLedgerDisk.this.force(file, content);
            });
        }

        @Override
        public void publish(String table) throws IOException {
            tables.rename(table + TEMPORARY_SUFFIX, table);
            tables.sync();
        }

        @Override
        public TableBytes open(String table) throws IOException {
            return TableBytes.of(tables.find(table).content());
        }

        @Override
        public void discard(String table) {
            tables.delete(table);
        }

        @Override
        public void setAside(String table) {
            try {
                tables.rename(table, BAD_PREFIX + table);
            } catch (IOException e) {
                return;
            }
        }
    }
}
