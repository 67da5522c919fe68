package io.ledgerstone.simulation;

import io.ledgerstone.ledger.LedgerDisk;
import io.ledgerstone.ledger.journal.JournalException;
import io.ledgerstone.ledger.journal.SegmentFile;
import io.ledgerstone.ledger.journal.SegmentFiles;
import io.ledgerstone.simulation.BentDisk.BentFile;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Planted bugs of whoever writes to disks. */
final class DiskBugs {
    private static final int DROPPED_BYTES = 150;

    private DiskBugs() {}

    private static Wiring files(UnaryOperator<SegmentFile> bend) {
        return new Wiring() {
            @Override
            LedgerDisk disk(LedgerDisk disk) {
                return new BentDisk(disk) {
                    @Override
                    SegmentFile bend(String name, SegmentFile file) {
                        return bend.apply(file);
                    }
                };
            }
        };
    }

    static Wiring neverForces() {
        return files(file -> new BentFile(file) {
            @Override
            public void force() {
                // Too slow, somebody thought.
            }
        });
    }

    static Wiring hidesForceFailures() {
        return files(file -> new BentFile(file) {
            @Override
            public void force() {
                try {
                    super.force();
                } catch (JournalException e) {
                    return;
                }
            }
        });
    }

    static Wiring hidesFullDisks() {
        return files(file -> new BentFile(file) {
            @Override
            public void write(long offset, ByteBuffer bytes) {
                try {
                    super.write(offset, bytes);
                } catch (JournalException e) {
                    return;
                }
            }
        });
    }

    static Wiring forgetsNames() {
        return new Wiring() {
            @Override
            LedgerDisk disk(LedgerDisk disk) {
                return new BentDisk(disk) {
                    @Override
                    void syncFolder(SegmentFiles files) {
                        // Files are there as soon as they are made, somebody thought.
                    }
                };
            }
        };
    }

    /** Takes the end of the newest segment for half-written, at every start. */
    static Wiring dropsTheTail() {
        return new Wiring() {
            @Override
            LedgerDisk disk(LedgerDisk disk) {
                Set<String> opened = new HashSet<>();
                return new BentDisk(disk) {
                    @Override
                    SegmentFile bend(String name, SegmentFile file) {
                        return opened.add(name) && file.size() > 0 ? shortened(file) : file;
                    }
                };
            }
        };
    }

    private static SegmentFile shortened(SegmentFile file) {
        ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(file.size()));
        while (all.hasRemaining() && file.read(all.position(), all) > 0) {
            Thread.onSpinWait();
        }
        int end = all.position();
        while (end > 0 && all.get(end - 1) == 0) {
            end--;
        }
        long cut = Math.max(0, end - DROPPED_BYTES);
        return new BentFile(file) {
            @Override
            public int read(long offset, ByteBuffer into) {
                int start = into.position();
                int count = super.read(offset, into);
                for (int i = 0; i < count; i++) {
                    if (offset + i >= cut) {
                        into.put(start + i, (byte) 0);
                    }
                }
                return count;
            }
        };
    }
}
