package io.ledgerstone.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A Lua interpreter of this machine that runs one of our scripts, which times its own passes. */
final class LuaPeer {
    /** The interpreters to compare with, as far as they are installed. */
    static final List<String> INTERPRETERS = List.of("lua5.1", "luajit");

    private static final Path SCRIPTS = Path.of("bench", "src", "main", "lua");
    private static final String PASS = "pass ";

    private static final String RESULT = "result ";

    private final List<List<Double>> runsMs = new ArrayList<>();
    private double result;

    private LuaPeer() {}

    /** Runs a script in as many processes as a session has; empty if there is no such interpreter. */
    static Optional<LuaPeer> run(Session session, String interpreter, String script, int entries) {
        session.progress().accept(script + " under " + interpreter);
        LuaPeer peer = new LuaPeer();
        for (int i = 0; i < session.forks(); i++) {
            ProcessBuilder builder = new ProcessBuilder(
                            interpreter,
                            SCRIPTS.resolve(script).toString(),
                            Integer.toString(entries),
                            Integer.toString(session.passes()))
                    .redirectErrorStream(true);
            try {
                peer.read(builder.start());
            } catch (IOException e) {
                return Optional.empty();
            }
        }
        return Optional.of(peer);
    }

    /** How long its passes took, in processor time, which is all one thread in memory needs. */
    Passes passes() {
        return new Passes(runsMs);
    }

    /** What the script came to: the same as ours, or it is no peer. */
    double result() {
        return result;
    }

    private void read(Process process) {
        List<Double> ms = new ArrayList<>();
        List<String> said = new ArrayList<>();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(PASS)) {
                    ms.add(1000 * Double.parseDouble(line.substring(PASS.length())));
                } else if (line.startsWith(RESULT)) {
                    result = Double.parseDouble(line.substring(RESULT.length()));
                } else {
                    said.add(line);
                }
            }
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join("\n", said));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        runsMs.add(ms);
    }
}
