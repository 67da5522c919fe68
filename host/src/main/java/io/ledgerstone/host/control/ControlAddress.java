package io.ledgerstone.host.control;

import io.ledgerstone.host.HostException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the control socket of a data folder is. */
final class ControlAddress {
    /** Systems allow 104 to 108 bytes with the closing zero. */
    private static final int PATH_BYTES_MAX = 100;

    private static final long PATH_FILE_BYTES_MAX = 4096;

    private static final String FOLDER_PREFIX = "ledgerstone-";
    private static final String OWNER_ONLY = "rwx------";
    private static final Logger LOG = LoggerFactory.getLogger(ControlAddress.class);

    private ControlAddress() {}

    /** A free address for the host that has the folder open; what a dead one left is removed. */
    static UnixDomainSocketAddress claim(Path dataFolder) {
        Path control = dataFolder.resolve("control");
        try {
            Files.createDirectories(control);
            restrict(control);
            release(dataFolder);
            Path socket = control.resolve("socket");
            if (bytes(socket) > PATH_BYTES_MAX) {
                Path folder = Files.createTempDirectory(FOLDER_PREFIX);
                restrict(folder);
                socket = folder.resolve("socket");
                Files.writeString(control.resolve("path"), socket.toString());
            }
            return UnixDomainSocketAddress.of(socket);
        } catch (IOException e) {
            throw new HostException(
                    "The control socket of " + dataFolder + " cannot be made: " + e.getMessage()
                            + "; see that this user may write to that folder",
                    e);
        }
    }

    private static void restrict(Path folder) throws IOException {
        if (isPosix()) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(OWNER_ONLY));
        }
    }

    private static boolean isPosix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    private static int bytes(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    /** The address that a host of this folder listens on, or listened on once. */
    static Optional<UnixDomainSocketAddress> find(Path dataFolder) {
        Path control = dataFolder.resolve("control");
        Path socket =
                Files.exists(control.resolve("path")) ? elsewhere(control).orElse(null) : control.resolve("socket");
        return socket != null && Files.exists(socket)
                ? Optional.of(UnixDomainSocketAddress.of(socket))
                : Optional.empty();
    }

    /**
     * The socket that the file {@code path} names, if {@link #claim} can have made it: in a folder ledgerstone-* of the system's
     * folder for temporary files that is this user's and nobody else's. Anybody could have written anything else there.
     */
    private static Optional<Path> elsewhere(Path control) {
        try {
            Path file = control.resolve("path");
            if (Files.size(file) > PATH_FILE_BYTES_MAX) {
                return Optional.empty();
            }
            Path socket = Path.of(Files.readString(file).strip());
            Path folder = socket.getParent();
            Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
            if (folder == null || !socket.endsWith("socket") || !socket.equals(socket.normalize())) {
                return Optional.empty();
            }
            boolean named = temporary.equals(folder.getParent())
                    && folder.getFileName().toString().startsWith(FOLDER_PREFIX);
            return named && isOwn(folder, control) ? Optional.of(socket) : Optional.empty();
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static boolean isOwn(Path folder, Path control) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        if (!isPosix()) {
            return true;
        }
        return Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(control))
                && Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS)
                        .equals(PosixFilePermissions.fromString(OWNER_ONLY));
    }

    /** Removes the socket, and nothing that is none. */
    static void release(Path dataFolder) throws IOException {
        Path control = dataFolder.resolve("control");
        Optional<Path> elsewhere = elsewhere(control);
        if (elsewhere.isPresent()) {
            removeSocket(elsewhere.get());
            try {
                Files.deleteIfExists(Objects.requireNonNull(elsewhere.get().getParent()));
            } catch (DirectoryNotEmptyException e) {
                // Something else is in there, which is not ours to remove.
                LOG.debug("The folder of the socket {} stays", elsewhere.get(), e);
            }
        }
        Files.deleteIfExists(control.resolve("path"));
        removeSocket(control.resolve("socket"));
    }

    /** To Java a socket is neither file, nor folder, nor link. */
    private static void removeSocket(Path socket) throws IOException {
        if (Files.exists(socket, LinkOption.NOFOLLOW_LINKS)
                && (!isPosix()
                        || Files.readAttributes(socket, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                                .isOther())) {
            Files.deleteIfExists(socket);
        }
    }
}
