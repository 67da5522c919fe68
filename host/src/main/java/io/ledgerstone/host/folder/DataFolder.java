package io.ledgerstone.host.folder;

import io.ledgerstone.host.HostException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A data folder that this process has open. Close it last. */
public final class DataFolder implements AutoCloseable {
    private static final String LOCK = "host.lock";
    private static final int PID_DIGITS_MAX = 20;

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private DataFolder(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Opens a data folder, or makes one.
     *
     * @throws FolderInUseException if another process has it open
     * @throws HostException if it cannot be made or written to
     */
    public static DataFolder open(Path path) {
        Path folder = path.toAbsolutePath().normalize();
        try {
            Files.createDirectories(folder);
            FileChannel channel = FileChannel.open(
                    folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                FileLock lock = channel.tryLock();
                if (lock == null) {
                    throw new FolderInUseException(folder, holder(channel));
                }
                channel.truncate(0);
                channel.write(
                        StandardCharsets.US_ASCII.encode(
                                Long.toString(ProcessHandle.current().pid())),
                        0);
                return new DataFolder(folder, channel, lock);
            } catch (OverlappingFileLockException e) {
                channel.close();
                throw new FolderInUseException(
                        folder, Long.toString(ProcessHandle.current().pid()));
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (AccessDeniedException | ReadOnlyFileSystemException e) {
            throw new HostException(
                    "The data folder " + folder + " cannot be written to; give this user the right to, or name another"
                            + " folder with --data",
                    e);
        } catch (FileAlreadyExistsException e) {
            throw new HostException(
                    "The data folder " + folder + " cannot be made: " + e.getFile() + " is a file; name another folder"
                            + " with --data",
                    e);
        } catch (NoSuchFileException e) {
            throw new HostException(
                    "The data folder " + folder
                            + " cannot be made: the system allows no folder there; name another with" + " --data",
                    e);
        } catch (IOException e) {
            throw new HostException("The data folder " + folder + " cannot be opened: " + e.getMessage(), e);
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(PID_DIGITS_MAX);
        channel.read(pid, 0);
        return new String(pid.array(), 0, pid.position(), StandardCharsets.US_ASCII);
    }

    /** The process that has a folder open or had it last, if any. */
    public static Optional<String> lastHolder(Path path) {
        try {
            return Optional.of(Files.readString(path.resolve(LOCK), StandardCharsets.US_ASCII))
                    .filter(pid -> !pid.isBlank());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("unknown");
        }
    }

    /** Whether somebody used this folder as a data folder before. */
    public static boolean isOne(Path path) {
        return Files.isRegularFile(path.resolve(LOCK)) || HostIdentity.isIn(path);
    }

    /** Whether there is nothing in a folder; a file is no empty folder. */
    public static boolean isEmpty(Path path) {
        try (Stream<Path> content = Files.list(path)) {
            return content.findAny().isEmpty();
        } catch (NotDirectoryException e) {
            return false;
        } catch (IOException e) {
            throw new HostException("The folder " + path + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** Where copies are kept. */
    public Path backups() {
        return path.resolve("backups");
    }

    /** The creator and realm of this host's own entries. Drawn now if they never were. */
    public HostIdentity identity() {
        return HostIdentity.ofFolder(path);
    }

    Path ledger(String name) {
        return path.resolve("ledgers").resolve(FolderName.of(name));
    }

    /** The names of the ledgers in here, sorted. */
    public List<String> ledgerNames() {
        return ledgerNames(path);
    }

    /** The names of the ledgers of a folder, whether it is open or not; none if there is no such folder. */
    public static List<String> ledgerNames(Path path) {
        Path ledgers = path.resolve("ledgers");
        if (!Files.isDirectory(ledgers)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(ledgers)) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    // Any other folder was put there by somebody else.
                    .filter(folder -> FolderName.of(FolderName.ledger(folder)).equals(folder))
                    .map(FolderName::ledger)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new HostException("The folder " + ledgers + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Call this before moving the folder: Windows moves none with open files in it, so there the lock is given back now. */
    public void prepareMove() {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            close();
        }
    }

    @Override
    public void close() {
        if (!channel.isOpen()) {
            return;
        }
        try (channel) {
            lock.release();
        } catch (IOException e) {
            throw new HostException("The lock of " + path + " cannot be given back: " + e.getMessage(), e);
        }
    }
}
