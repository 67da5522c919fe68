package io.ledgerstone.ledger.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** Tables in a folder of a real disk. */
class StoreFolder implements TableFiles {
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

    @Override
    public final List<String> names() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        } catch (IOException e) {
            throw StoreException.of("list the store's folder " + folder, e);
        }
    }

    @Override
    public TableTarget temporary(String name) throws IOException {
        Path path = folder.resolve(name + TEMPORARY_SUFFIX);
        Files.deleteIfExists(path);
        return TableTarget.file(path);
    }

    @Override
    public void publish(String name) throws IOException {
        Files.move(folder.resolve(name + TEMPORARY_SUFFIX), folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        if (!System.getProperty("os.name").startsWith("Windows")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    @Override
    public final TableBytes open(String name) {
        return TableBytes.mapped(folder.resolve(name));
    }

    /** Windows keeps mapped files. */
    @Override
    public final void discard(String name) {
        try {
            Files.deleteIfExists(folder.resolve(name));
        } catch (IOException e) {
            return;
        }
    }

    @Override
    public final void setAside(String name) {
        try {
            Files.move(folder.resolve(name), folder.resolve(BAD_PREFIX + name), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            return;
        }
    }
}
