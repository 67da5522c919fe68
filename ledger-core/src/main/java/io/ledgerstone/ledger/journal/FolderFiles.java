package io.ledgerstone.ledger.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Segments in a folder of a real disk. */
public final class FolderFiles implements SegmentFiles {
    private final Path folder;

    /**
     * The files of a folder, which is made if there is none.
     *
     * @throws JournalException if it cannot be made
     */
    public FolderFiles(Path folder) {
        this.folder = folder;
        try {
            makeSafely(folder.toAbsolutePath());
        } catch (IOException e) {
            throw new JournalException("make the journal's folder " + folder, e);
        }
    }

    /** Makes a folder and those it is in. A new one is lost in a power cut unless the one it is in has been made safe. */
    private static void makeSafely(Path missing) throws IOException {
        Path parent = missing.getParent();
        if (Files.isDirectory(missing) || parent == null) {
            return;
        }
        makeSafely(parent);
        Files.createDirectories(missing);
        sync(parent);
    }

    @Override
    public List<String> names() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        } catch (IOException e) {
            throw new JournalException("list the journal's folder " + folder, e);
        }
    }

    @Override
    public SegmentFile create(String name) {
        Path path = folder.resolve(name);
        try {
            Files.createFile(path);
            return new OpenFile(path);
        } catch (IOException e) {
            throw new JournalException("create journal file " + path, e);
        }
    }

    @Override
    public SegmentFile open(String name) {
        Path path = folder.resolve(name);
        try {
            return new OpenFile(path);
        } catch (IOException e) {
            throw new JournalException("open journal file " + path, e);
        }
    }

    @Override
    public void delete(String name) {
        Path path = folder.resolve(name);
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new JournalException("delete journal file " + path, e);
        }
    }

    @Override
    public void syncFolder() {
        try {
            sync(folder);
        } catch (IOException e) {
            throw new JournalException("make the names in the journal's folder " + folder + " safe", e);
        }
    }

    /** Windows cannot open folders and needs no such call; its file systems keep names and files in one log. */
    private static void sync(Path folder) throws IOException {
        if (System.getProperty("os.name").startsWith("Windows")) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /**
     * A file with two descriptors. An interrupted thread closes the {@link FileChannel} it uses, so reads go through a
     * {@link RandomAccessFile}, which knows no interrupts, and the channel belongs to the one thread that writes.
     */
    private static final class OpenFile implements SegmentFile {
        private final Path path;
        private final RandomAccessFile reading;
        private @Nullable FileChannel writing;

        OpenFile(Path path) throws IOException {
            this.path = path;
            reading = new RandomAccessFile(path.toFile(), "r");
        }

        @Override
        public void write(long offset, ByteBuffer bytes) {
            try {
                FileChannel channel = writing();
                long at = offset;
                while (bytes.hasRemaining()) {
                    at += channel.write(bytes, at);
                }
            } catch (IOException e) {
                throw new JournalException("write journal file " + path, e);
            }
        }

        @Override
        public synchronized int read(long offset, ByteBuffer into) {
            byte[] bytes = into.hasArray() ? into.array() : new byte[into.remaining()];
            int start = into.hasArray() ? into.arrayOffset() + into.position() : 0;
            try {
                reading.seek(offset);
                int count = reading.read(bytes, start, into.remaining());
                if (count > 0 && into.hasArray()) {
                    into.position(into.position() + count);
                } else if (count > 0) {
                    into.put(bytes, 0, count);
                }
                return count;
            } catch (IOException e) {
                throw new JournalException("read journal file " + path, e);
            }
        }

        @Override
        public void force() {
            try {
                writing().force(false);
            } catch (IOException e) {
                throw new JournalException("make journal file " + path + " safe", e);
            }
        }

        @Override
        public long size() {
            try {
                return reading.length();
            } catch (IOException e) {
                throw new JournalException("ask for the size of journal file " + path, e);
            }
        }

        @Override
        public void close() {
            FileChannel channel = writing;
            writing = null;
            try {
                reading.close();
                if (channel != null) {
                    channel.close();
                }
            } catch (IOException e) {
                throw new JournalException("close journal file " + path, e);
            }
        }

        private FileChannel writing() throws IOException {
            FileChannel channel = writing;
            if (channel == null) {
                channel = FileChannel.open(path, StandardOpenOption.WRITE);
                writing = channel;
            }
            return channel;
        }
    }
}
