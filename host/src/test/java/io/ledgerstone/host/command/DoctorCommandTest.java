package io.ledgerstone.host.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.host.command.Shell.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
    @TempDir
    Path home;

    @Test
    void healthyHomeHasNothingToMend() {
        Shell shell = new Shell(home);
        shell.run("append", "guild", "T").succeeds();
        String out = shell.run("doctor").succeeds().out();
        assertThat(out)
                .contains("ok       ledger guild, 1 entries", "can be written to", "MiB free", "no host runs on it");
        assertThat(out).doesNotContain("NOT OK");
    }

    @Test
    void everyProblemIsNamedAtOnce() {
        Shell shell = new Shell(home);
        shell.write("plugins/Bad/Bad.toc", "main.lua\n");
        shell.write("plugins/Bad/main.lua", "x = = 1");
        shell.write("plugins/Empty/readme.txt", "");
        shell.run("append", "guild", "T").succeeds();
        Result result = shell.run("doctor");
        assertThat(result.code()).isEqualTo(ExitCode.NOT_RIGHT);
        assertThat(result.out())
                .contains(
                        "NOT OK   addon Bad: it does not load: main.lua:1", "NOT OK   addon Empty: it has no manifest");
        assertThat(shell.run("doctor", "--json").json().path("ok").asBoolean()).isFalse();
    }

    @Test
    void brokenConfigurationIsAFindingNotAFailure() {
        Shell shell = new Shell(home);
        shell.write("ledgerstone.toml", "data = 5\n");
        Result result = shell.run("doctor");
        assertThat(result.code()).isEqualTo(ExitCode.NOT_RIGHT);
        assertThat(result.out()).contains("NOT OK   The configuration", "1:1: data must be a text");
    }

    @Test
    void folderThatCannotBeThereIsAFinding() {
        Shell shell = new Shell(home);
        Path file = shell.write("file", "");
        Result result =
                shell.run("append", "guild", "T", "--data", file.resolve("data").toString());
        assertThat(result.code()).isEqualTo(ExitCode.FAILED);
        assertThat(result.err())
                .contains("The data folder " + file.resolve("data") + " cannot be")
                .doesNotContain("\tat ");
    }
}
