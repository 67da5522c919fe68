package io.ledgerstone.ledger.testkit;

import io.ledgerstone.ledger.journal.JournalException;
import io.ledgerstone.ledger.journal.SegmentFile;
import io.ledgerstone.ledger.journal.SegmentFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * A disk that keeps no more than a real one promises. It writes down everything that is done to it; {@link #afterPowerCut} makes
 * the disk that a power cut after any of these operations leaves behind: of what had not been made safe, each 512-byte sector and
 * each name is there or not, as a seed decides. It can be full, and its fsyncs can fail. One thread at a time.
 */
public final class SimulatedDisk implements SegmentFiles {
    private static final int SECTOR_BYTES = 512;
    private static final String FOLDER = "";

    private final Map<String, Content> files = new TreeMap<>();
    private final List<Operation> trace = new ArrayList<>();
    private long bytesMax = Long.MAX_VALUE;
    private boolean nextForceFails;

    /** Something that was done to a file, or to the folder if it has no name. */
    private static final class Operation {
        private final Kind kind;
        private final String name;
        private final long offset;
        private final byte[] bytes;

        private enum Kind {
            CREATE,
            DELETE,
            WRITE,
            FORCE,
            FAILED_FORCE,
            SYNC_FOLDER
        }

        Operation(Kind kind, String name, long offset, byte[] bytes) {
            this.kind = kind;
            this.name = name;
            this.offset = offset;
            this.bytes = bytes;
        }

        Operation(Kind kind, String name) {
            this(kind, name, 0, new byte[0]);
        }
    }

    /** What a power cut may leave of a file. */
    private static final class Remains {
        private final Content safe = new Content();
        private final List<Operation> unsafe = new ArrayList<>();

        /** Those of the unsafe ones that no fsync makes safe any more: the system believes that they are. */
        private final Set<Operation> doomed = new HashSet<>();

        private boolean exists = true;
        private boolean existsSafely;

        void force(Random random) {
            for (Operation write : unsafe) {
                if (doomed.contains(write)) {
                    applyPartly(write, safe, random);
                } else {
                    safe.write(write.offset, write.bytes, 0, write.bytes.length);
                }
            }
            unsafe.clear();
            doomed.clear();
        }

        void failForce() {
            doomed.addAll(unsafe);
        }

        boolean isLeft(Random random) {
            return exists == existsSafely ? exists : random.nextBoolean();
        }

        Content content(Random random) {
            unsafe.forEach(write -> applyPartly(write, safe, random));
            return safe;
        }
    }

    /** A growing array. */
    private static final class Content {
        private byte[] bytes = new byte[1024];
        private int size;

        void write(long offset, byte[] from, int start, int length) {
            int end = Math.toIntExact(offset + length);
            if (end > bytes.length) {
                bytes = Arrays.copyOf(bytes, end * 2);
            }
            System.arraycopy(from, start, bytes, (int) offset, length);
            size = Math.max(size, end);
        }

        void truncate(int newSize) {
            Arrays.fill(bytes, newSize, size, (byte) 0);
            size = newSize;
        }
    }

    /** How many operations there were so far. */
    public int operations() {
        return trace.size();
    }

    /** Lets files have no more bytes than this altogether; writes beyond it go as far as there is room. */
    public void limitTo(long newBytesMax) {
        bytesMax = newBytesMax;
    }

    /** Bytes of all files. */
    public long bytes() {
        return files.values().stream().mapToLong(file -> file.size).sum();
    }

    /** Makes the next fsync of a file fail, and what it should have made safe be as unsafe as before, for ever. */
    public void failNextForce() {
        nextForceFails = true;
    }

    /** Flips one bit. */
    public void flip(String name, long offset, int bit) {
        content(name).bytes[Math.toIntExact(offset)] ^= (byte) (1 << bit);
    }

    /** Overwrites bytes behind everybody's back. */
    public void overwrite(String name, long offset, byte[] bytes) {
        content(name).write(offset, bytes, 0, bytes.length);
    }

    /** A copy of a file's bytes. */
    public byte[] bytesOf(String name) {
        Content content = content(name);
        return Arrays.copyOf(content.bytes, content.size);
    }

    /** Cuts a file short behind everybody's back. */
    public void truncate(String name, int bytes) {
        content(name).truncate(bytes);
    }

    /** The disk as a power cut leaves it after a number of operations. */
    public SimulatedDisk afterPowerCut(int operationCount, long seed) {
        Random random = new Random(seed);
        Map<String, Remains> all = new TreeMap<>();
        for (Operation operation : trace.subList(0, operationCount)) {
            Remains remains = all.computeIfAbsent(operation.name, name -> new Remains());
            switch (operation.kind) {
                case CREATE -> remains.exists = true;
                case DELETE -> remains.exists = false;
                case WRITE -> remains.unsafe.add(operation);
                case FORCE -> remains.force(random);
                case FAILED_FORCE -> remains.failForce();
                case SYNC_FOLDER -> all.values().forEach(file -> file.existsSafely = file.exists);
            }
        }
        all.remove(FOLDER);
        SimulatedDisk disk = new SimulatedDisk();
        all.forEach((name, remains) -> {
            if (remains.isLeft(random)) {
                disk.files.put(name, remains.content(random));
            }
        });
        return disk;
    }

    /** Keeps some sectors of a write; mostly all or none, as a disk that is not very busy does. */
    private static void applyPartly(Operation write, Content content, Random random) {
        double kept = switch (random.nextInt(3)) {
            case 0 -> 0;
            case 1 -> 1;
            default -> 0.5;
        };
        for (int from = 0; from < write.bytes.length; ) {
            int toSectorEnd = SECTOR_BYTES - (int) ((write.offset + from) % SECTOR_BYTES);
            int length = Math.min(toSectorEnd, write.bytes.length - from);
            if (random.nextDouble() < kept) {
                content.write(write.offset + from, write.bytes, from, length);
            }
            from += length;
        }
    }

    @Override
    public List<String> names() {
        return List.copyOf(files.keySet());
    }

    @Override
    public SegmentFile create(String name) {
        if (files.containsKey(name)) {
            throw failure("create " + name, "File exists");
        }
        trace.add(new Operation(Operation.Kind.CREATE, name));
        files.put(name, new Content());
        return new Handle(name);
    }

    @Override
    public SegmentFile open(String name) {
        content(name);
        return new Handle(name);
    }

    @Override
    public void delete(String name) {
        trace.add(new Operation(Operation.Kind.DELETE, name));
        files.remove(name);
    }

    @Override
    public void syncFolder() {
        trace.add(new Operation(Operation.Kind.SYNC_FOLDER, FOLDER));
    }

    private Content content(String name) {
        Content content = files.get(name);
        if (content == null) {
            throw failure("open " + name, "No such file");
        }
        return content;
    }

    private static JournalException failure(String attempt, String cause) {
        return new JournalException(attempt, new IOException(cause));
    }

    private final class Handle implements SegmentFile {
        private final String name;
        private boolean failed;

        Handle(String name) {
            this.name = name;
        }

        @Override
        public void write(long offset, ByteBuffer bytes) {
            Content content = content(name);
            long growth = Math.max(0, offset + bytes.remaining() - content.size);
            long room = Math.max(0, bytesMax - bytes());
            byte[] written = new byte[(int) Math.max(0, bytes.remaining() - Math.max(0, growth - room))];
            bytes.get(written);
            if (written.length > 0) {
                trace.add(new Operation(Operation.Kind.WRITE, name, offset, written));
                content.write(offset, written, 0, written.length);
            }
            if (bytes.hasRemaining()) {
                throw failure("write " + name, "No space left on device");
            }
        }

        @Override
        public int read(long offset, ByteBuffer into) {
            Content content = content(name);
            if (offset >= content.size) {
                return -1;
            }
            int length = (int) Math.min(into.remaining(), content.size - offset);
            into.put(content.bytes, (int) offset, length);
            return length;
        }

        @Override
        public void force() {
            if (failed) {
                throw new AssertionError("an fsync was tried again after it had failed: " + name);
            }
            if (nextForceFails) {
                nextForceFails = false;
                failed = true;
                trace.add(new Operation(Operation.Kind.FAILED_FORCE, name));
                throw failure("fsync " + name, "Input/output error");
            }
            trace.add(new Operation(Operation.Kind.FORCE, name));
        }

        @Override
        public long size() {
            return content(name).size;
        }

        @Override
        public void close() {
            // There is nothing to let go of.
        }
    }
}
