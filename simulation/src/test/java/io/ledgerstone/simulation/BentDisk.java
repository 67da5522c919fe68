package io.ledgerstone.simulation;

import io.ledgerstone.ledger.LedgerDisk;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.journal.JournalOptions;
import io.ledgerstone.ledger.journal.SegmentFile;
import io.ledgerstone.ledger.journal.SegmentFiles;
import io.ledgerstone.ledger.store.TableFiles;
import java.nio.ByteBuffer;
import java.util.List;

/** A disk that is used wrongly: as the real one, but for what a subclass changes about the journal's files. */
class BentDisk implements LedgerDisk {
    private final LedgerDisk straight;

    BentDisk(LedgerDisk straight) {
        this.straight = straight;
    }

    /** Opens or creates a segment. */
    SegmentFile bend(String name, SegmentFile file) {
        return file;
    }

    /** Makes names safe. */
    void syncFolder(SegmentFiles files) {
        files.syncFolder();
    }

    @Override
    public String name() {
        return straight.name();
    }

    @Override
    public KeyLayout layout() {
        return straight.layout();
    }

    @Override
    public SegmentFiles journal() {
        SegmentFiles files = straight.journal();
        return new SegmentFiles() {
            @Override
            public List<String> names() {
                return files.names();
            }

            @Override
            public SegmentFile create(String name) {
                return bend(name, files.create(name));
            }

            @Override
            public SegmentFile open(String name) {
                return bend(name, files.open(name));
            }

            @Override
            public void delete(String name) {
                files.delete(name);
            }

            @Override
            public void syncFolder() {
                BentDisk.this.syncFolder(files);
            }
        };
    }

    @Override
    public JournalOptions journalSizes() {
        return straight.journalSizes();
    }

    @Override
    public int salt() {
        return straight.salt();
    }

    @Override
    public TableFiles tables() {
        return straight.tables();
    }

    @Override
    public void close() {
        straight.close();
    }

    /** A segment that is used wrongly. */
    static class BentFile implements SegmentFile {
        private final SegmentFile straight;

        BentFile(SegmentFile straight) {
            this.straight = straight;
        }

        @Override
        public void write(long offset, ByteBuffer bytes) {
            straight.write(offset, bytes);
        }

        @Override
        public int read(long offset, ByteBuffer into) {
            return straight.read(offset, into);
        }

        @Override
        public void force() {
            straight.force();
        }

        @Override
        public long size() {
            return straight.size();
        }

        @Override
        public void close() {
            straight.close();
        }
    }
}
