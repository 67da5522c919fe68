package io.ledgerstone.host.mesh;

import io.ledgerstone.gossip.link.LinkIdentity;
import io.ledgerstone.host.HostException;
import io.ledgerstone.ledger.trust.DeviceKey;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * What a host keeps of its mesh beside the ledgers, in the folder {@code mesh} of its data.
 *
 * <pre>
 * device.key          the device's private key, PKCS #8; readable by its owner alone
 * group.properties    founder: the key the group began with; seeds: addresses to begin with
 * </pre>
 */
final class MeshFolder {
    private final Path path;

    /**
     * What is fixed once a host has founded or joined a group.
     *
     * @param founder the key the group began with
     * @param seeds addresses of hosts that were there then
     */
    record Group(DeviceKey founder, List<String> seeds) {
        Group {
            seeds = List.copyOf(seeds);
        }
    }

    MeshFolder(Path dataFolder) {
        path = dataFolder.resolve("mesh");
    }

    /** The device's key, made now if there is none. */
    LinkIdentity identity() {
        Path file = path.resolve("device.key");
        try {
            if (!Files.exists(file)) {
                write(file, LinkIdentity.generate(new SecureRandom()).pkcs8());
            }
            return LinkIdentity.of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new HostException("The device's key " + file + " cannot be read or made: " + e.getMessage(), e);
        }
    }

    /** The group this host is in, if it is in one. */
    Optional<Group> group() {
        Path file = path.resolve("group.properties");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Properties properties = new Properties();
            properties.load(new StringReader(Files.readString(file)));
            String seeds = properties.getProperty("seeds", "").strip();
            return Optional.of(new Group(
                    DeviceKey.parse(properties.getProperty("founder", "")),
                    seeds.isEmpty() ? List.of() : List.of(seeds.split(" +"))));
        } catch (IOException | RuntimeException e) {
            throw new HostException(
                    file + " cannot be read; it should have a line founder= with the group's first key. Take it from a"
                            + " backup, or join again: " + e.getMessage(),
                    e);
        }
    }

    /** Keeps the group this host is in from now on. */
    void keep(Group group) {
        Path file = path.resolve("group.properties");
        String lines = "founder=" + group.founder() + "\nseeds=" + String.join(" ", group.seeds()) + "\n";
        try {
            write(file, lines.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new HostException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** Written whole and made safe before it has its name. */
    private void write(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(path);
        Path temporary = path.resolve(file.getFileName() + ".new");
        Files.deleteIfExists(temporary);
        if (isPosix()) {
            Files.createFile(
                    temporary, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(temporary);
        }
        try (FileChannel out = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
            out.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        if (isPosix()) {
            try (FileChannel folder = FileChannel.open(path, StandardOpenOption.READ)) {
                folder.force(true);
            }
        }
    }

    private static boolean isPosix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }
}
