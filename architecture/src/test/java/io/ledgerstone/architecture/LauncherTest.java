package io.ledgerstone.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher finds a JDK and Maven or says what to install, builds what is stale, and hands over to the JVM. */
final class LauncherTest {
    private static final String MAVEN_WORKS = """
            case " $* " in *" -v "*) echo 'Apache Maven 3.8.7'; exit;; esac
            echo "maven with $JAVA_HOME: $*" >> "$HOME/calls"
            mkdir -p host/target/quick/lib host/target/quick/graal
            echo jar > host/target/quick/lib/host.jar
            """;

    @TempDir
    private Path folder;

    private LauncherBed bed;

    @BeforeEach
    void makeBed() throws IOException {
        bed = new LauncherBed(folder);
    }

    @Test
    void aMachineWithoutJavaIsToldWhatToInstall() throws Exception {
        LauncherBed.Outcome outcome = bed.launch("demo");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).isEqualTo("""
                Ledgerstone needs a JDK 25 or later, and found none.
                Install one, then run this command again:
                  Debian, Ubuntu   sudo apt install temurin-25-jdk    (set up as https://adoptium.net/installation/linux says)
                  macOS            brew install --cask temurin@25
                  with SDKMAN      sdk install java 25-tem
                If it is already here, point JAVA_HOME to its folder.
                """);
    }

    @Test
    void everyUnfitJavaIsNamedWithItsReason() throws Exception {
        Path onPath = bed.jdk("on-path", "17.0.15");
        bed.path(onPath.resolve("bin"));
        Path old = bed.jdk("jdks/jdk-21", "21.0.2");
        Path jre = bed.jdk("jdks/jre-25", "25.0.3");
        Files.delete(jre.resolve("bin/javac"));
        LauncherBed.Outcome outcome = bed.launch("demo");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).startsWith("""
                Ledgerstone needs a JDK 25 or later, and found none.
                Found, but of no use:
                  %s is Java 17.0.15
                  %s is Java 21.0.2
                  %s is Java 25.0.3 without a compiler (a JRE)
                Install one, then run this command again:
                """.formatted(onPath, old, jre));
    }

    @Test
    void aJavaWithoutAReleaseFileIsAsked() throws Exception {
        Path old = bed.jdk("jdks/nameless", "24.0.1");
        Files.delete(old.resolve("release"));
        assertThat(bed.launch("demo").err()).contains(old + " is Java 24.0.1");
    }

    @Test
    void javaHomeWinsOverPathAndFolders() throws Exception {
        bed.jdk("jdks/jdk-25", "25.0.3");
        Path home = bed.jdk("mine", "26");
        bed.set("JAVA_HOME", home.toString());
        bed.maven(MAVEN_WORKS);
        bed.launch("test");
        assertThat(bed.calls()).startsWith("maven with " + home + ": verify");
    }

    @Test
    void aStaleJavaHomeDoesNotHideAJdkInTheUsualFolders() throws Exception {
        bed.set("JAVA_HOME", bed.jdk("mine", "17.0.1").toString());
        Path fit = bed.jdk("jdks/bundle/Contents/Home", "25.0.3");
        bed.maven(MAVEN_WORKS);
        bed.launch("test");
        assertThat(bed.calls()).startsWith("maven with " + fit + ": verify");
    }

    @Test
    void aMachineWithoutMavenIsToldWhatToInstall() throws Exception {
        bed.jdk("jdks/jdk-25", "25.0.3");
        LauncherBed.Outcome outcome = bed.launch("demo");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).startsWith("Ledgerstone needs Maven 3.8 or later to build, and found none.\n");
    }

    @Test
    void anOldMavenIsNamed() throws Exception {
        bed.jdk("jdks/jdk-25", "25.0.3");
        Path maven = bed.maven("echo 'Apache Maven 3.6.3 (abc)'");
        LauncherBed.Outcome outcome = bed.launch("demo");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).startsWith("""
                Ledgerstone needs Maven 3.8 or later to build, and found none.
                Found, but of no use:
                  %s is 3.6.3
                Install one, then run this command again:
                """.formatted(maven));
    }

    @Test
    void testPassesItsArgumentsToMaven() throws Exception {
        Path jdk = bed.jdk("jdks/jdk-25", "25.0.3");
        bed.maven(MAVEN_WORKS);
        assertThat(bed.launch("test", "-pl", "a b").exitCode()).isZero();
        assertThat(bed.calls()).isEqualTo("maven with " + jdk + ": verify -pl a b\n");
    }

    @Test
    void aFailedBuildShowsTheEndOfItsLogAndWhereItIs() throws Exception {
        bed.jdk("jdks/jdk-25", "25.0.3");
        bed.maven("""
                case " $* " in *" -v "*) echo 'Apache Maven 3.9.9'; exit;; esac
                echo '[INFO] dull'; echo '[ERROR] Entry.java:3 is wrong'; exit 1
                """);
        LauncherBed.Outcome outcome = bed.launch("demo");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .contains("The build failed. The end of its log:\n\n[ERROR] Entry.java:3 is wrong\n")
                .endsWith("The whole log: " + bed.home().resolve("host/target/launcher-build.log") + "\n");
    }

    @Test
    void whatIsFreshIsNotBuiltAgainAndWhatWasEditedIs() throws Exception {
        bed.jdk("jdks/jdk-25", "25.0.3");
        bed.maven(MAVEN_WORKS);
        LauncherBed.Outcome first = bed.launch("weeks", "a b");
        assertThat(first.exitCode()).isZero();
        assertThat(first.out())
                .contains("io.ledgerstone.host.Ledgerstone weeks a b\n")
                .contains("-Dledgerstone.home=" + bed.home());
        assertThat(first.err()).contains("built in ");

        LauncherBed.Outcome second = bed.launch("weeks");
        assertThat(second.err()).isEmpty();
        assertThat(bed.calls().lines()).hasSize(1);

        Path source = bed.home().resolve("ledger-core/src/main/java/Entry.java");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
        bed.launch("weeks");
        assertThat(bed.calls().lines()).hasSize(2);
    }

    @Test
    void aBuildWaitsForNoOneWhoIsGone() throws Exception {
        bed.jdk("jdks/jdk-25", "25.0.3");
        bed.maven(MAVEN_WORKS);
        Path turn = bed.home().resolve("host/target/quick/launcher.owner");
        Files.createDirectories(bed.home().resolve("host/target/quick"));
        Files.createSymbolicLink(turn, Path.of(String.valueOf(Integer.MAX_VALUE)));
        assertThat(bed.launch("weeks").exitCode()).isZero();
        assertThat(Files.isSymbolicLink(turn)).as("the turn is given back").isFalse();
    }

    @Test
    void aDeletedSourceIsAChange() throws Exception {
        bed.jdk("jdks/jdk-25", "25.0.3");
        bed.maven(MAVEN_WORKS);
        bed.launch("weeks");
        Path folderOfSources = bed.home().resolve("ledger-core/src/main/java");
        Files.delete(folderOfSources.resolve("Entry.java"));
        Files.setLastModifiedTime(folderOfSources, FileTime.from(Instant.now().plusSeconds(60)));
        bed.launch("weeks");
        assertThat(bed.calls().lines()).hasSize(2);
    }

    @Test
    void runGetsTheCompilerAndTheOthersAFastStart() throws Exception {
        bed.jdk("jdks/jdk-25", "25.0.3");
        bed.maven(MAVEN_WORKS);
        assertThat(bed.launch("run").out())
                .contains("-XX:+EnableJVMCI")
                .contains("--upgrade-module-path=")
                .doesNotContain("SharedArchiveFile");
        assertThat(bed.launch("weeks").out())
                .doesNotContain("JVMCI")
                .contains("-XX:+UseSerialGC")
                .containsPattern("-XX:SharedArchiveFile=.+/start.jsa ");
        bed.set("LEDGERSTONE_COMPILER", "off");
        assertThat(bed.launch("run").out()).doesNotContain("JVMCI");
    }

    @Test
    void aJdkTheCompilerDoesNotFitRunsWithoutIt() throws Exception {
        bed.jdk("jdks/jdk-25", "25.0.2");
        bed.maven(MAVEN_WORKS);
        LauncherBed.Outcome outcome = bed.launch("run");
        assertThat(outcome.out())
                .contains("io.ledgerstone.host.Ledgerstone run")
                .doesNotContain("JVMCI");
        assertThat(outcome.err()).contains("needs a JDK 25.0.3 or later of the 25 line; this one is 25.0.2.");
    }

    @Test
    void aLinkToTheLauncherFindsItsHome() throws Exception {
        bed.jdk("jdks/jdk-25", "25.0.3");
        bed.maven(MAVEN_WORKS);
        Path link = Files.createSymbolicLink(folder.resolve("ls"), bed.home().resolve("ledgerstone"));
        assertThat(bed.launchAs(link, "weeks").out()).contains("-Dledgerstone.home=" + bed.home());
    }
}
