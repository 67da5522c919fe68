package io.ledgerstone.bench;

import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.Source;
import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * How many entries from elsewhere a second are checked, made durable and inserted, in ledger order or shuffled, until all are
 * acknowledged; and until all are in tables as well?
 *
 * <p>Peer: {@link PlainFile} with the same entries as ready bytes. The three take turns, round by round.
 */
final class BulkInsert {
    private static final Path FILE = Ledgers.FOLDER.resolve("insert.bytes");

    private BulkInsert() {}

    /** Entries a second until acknowledged, and until in tables. */
    private record Speed(double acknowledged, double inTables) {}

    static List<Finding> measure(Session session) {
        List<Entry> sorted = Awards.entries(new EntryCodec(Ledgers.NAME, Ledgers.LAYOUT), session.scaled(500_000));
        List<Entry> shuffled = shuffled(sorted);
        List<Speed> inOrder = new ArrayList<>();
        List<Speed> outOfOrder = new ArrayList<>();
        List<Double> plain = new ArrayList<>();
        // The first round warms up.
        for (int round = 0; round <= session.rounds(); round++) {
            session.progress().accept("insert, round " + round);
            Speed first = ledger(sorted);
            Speed second = ledger(shuffled);
            double third = file(sorted);
            if (round > 0) {
                inOrder.add(first);
                outOfOrder.add(second);
                plain.add(third);
            }
        }
        double file = Passes.median(plain);
        return List.of(
                acknowledged("insert in order", inOrder).against("plain file", file),
                inTables("insert in order", inOrder).against("plain file", file),
                acknowledged("insert shuffled", outOfOrder).against("plain file", file),
                inTables("insert shuffled", outOfOrder).against("plain file", file));
    }

    private static Finding acknowledged(String what, List<Speed> speeds) {
        return Finding.rate(
                what + ", until acknowledged",
                Passes.median(speeds.stream().map(Speed::acknowledged).toList()));
    }

    private static Finding inTables(String what, List<Speed> speeds) {
        return Finding.rate(
                what + ", until in tables",
                Passes.median(speeds.stream().map(Speed::inTables).toList()));
    }

    private static List<Entry> shuffled(List<Entry> entries) {
        List<Entry> shuffled = new ArrayList<>(entries);
        Lehmer random = new Lehmer(entries.size());
        for (int i = shuffled.size() - 1; i > 0; i--) {
            Entry swapped = shuffled.set(random.below(i + 1), shuffled.get(i));
            shuffled.set(i, swapped);
        }
        return shuffled;
    }

    private static Speed ledger(List<Entry> entries) {
        Path folder = Ledgers.fresh("insert");
        try (Ledger ledger = Ledger.open(folder, Ledgers.OPTIONS)) {
            long begin = System.nanoTime();
            ledger.insert(entries, new Source(Source.Kind.FILE, "bench")).join();
            long acknowledged = System.nanoTime();
            ledger.checkpoint().join();
            long inTables = System.nanoTime();
            return new Speed(entries.size() * 1e9 / (acknowledged - begin), entries.size() * 1e9 / (inTables - begin));
        } finally {
            Ledgers.delete(folder);
        }
    }

    private static double file(List<Entry> entries) {
        List<byte[]> records = DurableAppend.bytes(entries);
        try {
            Files.deleteIfExists(FILE);
            try (PlainFile file = new PlainFile(FILE)) {
                long begin = System.nanoTime();
                CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
                for (byte[] record : records) {
                    last = file.append(record);
                }
                last.join();
                return entries.size() * 1e9 / (System.nanoTime() - begin);
            } finally {
                Files.delete(FILE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
