package io.ledgerstone.ledger.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** The folder of a store: everything that is done to names, and the order that makes a new file take an old one's place. */
class StoreFolder {
    static final String TEMPORARY_SUFFIX = ".tmp";
    static final String BAD_PREFIX = "bad-";

    private final Path folder;

    StoreFolder(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw StoreException.of("make the store's folder " + folder, e);
        }
    }

    final Path resolve(String name) {
        return folder.resolve(name);
    }

    final List<String> names() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        } catch (IOException e) {
            throw StoreException.of("list the store's folder " + folder, e);
        }
    }

    /** Where a file is written before it gets its name. */
    Path temporary(String name) throws IOException {
        Path path = folder.resolve(name + TEMPORARY_SUFFIX);
        Files.deleteIfExists(path);
        return path;
    }

    /** Gives a temporary file, which is safe on the disk, its name; returns once the name is safe too. */
    void publish(String name) throws IOException {
        Files.move(folder.resolve(name + TEMPORARY_SUFFIX), folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        if (!System.getProperty("os.name").startsWith("Windows")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Removes a temporary file that is not going to get its name. */
    final void discardTemporary(String name) {
        discard(name + TEMPORARY_SUFFIX);
    }

    /** Removes a file that nobody needs; if it cannot (Windows keeps mapped files), the next opening tries again. */
    final void discard(String name) {
        try {
            Files.deleteIfExists(folder.resolve(name));
        } catch (IOException e) {
            return;
        }
    }

    /** Puts a damaged file out of the way. Where that is not allowed it stays, and is passed over at every opening. */
    final void setAside(String name) {
        try {
            Files.move(folder.resolve(name), folder.resolve(BAD_PREFIX + name), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            return;
        }
    }
}
