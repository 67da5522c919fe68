package io.ledgerstone.bench;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs one JMH method in processes of its own, with the flags of {@code ./ledgerstone run}, and keeps every pass. */
final class Jmh {
    private static final List<String> FLAGS = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dslf4j.internal.verbosity=ERROR");

    private final ChainedOptionsBuilder options;
    private final List<String> flags = new ArrayList<>(FLAGS);

    private Jmh(Session session, Class<?> benchmark, String method) {
        session.progress().accept(benchmark.getSimpleName() + "." + method);
        options = new OptionsBuilder()
                .include("^" + Pattern.quote(benchmark.getName() + "." + method) + "$")
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .warmupIterations(0)
                .forks(session.forks())
                .measurementIterations(session.passes());
    }

    static Jmh of(Session session, Class<?> benchmark, String method) {
        return new Jmh(session, benchmark, method);
    }

    Jmh entries(int entries) {
        options.param("entries", Integer.toString(entries));
        return this;
    }

    Jmh language(String ending) {
        options.param("language", ending);
        return this;
    }

    /** The Graal compiler for JavaScript, which lies beside the libraries. */
    Jmh withCompiler() {
        try {
            Path library = Path.of(Jmh.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path compiler = library.resolveSibling("..").resolve("graal").normalize();
            flags.addAll(List.of(
                    "-XX:+UnlockExperimentalVMOptions", "-XX:+EnableJVMCI", "--upgrade-module-path=" + compiler));
            return this;
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Only the first pass of many processes, for what happens once in a process. */
    Jmh coldOnly(int processes) {
        options.forks(processes).measurementIterations(1);
        return this;
    }

    Passes run() {
        options.jvmArgs(flags.toArray(String[]::new));
        List<List<Double>> runsMs = new ArrayList<>();
        try {
            for (RunResult result : new Runner(options.build()).run()) {
                for (BenchmarkResult fork : result.getBenchmarkResults()) {
                    runsMs.add(fork.getIterationResults().stream()
                            .map(pass -> pass.getPrimaryResult().getScore())
                            .toList());
                }
            }
        } catch (RunnerException e) {
            throw new IllegalStateException(e);
        }
        return new Passes(runsMs);
    }
}
