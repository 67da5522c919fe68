package io.ledgerstone.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import de.thetaphi.forbiddenapis.Checker;
import de.thetaphi.forbiddenapis.Logger;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The signatures that the build forbids find what was planted against them. */
final class ForbiddenCallsTest {
    private static final String JAVA_RELEASE = "25";

    @ParameterizedTest
    @CsvSource({
        "ledger.entry.KnowsAClock, reads no clock",
        "ledger.sync.ReadsTheClock, reads no clock",
        "ledger.replay.StartsAThread, starts and waits for no thread",
        "ledger.replay.RollsDice, draws no randomness",
        "ledger.trust.DrawsASecret, draws no randomness",
        "ledger.codec.OpensAFile, touches no file",
        "ledger.codec.OpensASocket, opens no socket",
    })
    void anImpureCallIsFound(String planted, String message) throws Exception {
        assertThat(violations(purity(), planted))
                .anySatisfy(violation -> assertThat(violation).contains(message));
    }

    @Test
    void aPureClassPasses() throws Exception {
        assertThat(violations(purity(), "ledger.entry.KnowsBytes")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"jdk-system-out, host.PrintsToTheConsole", "jdk-unsafe, host.ReliesOnTheLocale"})
    void aBundledSignatureIsFound(String bundle, String planted) throws Exception {
        Checker checker = checker();
        checker.addBundledSignatures(bundle, JAVA_RELEASE);
        assertThat(violations(checker, planted)).hasSize(1);
    }

    private static Checker purity() throws Exception {
        Checker checker = checker();
        checker.parseSignaturesFile(
                Sources.root().resolve("config/forbidden-in-pure-packages.txt").toFile());
        return checker;
    }

    private static Checker checker() {
        return new Checker(
                new Silence(),
                ForbiddenCallsTest.class.getClassLoader(),
                Checker.Option.FAIL_ON_UNRESOLVABLE_SIGNATURES,
                Checker.Option.FAIL_ON_MISSING_CLASSES);
    }

    private static List<String> violations(Checker checker, String planted) throws Exception {
        String file = "/io/ledgerstone/planted/" + planted.replace('.', '/') + ".class";
        try (InputStream bytes = ForbiddenCallsTest.class.getResourceAsStream(file)) {
            if (bytes == null) {
                throw new IOException("no planted class " + planted);
            }
            checker.streamReadClassToCheck(bytes, planted);
        }
        return checker.runWithResults().stream()
                .flatMap(result -> result.getViolations().stream())
                .map(violation -> violation.description)
                .toList();
    }

    /** What is found is returned; nothing needs to be said. */
    private static final class Silence implements Logger {
        @Override
        public void error(String message) {}

        @Override
        public void warn(String message) {}

        @Override
        public void info(String message) {}

        @Override
        public void debug(String message) {}
    }
}
