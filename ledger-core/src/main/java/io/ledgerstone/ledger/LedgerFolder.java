package io.ledgerstone.ledger;

import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.entry.LedgerException;
import io.ledgerstone.ledger.journal.FolderFiles;
import io.ledgerstone.ledger.journal.JournalOptions;
import io.ledgerstone.ledger.journal.SegmentFiles;
import io.ledgerstone.ledger.store.EntryStore;
import io.ledgerstone.ledger.store.TableFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A ledger's folder: one process at a time, and the two things fixed for life.
 *
 * <pre>
 * ledger.properties   name and key layout, written once
 * lock                locked while open; holds the process id
 * journal/            the commit log
 * tables/             the week tables
 * </pre>
 */
final class LedgerFolder implements LedgerDisk {
    private static final String IDENTITY = "ledger.properties";

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;
    private final Identity identity;
    private final SecureRandom salts = new SecureRandom();

    /** What is fixed for life. */
    private record Identity(String name, KeyLayout layout) {}

    private LedgerFolder(Path path, FileChannel channel, FileLock lock, Identity identity) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
        this.identity = identity;
    }

    static LedgerFolder open(Path path, LedgerOptions options) {
        if (!Files.exists(path.resolve(IDENTITY))) {
            requireName(newName(path, options));
        }
        try {
            Files.createDirectories(path);
            FileChannel channel = FileChannel.open(
                    path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                FileLock lock = lock(path, channel);
                Identity identity = identity(path, options);
                return new LedgerFolder(path, channel, lock, identity);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (AccessDeniedException | ReadOnlyFileSystemException e) {
            throw new LedgerException(
                    "The folder " + path + " cannot be written to; give this user the right to, or choose another", e);
        } catch (IOException e) {
            throw new LedgerException("The folder " + path + " cannot be opened: " + e.getMessage(), e);
        }
    }

    private static String newName(Path path, LedgerOptions options) {
        return options.name() == null
                ? String.valueOf(path.toAbsolutePath().normalize().getFileName())
                : options.name();
    }

    /** The name goes into a line of a file and into every entry id. */
    private static void requireName(String name) {
        new EntryCodec(name, KeyLayout.CLASSIC).layout();
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw new LedgerException("A ledger's name has no line breaks or other control characters");
        }
    }

    /** A new folder is lost in a power cut unless its own name and those it is in have been made safe. */
    private static void makeSafe(Path path) {
        for (Path at = path.toAbsolutePath().normalize(), end = at.getRoot();
                at != null && !at.equals(end);
                at = at.getParent()) {
            new FolderFiles(at).syncFolder();
        }
    }

    private static FileLock lock(Path path, FileChannel channel) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            throw new LedgerException("The ledger in " + path + " is open in this program already; share that one", e);
        }
        if (lock == null) {
            ByteBuffer pid = ByteBuffer.allocate(20);
            channel.read(pid, 0);
            throw new LedgerException("The ledger in " + path + " is open in another process, number "
                    + new String(pid.array(), 0, pid.position(), StandardCharsets.US_ASCII)
                    + "; stop that one, or ask it");
        }
        channel.truncate(0);
        channel.write(
                StandardCharsets.US_ASCII.encode(
                        Long.toString(ProcessHandle.current().pid())),
                0);
        return lock;
    }

    private static Identity identity(Path path, LedgerOptions options) throws IOException {
        Path file = path.resolve(IDENTITY);
        if (!Files.exists(file)) {
            String name = newName(path, options);
            Path temporary = path.resolve(IDENTITY + ".new");
            try (FileChannel out = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                out.write(StandardCharsets.UTF_8.encode("name=" + name + "\nlayout=" + options.layout() + "\n"));
                out.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            makeSafe(path);
        }
        Map<String, String> lines = new HashMap<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                lines.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return identity(file, lines, options);
    }

    private static Identity identity(Path file, Map<String, String> lines, LedgerOptions options) {
        String name = lines.get("name");
        KeyLayout layout = layout(lines.get("layout"));
        if (name == null || layout == null) {
            throw new LedgerException(
                    file + " does not name the ledger and its layout; it should have two lines such as"
                            + " name=guild and layout=CROSS_REALM");
        }
        if (options.name() != null && !options.name().equals(name)) {
            throw new LedgerException("The folder of " + file + " holds the ledger '" + name + "', not '"
                    + options.name() + "'; a ledger keeps its name, because every entry id is made with it");
        }
        return new Identity(name, layout);
    }

    private static @Nullable KeyLayout layout(@Nullable String text) {
        return Arrays.stream(KeyLayout.values())
                .filter(layout -> layout.name().equals(text))
                .findFirst()
                .orElse(null);
    }

    @Override
    public String name() {
        return identity.name();
    }

    @Override
    public KeyLayout layout() {
        return identity.layout();
    }

    @Override
    public SegmentFiles journal() {
        return new FolderFiles(path.resolve("journal"));
    }

    @Override
    public JournalOptions journalSizes() {
        return JournalOptions.defaults();
    }

    @Override
    public int salt() {
        return salts.nextInt();
    }

    @Override
    public TableFiles tables() {
        return EntryStore.filesOf(path.resolve("tables"));
    }

    @Override
    public void close() {
        try (channel) {
            lock.release();
        } catch (IOException e) {
            throw new LedgerException("The lock of " + path + " cannot be given back: " + e.getMessage(), e);
        }
    }
}
