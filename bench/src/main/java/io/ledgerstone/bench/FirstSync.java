package io.ledgerstone.bench;

import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.trust.Invite;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * How long does a host that has joined a group need until it has a ledger of 10,000 entries? From the start of its mesh, without one
 * link, until all are verified, durable and inserted. The host that has them is this process, which has served others before, as a
 * guild's host has that is always up. The newcomers are in another process; the first of them finds it as it has just begun, with all
 * code still to be loaded.
 */
final class FirstSync {
    static final String NEWCOMERS = "newcomers";
    private static final int ENTRIES = 10_000;
    private static final int HOSTS = 6;
    private static final long CREATOR_MIN = 100;
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
            session.progress().accept("newcomers in another process");
            newcomers(folder.resolve("before"), entries, full);
            return findings(entries, newcomers(folder.resolve("measured"), entries, full));
        } finally {
            Ledgers.delete(folder);
        }
    }

    /** The milliseconds of each newcomer of a new process. */
    private static List<Double> newcomers(Path folder, int entries, MeshHost full) {
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
        SecureRandom random = new SecureRandom();
        try {
            for (int i = 0; i < invites.size(); i++) {
                // Whoever comes needs a creator of its own.
                try (MeshHost host =
                        new MeshHost(folder.resolve("newcomer" + i), CREATOR_MIN + random.nextInt(1 << 20))) {
                    host.join(Invite.parse(invites.get(i)));
                    host.guild();
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
