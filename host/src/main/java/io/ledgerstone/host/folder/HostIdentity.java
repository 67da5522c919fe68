package io.ledgerstone.host.folder;

import io.ledgerstone.host.HostException;
import io.ledgerstone.ledger.entry.Key;
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
import java.security.SecureRandom;
import java.util.Properties;

/**
 * Who makes this host's own entries. No two hosts of a guild may have the same.
 *
 * @param realm 0 to 65,535
 * @param creator 0 to 2^32 - 1
 */
public record HostIdentity(int realm, long creator) {
    private static final String FILE = "host.properties";

    /** Requires both to fit a key. */
    public HostIdentity {
        Key.of(0, 0, realm, creator);
    }

    static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(FILE));
    }

    static HostIdentity ofFolder(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                new HostIdentity(0, 1 + new SecureRandom().nextLong(Key.U32_MAX)).writeTo(folder);
            }
            Properties properties = new Properties();
            properties.load(new StringReader(Files.readString(file)));
            return new HostIdentity(
                    Integer.parseInt(properties.getProperty("realm", "0")),
                    Long.parseLong(properties.getProperty("creator", "")));
        } catch (IOException | NumberFormatException e) {
            throw new HostException(
                    file + " cannot be read; it should have two lines such as realm=0 and creator=43981: "
                            + e.getMessage(),
                    e);
        }
    }

    /** Keeps this identity in a data folder, in place of any it had. */
    public void writeTo(Path folder) {
        Path temporary = folder.resolve(FILE + ".new");
        try {
            try (FileChannel file = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                ByteBuffer lines = StandardCharsets.US_ASCII.encode("realm=" + realm + "\ncreator=" + creator + "\n");
                while (lines.hasRemaining()) {
                    file.write(lines);
                }
                file.force(true);
            }
            Files.move(temporary, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
            sync(folder);
        } catch (IOException e) {
            throw new HostException("The data folder " + folder + " cannot be written to: " + e.getMessage(), e);
        }
    }

    /** Makes a rename outlast a power cut. */
    private static void sync(Path folder) throws IOException {
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel opened = FileChannel.open(folder, StandardOpenOption.READ)) {
                opened.force(true);
            }
        }
    }
}
