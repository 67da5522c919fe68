package io.ledgerstone.bench;

import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.trust.Invite;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * How long does a host that has joined a group need until it has a ledger of 10,000 entries? From its start, without one link, until
 * all are verified, durable and inserted. The host that has them is this process, the newcomers are in another one: the first of them
 * finds it as it has just begun, with all code still to be loaded.
 */
final class FirstSync {
    static final String NEWCOMERS = "newcomers";
    private static final int ENTRIES = 10_000;
    private static final int HOSTS = 6;
    private static final double GOAL_MS = 1_000;

    private FirstSync() {}

    static List<Finding> measure(Session session) {
        Path folder = Ledgers.fresh("first-sync");
        int entries = session.scaled(ENTRIES);
        try (MeshHost full = MeshHost.start(folder, 1, List.of())) {
            session.progress().accept("a ledger of " + entries + " entries");
            Ledger guild = full.guild();
            List<CompletableFuture<?>> appended = new ArrayList<>();
            for (int i = 0; i < entries; i++) {
                appended.add(guild.append("award", Map.of("player", "Player" + i % 40, "amount", i)));
            }
            appended.forEach(CompletableFuture::join);
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--sun-misc-unsafe-memory-access=allow",
                    "--enable-native-access=ALL-UNNAMED",
                    "-Dslf4j.internal.verbosity=ERROR",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Benchmarks.class.getName(),
                    NEWCOMERS,
                    folder.toString(),
                    Integer.toString(entries)));
            for (int i = 0; i < HOSTS; i++) {
                command.add(full.invite().text());
            }
            session.progress().accept("newcomers in another process");
            return findings(entries, times(command));
        } finally {
            Ledgers.delete(folder);
        }
    }

    private static List<Double> times(List<String> command) {
        List<Double> ms = new ArrayList<>();
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (BufferedReader lines = process.inputReader()) {
                lines.lines().map(Double::valueOf).forEach(ms::add);
            } finally {
                process.destroy();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (ms.size() != HOSTS) {
            throw new IllegalStateException("only " + ms.size() + " of " + HOSTS + " newcomers got everything");
        }
        return ms;
    }

    private static List<Finding> findings(int entries, List<Double> ms) {
        List<Double> later = new ArrayList<>(ms.subList(1, ms.size()));
        later.sort(null);
        String what = "first sync of " + entries + " entries";
        return List.of(
                Finding.time(what + ", a process that has just begun", ms.getFirst())
                        .goal(GOAL_MS),
                Finding.time(what + ", later ones, median", later.get(later.size() / 2))
                        .goal(GOAL_MS));
    }

    /** The other process: one newcomer after the other, of each the milliseconds it took. */
    static void receive(Path folder, int entries, List<String> invites) {
        try {
            for (int i = 0; i < invites.size(); i++) {
                try (MeshHost host = new MeshHost(folder.resolve("newcomer" + i), i + 2)) {
                    host.join(Invite.parse(invites.get(i)));
                    long beginNs = System.nanoTime();
                    host.start();
                    Ledger guild = host.guild();
                    Waiting.until(() -> guild.status().entries() == entries);
                    System.out.printf(Locale.ROOT, "%.1f%n", (System.nanoTime() - beginNs) / 1e6);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
