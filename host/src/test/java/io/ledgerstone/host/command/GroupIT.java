package io.ledgerstone.host.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ledgerstone.host.HostProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A group of three devices, each a process, led by the commands that people type. */
class GroupIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LATER_ENTRIES = 5;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Agreement agreement = new Agreement();

    private static ChildHost device(ChildHosts hosts, String name, int port) throws IOException {
        return hosts.add(Output.text("""
                plugins = []
                [mesh]
                name = "%s"
                listen = "127.0.0.1:%d"
                """, name, port), List.of());
    }

    /** What a command prints as JSON, in a process of its own. */
    private static JsonNode command(ChildHost on, String... args) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(args));
        all.add("--json");
        try (HostProcess process = HostProcess.start(on.home(), all.toArray(String[]::new))) {
            assertThat(process.ends()).as(process.written()).isZero();
            return JSON.readTree(process.written());
        }
    }

    private static String append(ChildHost on, String player) throws IOException, InterruptedException {
        return command(on, "append", Agreement.LEDGER, "award", "player=" + player)
                .path("id")
                .asText();
    }

    private static JsonNode onRoster(ChildHost seenBy, String name) throws IOException, InterruptedException {
        for (JsonNode device : command(seenBy, "roster").path("devices")) {
            if (device.path("name").asText().equals(name)) {
                return device;
            }
        }
        throw new AssertionError(name + " is not on the roster");
    }

    @Test
    void invitedDevicesStayTheSameAndRevokedOnesAreLetGoOf() throws IOException, InterruptedException {
        try (ChildHosts hosts = ChildHosts.none()) {
            List<Integer> ports = ChildHosts.freePorts(3);
            ChildHost anna = device(hosts, "anna", ports.get(0));
            ChildHost bob = device(hosts, "bob", ports.get(1));
            ChildHost cleo = device(hosts, "cleo", ports.get(2));
            gather(hosts, anna, bob, cleo);

            agreement.remember(append(bob, "Bob"));
            agreement.submit(cleo, "to all");
            agreement.awaitSame(hosts.all(), PATIENCE);
            command(anna, "peers");

            bob.kill();
            bob.forget();
            agreement.remember(append(cleo, "Cleo"));
            hosts.start(List.of(bob));
            agreement.awaitSame(hosts.all(), PATIENCE);

            revoke(hosts, anna, bob, cleo);
        }
    }

    /** Bob joins before his host runs, Cleo while hers does. */
    private static void gather(ChildHosts hosts, ChildHost anna, ChildHost bob, ChildHost cleo)
            throws IOException, InterruptedException {
        hosts.start(List.of(anna, cleo));
        JsonNode first = command(anna, "invite", "--name", "bob");
        JsonNode second = command(anna, "invite", "--name", "cleo", "--role", "officer");
        assertThat(first.path("founded").asBoolean()).isTrue();
        assertThat(second.path("founded").asBoolean()).isFalse();
        JsonNode joined = command(bob, "join", first.path("text").asText());
        assertThat(joined.path("name").asText()).isEqualTo("bob");
        assertThat(joined.path("running").asBoolean()).isFalse();
        joined = command(cleo, "join", second.path("text").asText());
        assertThat(joined.path("role").asText()).isEqualTo("officer");
        assertThat(joined.path("running").asBoolean()).isTrue();
        hosts.start(List.of(bob));
    }

    private void revoke(ChildHosts hosts, ChildHost anna, ChildHost bob, ChildHost cleo)
            throws IOException, InterruptedException {
        int bobsNode = command(cleo, "revoke", "bob", "--reason", "stolen")
                .path("node")
                .asInt();
        for (ChildHost other : List.of(anna, cleo)) {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(peers(other)).isNotEmpty().doesNotContain(Integer.toString(bobsNode)));
            JsonNode device = onRoster(other, "bob");
            assertThat(device.path("status").asText()).isEqualTo("revoked");
            assertThat(device.path("reason").asText()).isEqualTo("stolen");
        }
        Awaitility.await().atMost(PATIENCE).until(() -> peers(bob).isEmpty());

        // Started again, it dials them all.
        bob.kill();
        bob.forget();
        hosts.start(List.of(bob));
        List<String> later = new ArrayList<>();
        for (int i = 0; i < LATER_ENTRIES; i++) {
            later.add(Agreement.appendOnly(bob, i));
            agreement.append(anna, i);
            agreement.awaitKept(List.of(anna, cleo), PATIENCE);
        }
        for (String id : later) {
            assertThat(Agreement.has(bob, id)).isTrue();
            assertThat(Agreement.has(anna, id)).isFalse();
            assertThat(Agreement.has(cleo, id)).isFalse();
        }
        assertThat(peers(bob)).isEmpty();
    }

    private static List<String> peers(ChildHost host) {
        return host.ask("peers", HostCommand.parameters()).path("ledgers").findValuesAsText("peer");
    }
}
