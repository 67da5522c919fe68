package io.ledgerstone.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerstone.host.control.Operations;
import io.ledgerstone.host.control.Progress;
import io.ledgerstone.host.control.RemoteOperations;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hosts as processes: killed, started again, two on one folder. */
class HostProcessIT {
    private static final String RUNS = "A host runs on ";

    @TempDir
    Path home;

    @BeforeEach
    void configure() throws IOException {
        Path plugins = Path.of("..", "plugins").toAbsolutePath().normalize();
        Files.writeString(home.resolve("ledgerstone.toml"), "plugins = ['" + plugins + "']\n");
        try (InputStream in = HostProcessIT.class.getResourceAsStream("/sample/guild.lua")) {
            Files.write(home.resolve("guild.lua"), in.readAllBytes());
        }
    }

    private ObjectNode ask(String operation, ObjectNode parameters) {
        try (Operations host = RemoteOperations.connect(home.resolve("data")).orElseThrow()) {
            return host.perform(operation, parameters, Progress.NONE);
        }
    }

    private static ObjectNode parameters() {
        return JsonNodeFactory.instance.objectNode();
    }

    private JsonNode standings() {
        return ask("view", parameters().put("addon", "GuildPoints").put("name", "standings"))
                .path("result");
    }

    @Test
    void killedHostShowsTheSameStandingsWhenItIsStartedAgain() throws InterruptedException {
        JsonNode before;
        try (HostProcess host = HostProcess.start(home, "run").says(RUNS)) {
            ObjectNode imported = ask(
                    "import",
                    parameters()
                            .put("file", home.resolve("guild.lua").toString())
                            .put("ledger", "guild"));
            assertThat(imported.path("added").asLong()).isEqualTo(577);
            before = standings();
            assertThat(before).hasSize(40);
            host.kill();
        }
        try (HostProcess host = HostProcess.start(home, "run").says(RUNS)) {
            assertThat(standings()).isEqualTo(before);
            assertThat(ask("verify", parameters()).path("ok").asBoolean()).isTrue();
            host.stop();
            host.says("The host has stopped.");
        }
    }

    @Test
    void everythingAcknowledgedBeforeAKillIsThereAfterwards() throws InterruptedException {
        List<String> acknowledged = new ArrayList<>();
        try (HostProcess host = HostProcess.start(home, "run").says(RUNS)) {
            for (int i = 0; i < 50; i++) {
                ObjectNode entry = parameters().put("ledger", "guild").put("type", "award");
                entry.putObject("fields").put("n", i);
                acknowledged.add(ask("append", entry).path("id").asText());
            }
            host.kill();
        }
        try (HostProcess host = HostProcess.start(home, "run").says(RUNS)) {
            List<String> kept = new ArrayList<>();
            ask("entries", parameters().put("ledger", "guild").put("limit", 100))
                    .path("entries")
                    .forEach(entry -> kept.add(entry.path("id").asText()));
            assertThat(kept).isEqualTo(acknowledged);
            host.stop();
            host.says("The host has stopped.");
        }
    }

    @Test
    void hostWithoutKeysSaysSoLoudly() throws IOException {
        Path config = Files.writeString(home.resolve("insecure.toml"), "[mesh]\nlisten = \"127.0.0.1:0\"\n");
        try (HostProcess host = HostProcess.start(home, "run", "--insecure", "--config=" + config)) {
            host.says("WARNING: this mesh is insecure").says("mesh node 1 at 127.0.0.1:");
        }
    }

    @Test
    void secondHostOnAFolderIsToldOfTheFirst() throws InterruptedException {
        try (HostProcess first = HostProcess.start(home, "run").says(RUNS);
                HostProcess second = HostProcess.start(home, "run")) {
            assertThat(second.ends()).isEqualTo(1);
            assertThat(second.written()).contains("already, process " + first.pid());
        }
    }

    @Test
    void commandsWithoutAHostOpenTheFolderThemselves() throws InterruptedException {
        try (HostProcess imports = HostProcess.start(
                        home, "import", home.resolve("guild.lua").toString());
                HostProcess beside = HostProcess.start(home, "ledgers")) {
            assertThat(imports.ends()).as(imports.written()).isZero();
            assertThat(beside.ends()).as(beside.written()).isZero();
        }
        try (HostProcess view = HostProcess.start(home, "view", "GuildPoints", "standings", "Main")) {
            assertThat(view.ends()).isZero();
            assertThat(view.written()).contains("Player1 ", "1232.52");
        }
    }

    @Test
    void folderThatCannotBeWrittenToIsNamedWithTheRemedy() throws IOException, InterruptedException {
        assumeFalse("root".equals(System.getProperty("user.name")), "root may write anywhere");
        Path data = Files.createDirectory(home.resolve("data"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("r-xr-xr-x"));
        try (HostProcess host = HostProcess.start(home, "append", "guild", "T")) {
            assertThat(host.ends()).isEqualTo(1);
            assertThat(host.written()).contains("cannot be written to; give this user the right to");
        } finally {
            Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
