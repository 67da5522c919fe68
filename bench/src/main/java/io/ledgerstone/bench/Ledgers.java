package io.ledgerstone.bench;

import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.LedgerOptions;
import io.ledgerstone.ledger.Source;
import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.KeyLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.function.BiFunction;

/** Ledgers on the disk to measure with, made once and then used by every run. */
final class Ledgers {
    /** The name of every ledger here, since ids depend on it. */
    static final String NAME = "guild";

    static final KeyLayout LAYOUT = KeyLayout.CROSS_REALM;

    /** Where they are. */
    static final Path FOLDER = Path.of("bench", "target", "ledgers");

    static final LedgerOptions OPTIONS = LedgerOptions.DEFAULT.name(NAME).layout(LAYOUT);

    private Ledgers() {}

    /** The folder of a ledger of awards, all of them in tables. */
    static Path awards(int count) {
        return made("awards-" + count, count, Awards::entries);
    }

    /** The folder of a guild's ledger, all of it in tables. */
    static Path guild(int count) {
        return made("guild-" + count, count, GuildRows::entries);
    }

    private static Path made(String name, int count, BiFunction<EntryCodec, Integer, List<Entry>> maker) {
        Path folder = FOLDER.resolve(name);
        try (Ledger ledger = Ledger.open(folder, OPTIONS)) {
            if (ledger.status().entries() != count) {
                ledger.insert(maker.apply(ledger.codec(), count), new Source(Source.Kind.FILE, name))
                        .join();
                ledger.checkpoint().join();
            }
        }
        return folder;
    }

    /** An empty folder of this name. */
    static Path fresh(String name) {
        Path folder = FOLDER.resolve(name);
        delete(folder);
        return folder;
    }

    /** Deletes a folder with everything in it, if it is there. */
    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                    Files.delete(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
