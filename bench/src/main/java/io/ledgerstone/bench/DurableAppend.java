package io.ledgerstone.bench;

import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.Source;
import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Fields;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntFunction;

/**
 * How many entries a second are acknowledged as durable, when 1, 100 or 1000 threads each append one, wait for it, and append the
 * next?
 *
 * <p>Peer: {@link PlainFile}, with as many threads and the same entries as ready bytes. The two take turns, round by round, each
 * round with an empty folder, so that both meet the same disk.
 */
final class DurableAppend {
    private static final Path FOLDER = Ledgers.FOLDER;

    private DurableAppend() {}

    static List<Finding> measure(Session session) {
        List<Finding> findings = new ArrayList<>();
        int[] appenders = {1, 100, 1000};
        int[] appends = {session.scaled(20_000), session.scaled(300_000), session.scaled(500_000)};
        for (int i = 0; i < appenders.length; i++) {
            findings.add(measure(session, appenders[i], appends[i]));
        }
        return findings;
    }

    private static Finding measure(Session session, int appenders, int appends) {
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        // The first round warms up.
        for (int round = 0; round <= session.rounds(); round++) {
            session.progress().accept("append, " + appenders + " at a time, round " + round);
            double ledger = ledger(appenders, appends);
            double file = file(appenders, appends);
            if (round > 0) {
                ours.add(ledger);
                theirs.add(file);
            }
        }
        return Finding.rate("durable append, " + appenders + " concurrent", Passes.median(ours))
                .against("plain file", Passes.median(theirs))
                .ratioGoal(0.5);
    }

    private static double ledger(int appenders, int appends) {
        List<Fields> fields = fields(appends);
        Path folder = Ledgers.fresh("append");
        try (Ledger ledger = Ledger.open(folder, Ledgers.OPTIONS)) {
            return perSecond(appenders, appends, i -> ledger.append(Awards.TYPE, fields.get(i), Source.LOCAL));
        } finally {
            Ledgers.delete(folder);
        }
    }

    private static double file(int appenders, int appends) {
        List<byte[]> records = bytes(Awards.entries(new EntryCodec(Ledgers.NAME, Ledgers.LAYOUT), appends));
        Path path = FOLDER.resolve("append.bytes");
        try {
            Files.createDirectories(FOLDER);
            Files.deleteIfExists(path);
            try (PlainFile file = new PlainFile(path)) {
                return perSecond(appenders, appends, i -> file.append(records.get(i)));
            } finally {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Fields> fields(int count) {
        Lehmer random = new Lehmer(count);
        List<Fields> fields = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            fields.add(Awards.fields(random));
        }
        return fields;
    }

    /** Key and body of each entry. */
    static List<byte[]> bytes(List<Entry> entries) {
        return entries.stream()
                .map(entry -> {
                    byte[] body = EntryCodec.body(entry);
                    return ByteBuffer.allocate(16 + body.length)
                            .putLong(entry.key().high())
                            .putLong(entry.key().low())
                            .put(body)
                            .array();
                })
                .toList();
    }

    private static double perSecond(int appenders, int appends, IntFunction<CompletableFuture<?>> append) {
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        int each = appends / appenders;
        for (int appender = 0; appender < appenders; appender++) {
            int first = appender * each;
            threads.add(Thread.ofVirtual().start(() -> {
                await(start);
                for (int i = first; i < first + each; i++) {
                    append.apply(i).join();
                }
            }));
        }
        long begin = System.nanoTime();
        start.countDown();
        threads.forEach(DurableAppend::join);
        return appenders * each * 1e9 / (System.nanoTime() - begin);
    }

    private static void await(CountDownLatch start) {
        try {
            start.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
