package io.ledgerstone.host.control;

import io.ledgerstone.host.HostException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** Where the control socket of a data folder is. */
final class ControlAddress {
    /** Systems allow 104 to 108 bytes with the closing zero. */
    private static final int PATH_BYTES_MAX = 100;

    private static final String OWNER_ONLY = "rwx------";

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
                Path folder = Files.createTempDirectory("ledgerstone-");
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
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(OWNER_ONLY));
        }
    }

    private static int bytes(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    /** The address that a host of this folder listens on, or listened on once. */
    static Optional<UnixDomainSocketAddress> find(Path dataFolder) {
        Path control = dataFolder.resolve("control");
        try {
            Path elsewhere = control.resolve("path");
            Path socket = Files.exists(elsewhere)
                    ? Path.of(Files.readString(elsewhere).strip())
                    : control.resolve("socket");
            return Files.exists(socket) ? Optional.of(UnixDomainSocketAddress.of(socket)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Removes the socket. */
    static void release(Path dataFolder) throws IOException {
        Path control = dataFolder.resolve("control");
        Path elsewhere = control.resolve("path");
        if (Files.exists(elsewhere)) {
            Path socket = Path.of(Files.readString(elsewhere).strip());
            Files.deleteIfExists(socket);
            Files.deleteIfExists(elsewhere);
            Path folder = socket.getParent();
            if (folder != null && folder.getFileName().toString().startsWith("ledgerstone-")) {
                Files.deleteIfExists(folder);
            }
        }
        Files.deleteIfExists(control.resolve("socket"));
    }
}
