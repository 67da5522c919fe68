package io.ledgerstone.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How the sources look, whatever their language. */
final class SourceStyleTest {

    @Test
    void noSourceBreaksTheStyle() {
        List<String> problems = sources().stream()
                .flatMap(file -> SourceStyle.problems(file.toString(), Sources.read(file)).stream())
                .toList();
        assertThat(problems).isEmpty();
    }

    @Test
    void everyMainPackageSaysWhatItIs() {
        List<Path> silent = Sources.endingIn(".java").stream()
                .filter(file -> file.toString().contains("src/main/java"))
                .map(Path::getParent)
                .distinct()
                .filter(folder -> !Files.exists(Sources.root().resolve(folder).resolve("package-info.java")))
                .toList();
        assertThat(silent).as("packages without package-info.java").isEmpty();
    }

    @Test
    void aLongFileIsFound() {
        assertThat(SourceStyle.problems("Long.java", "x\n".repeat(501)))
                .containsExactly("Long.java has 501 lines; 500 is the most");
        assertThat(SourceStyle.problems("Full.java", "x\n".repeat(500))).isEmpty();
    }

    @Test
    void anUnfinishedWordIsFound() {
        assertThat(SourceStyle.problems("a.lua", "-- TO" + "DO more")).hasSize(1);
    }

    @Test
    void aPathOfOneMachineIsFound() {
        assertThat(SourceStyle.problems("A.java", "\"/ro" + "ot/ledger\"")).hasSize(1);
        assertThat(SourceStyle.problems("A.java", "see bench/work/ for more")).isEmpty();
    }

    @Test
    void aPackageWithoutNullMarksIsFound() {
        assertThat(SourceStyle.problems("package-info.java", "package a;")).hasSize(1);
    }

    /** What people write by hand. Sample ledgers among the resources are data. */
    private static List<Path> sources() {
        List<Path> sources =
                Sources.endingIn(".java", ".lua", ".js", ".sh", ".md", ".toml", ".toc", ".yml", "ledgerstone", "run");
        assertThat(sources).hasSizeGreaterThan(20);
        return sources.stream()
                .filter(file -> !file.toString().matches("host/src/\\w+/resources/.*"))
                .toList();
    }
}
