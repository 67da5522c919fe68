package io.ledgerstone.bench;

import io.ledgerstone.bench.Questions.Question;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Runs benchmarks by name and prints what they found as a table: {@code Benchmarks [--quick] NAME...}, or {@code all}; without a
 * name it lists them. {@code guild-file ENTRIES FILE} writes a guild's ledger as a game client does, for whole-process runs.
 * Run from the project's folder; see {@code bench/README.md}.
 */
public final class Benchmarks {
    private static final Path RESULTS = Path.of("bench", "target", "results.md");

    private Benchmarks() {}

    /** Runs what is named. */
    public static void main(String[] arguments) throws IOException {
        List<String> names = new ArrayList<>(Arrays.asList(arguments));
        if (names.size() == 3 && names.getFirst().equals("guild-file")) {
            GuildFile.write(Path.of(names.get(2)), Integer.parseInt(names.get(1)));
            return;
        }
        if (names.size() > 3 && names.getFirst().equals(FirstSync.NEWCOMERS)) {
            FirstSync.receive(Path.of(names.get(1)), Integer.parseInt(names.get(2)), names.subList(3, names.size()));
            return;
        }
        Session session = new Session(names.remove("--quick"), step -> System.err.println("... " + step));
        if (names.equals(List.of("all"))) {
            names = List.copyOf(Questions.ALL.keySet());
        }
        if (names.isEmpty() || !Questions.ALL.keySet().containsAll(names)) {
            System.out.println("Which of these? Or all.");
            Questions.ALL.forEach(
                    (name, question) -> System.out.printf(Locale.ROOT, "  %-14s %s%n", name, question.text()));
            System.exit(names.isEmpty() ? 0 : 2);
        }
        StringBuilder results = new StringBuilder(machine());
        for (Map.Entry<String, Question> question : Questions.ALL.entrySet()) {
            if (names.contains(question.getKey())) {
                results.append(answer(session, question.getKey(), question.getValue()));
            }
        }
        System.out.print(results);
        Files.createDirectories(RESULTS.getParent());
        Files.writeString(RESULTS, results);
    }

    private static String answer(Session session, String name, Question question) {
        StringBuilder table = new StringBuilder("\n### " + name + "\n\n" + question.text()
                + "\n\n| what | median | goal | peer | ratio |\n|---|--:|---|---|--:|\n");
        question.answer()
                .apply(session)
                .forEach(finding -> table.append(finding.row()).append('\n'));
        return table.toString();
    }

    private static String machine() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        long memoryBytes =
                system instanceof com.sun.management.OperatingSystemMXBean more ? more.getTotalMemorySize() : 0;
        return String.format(
                Locale.ROOT,
                "%s, %d cores, %d GiB, %s %s, Java %s, load %.1f at the start%n",
                LocalDateTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.MINUTES),
                system.getAvailableProcessors(),
                Math.round(memoryBytes / (double) (1 << 30)),
                system.getName(),
                system.getVersion(),
                Runtime.version(),
                system.getSystemLoadAverage());
    }
}
