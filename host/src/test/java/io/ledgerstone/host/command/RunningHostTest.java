package io.ledgerstone.host.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerstone.host.HostException;
import io.ledgerstone.host.config.ConfigFile;
import io.ledgerstone.host.config.ConfigOutcome;
import io.ledgerstone.host.control.ControlServer;
import io.ledgerstone.host.control.Operations;
import io.ledgerstone.host.control.Progress;
import io.ledgerstone.host.control.RemoteOperations;
import io.ledgerstone.host.operations.Host;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that talk to a host over its control socket. */
class RunningHostTest {
    @TempDir
    Path home;

    private Host open(Shell shell) {
        ConfigOutcome.Read read = (ConfigOutcome.Read) ConfigFile.read(home.resolve("ledgerstone.toml"));
        return Host.open(shell.data(), read.config());
    }

    @Test
    void commandsGiveTheSameAnswersAsWithoutOne() {
        Shell shell = Shell.withShippedAddons(home);
        shell.run("import", shell.sample().toString()).succeeds();
        JsonNode alone = shell.json("view", "GuildPoints", "standings");
        JsonNode aloneWeeks = shell.json("weeks", "guild");
        try (Host host = open(shell)) {
            ControlServer server = ControlServer.start(shell.data(), host);
            try (server) {
                assertThat(shell.json("view", "GuildPoints", "standings")).isEqualTo(alone);
                assertThat(shell.json("weeks", "guild")).isEqualTo(aloneWeeks);
                assertThat(shell.json("import", shell.sample().toString())
                                .path("known")
                                .asLong())
                        .isEqualTo(577);
                assertThat(shell.run("view", "GuildPoints", "nothing").err()).contains("has no view 'nothing'");
                assertThat(shell.run("restore", "x.zip").err()).contains("stop it, then restore");
                assertThat(shell.run("run").err()).contains("A host runs on").contains("every command talks to it");
                assertThat(shell.json("doctor").path("findings").toString()).contains("a host runs on it");
            }
        }
    }

    @Test
    void addonOfARunningHostFollowsItsLedgerAndIsReloaded() {
        Shell shell = new Shell(home);
        shell.write("plugins/Sum/Sum.toc", "main.lua\n");
        String code = """
                local guild = ledger("guild")
                guild:init(function(state) state.sum = 0 end)
                guild:on("add", function(state, e) state.sum = state.sum + e.n * %d end)
                """;
        shell.write("plugins/Sum/main.lua", code.formatted(1));
        try (Host host = open(shell)) {
            host.addons().startAll();
            ControlServer server = ControlServer.start(shell.data(), host);
            try (server) {
                shell.run("append", "guild", "add", "n=1").succeeds();
                shell.run("append", "guild", "add", "n=2").succeeds();
                assertThat(shell.json("state", "Sum", "sum").path("state").asInt())
                        .isEqualTo(3);
                shell.write("plugins/Sum/main.lua", code.formatted(10));
                shell.run("addons", "reload", "Sum").succeeds();
                assertThat(shell.json("state", "Sum", "sum").path("state").asInt())
                        .isEqualTo(30);
                shell.write("plugins/Sum/main.lua", "this is no Lua");
                assertThat(shell.run("addons", "reload", "Sum").err())
                        .contains("was loaded again and does not work", "main.lua:1");
                shell.write("plugins/Sum/main.lua", code.formatted(1));
                shell.run("addons", "reload", "Sum").succeeds();
                assertThat(shell.json("state", "Sum", "sum").path("state").asInt())
                        .isEqualTo(3);
            }
        }
    }

    @Test
    void addonLivesOnHoweverOftenItsViewsRunIntoALimit() {
        Shell shell = new Shell(home);
        shell.write("ledgerstone.toml", "plugins = ['plugins']\n[addons]\nsteps-per-call-max = 100000\n");
        shell.write("plugins/Spin/addon.json", "{\"files\": [\"main.js\"]}");
        shell.write("plugins/Spin/main.js", """
                const guild = ledger("guild");
                guild.init(state => { state.n = 0; });
                guild.on("T", state => { state.n++; });
                guild.view("spin", () => { while (true) {} });
                guild.view("n", state => state.n);
                """);
        shell.run("append", "guild", "T").succeeds();
        try (Host host = open(shell)) {
            ControlServer server = ControlServer.start(shell.data(), host);
            try (server) {
                for (int i = 0; i < 12; i++) {
                    assertThat(shell.run("view", "Spin", "spin").code()).isEqualTo(ExitCode.FAILED);
                    shell.write("plugins/Spin/main.js", "a half-saved file");
                }
                assertThat(shell.run("view", "Spin", "n").succeeds().out()).isEqualTo("1\n");
            }
        }
    }

    @Test
    void addonThatWasDroppedInLaterIsLoadedByName() {
        Shell shell = new Shell(home);
        try (Host host = open(shell)) {
            host.addons().startAll();
            ControlServer server = ControlServer.start(shell.data(), host);
            try (server) {
                shell.write("plugins/Late/Late.toc", "main.lua\n");
                shell.write("plugins/Late/main.lua", "ledger('guild'):view('hi', function() return 'hi' end)");
                assertThat(shell.run("view", "Late", "hi").err()).contains("There is no addon 'Late'");
                shell.run("addons", "reload", "Late").succeeds();
                assertThat(shell.run("view", "Late", "hi").succeeds().out()).isEqualTo("hi\n");
            }
        }
    }

    @Test
    void folderThatIsOpenWithoutAnAnswerNamesTheProcess() {
        Shell shell = new Shell(home);
        try (Host host = open(shell)) {
            assertThat(host.ledgers().names()).isEmpty();
            assertThat(shell.run("ledgers").err())
                    .contains("is open in process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void socketOfADeadHostIsNoObstacle() throws IOException {
        Shell shell = new Shell(home);
        Files.createDirectories(shell.data().resolve("control"));
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(shell.data().resolve("control/socket")));
        }
        assertThat(shell.data().resolve("control/socket")).exists();
        shell.run("append", "guild", "T").succeeds();
        try (Host host = open(shell)) {
            ControlServer server = ControlServer.start(shell.data(), host);
            try (server) {
                assertThat(shell.json("entries", "guild").path("entries")).hasSize(1);
                assertThat(Files.getPosixFilePermissions(shell.data().resolve("control")))
                        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
            }
        }
        assertThat(shell.data().resolve("control/socket")).doesNotExist();
    }

    @Test
    void folderWithALongPathHasItsSocketElsewhere() throws IOException {
        Shell shell = new Shell(home);
        Path deep = home.resolve("x".repeat(90)).resolve("y".repeat(90));
        try (Host host =
                Host.open(deep, ((ConfigOutcome.Read) ConfigFile.read(home.resolve("ledgerstone.toml"))).config())) {
            ControlServer server = ControlServer.start(deep, host);
            try (server) {
                shell.run("append", "guild", "T", "--data", deep.toString()).succeeds();
                assertThat(deep.resolve("control/path")).exists();
            }
            assertThat(deep.resolve("control/path")).doesNotExist();
        }
    }

    @Test
    void nothingIsTakenForASocketButASocket() throws IOException {
        Shell shell = new Shell(home);
        Path precious = shell.write("precious/socket", "mine");
        for (String text : new String[] {precious.toString(), "\0", "socket", "x".repeat(5000), ""}) {
            shell.write("data/control/path", text);
            shell.run("append", "guild", "T").succeeds();
            try (Host host = open(shell)) {
                ControlServer server = ControlServer.start(shell.data(), host);
                try (server) {
                    shell.run("weeks", "guild").succeeds();
                }
            }
        }
        assertThat(precious).hasContent("mine");
    }

    @Test
    void brokenLineIsAnsweredBeforeTheConnectionEnds() throws IOException {
        Shell shell = new Shell(home);
        try (Host host = open(shell)) {
            ControlServer server = ControlServer.start(shell.data(), host);
            try (server;
                    SocketChannel raw = SocketChannel.open(
                            UnixDomainSocketAddress.of(shell.data().resolve("control/socket")))) {
                raw.write(StandardCharsets.UTF_8.encode("no json\n"));
                String answer = new String(Channels.newInputStream(raw).readAllBytes(), StandardCharsets.UTF_8);
                assertThat(answer).startsWith("{\"error\":").contains("is no JSON");
            }
        }
    }

    @Test
    void progressIsToldAFewTimesASecondAndAtEveryStep() {
        Shell shell = new Shell(home);
        long begin = System.nanoTime();
        AtomicInteger told = new AtomicInteger();
        try (ControlServer server = ControlServer.start(shell.data(), new Operations() {
            @Override
            public ObjectNode perform(String operation, ObjectNode parameters, Progress progress) {
                for (int i = 0; i < 10_000; i++) {
                    progress.at("one", i, 10_000);
                }
                progress.at("two", 0, 1);
                return parameters;
            }

            @Override
            public void close() {}
        })) {
            assertThat(server).isNotNull();
            try (Operations remote = RemoteOperations.connect(shell.data()).orElseThrow()) {
                remote.perform("any", HostCommand.parameters(), (step, done, total) -> told.incrementAndGet());
            }
        }
        long intervals = (System.nanoTime() - begin) / 100_000_000;
        assertThat(told.get()).isBetween(2, (int) intervals + 2);
    }

    @Test
    void unknownOperationsAndBrokenParametersAreRefusedAndTheConnectionGoesOn() {
        Shell shell = new Shell(home);
        try (Host host = open(shell)) {
            ControlServer server = ControlServer.start(shell.data(), host);
            try (server;
                    Operations remote = RemoteOperations.connect(shell.data()).orElseThrow()) {
                assertThatThrownBy(() -> remote.perform("vew", HostCommand.parameters(), Progress.NONE))
                        .isInstanceOf(HostException.class)
                        .hasMessageContaining("did you mean view?");
                assertThatThrownBy(() ->
                                remote.perform("weeks", HostCommand.parameters().put("ledger", 5), Progress.NONE))
                        .hasMessageContaining("'ledger' must be a text");
                assertThat(remote.perform("ledgers", HostCommand.parameters(), Progress.NONE)
                                .path("ledgers"))
                        .isEmpty();
            }
        }
    }
}
