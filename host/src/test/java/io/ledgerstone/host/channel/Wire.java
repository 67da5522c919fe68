package io.ledgerstone.host.channel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerstone.ledger.Authorization;
import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.LedgerOptions;
import io.ledgerstone.ledger.Query;
import io.ledgerstone.ledger.Source;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.KeyLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Relays of several hosts on one channel in simulated time: every message goes through the text of its lines, there and back. */
final class Wire implements AutoCloseable {
    static final long START_MS = 1_700_292_800_000L;
    private static final long STEP_MS = 125;

    private final Path folder;
    private final Random random = new Random(1);
    private final Map<String, Host> hosts = new LinkedHashMap<>();
    private long nowMs = START_MS;

    /** A host and what it wrote. */
    final class Host {
        final String name;
        final Ledger ledger;
        final ChannelSession session;
        final List<JsonNode> written = new ArrayList<>();
        private final ArrayDeque<String> arriving = new ArrayDeque<>();
        private long dueMs;

        private Host(ObjectNode options) {
            name = options.path("name").asText();
            ledger = Ledger.open(
                    folder.resolve(name),
                    LedgerOptions.DEFAULT
                            .name("guild")
                            .layout(KeyLayout.CLASSIC)
                            .creator(0, 100 + hosts.size())
                            .clock(() -> Instant.ofEpochMilli(nowMs))
                            .authorization(new ChannelGate(
                                    "guild",
                                    (entry, movement, source) -> source.kind() == Source.Kind.PEER
                                            ? new Authorization.Decision.Refused("this host is in no mesh")
                                            : Authorization.Decision.ALLOWED,
                                    Authorization.notFarAhead(() -> Instant.ofEpochMilli(nowMs)))));
            session = new ChannelSession(ChannelSettings.of(options), ledger, random::nextInt, nowMs);
        }

        /** Brings a line, as the relay writes it. */
        void hears(String line) {
            take(session.exchange(ChannelLine.read(line.getBytes(StandardCharsets.UTF_8)), nowMs));
        }

        private void step() {
            for (String line = arriving.poll(); line != null; line = arriving.poll()) {
                hears(line);
            }
            if (dueMs <= nowMs) {
                take(session.exchange(null, nowMs));
            }
        }

        private void take(ObjectNode answer) {
            dueMs = nowMs + answer.path("waitMs").asLong();
            for (JsonNode line : answer.path("lines")) {
                written.add(line);
                if (line.path("type").asText().equals("send")) {
                    deliver(this, line);
                }
            }
        }

        List<Entry> entries() {
            try (Stream<Entry> entries = ledger.entries(Query.ALL)) {
                return entries.toList();
            }
        }

        /** Inserts entries of a class with one field, as a file would. */
        void imports(long time, int count) {
            List<Entry> entries = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                entries.add(entry(time, i, "entry " + i));
            }
            ledger.insert(entries, new Source(Source.Kind.FILE, "test")).join();
        }

        Entry entry(long time, int counter, String text) {
            return ledger.codec().seal(Key.of(time, counter, 0, 7), "TE", Fields.of(Map.of("m", text)));
        }

        JsonNode status() {
            return session.status(nowMs);
        }

        JsonNode peer(String other) {
            for (JsonNode peer : status().path("peers")) {
                if (peer.path("name").asText().equals(other)) {
                    return peer;
                }
            }
            throw new AssertionError(name + " has not heard of " + other);
        }

        List<JsonNode> sent() {
            return written.stream()
                    .filter(line -> line.path("type").asText().equals("send"))
                    .toList();
        }

        List<String> states() {
            return written.stream()
                    .filter(line -> line.path("type").asText().equals("state"))
                    .map(line -> line.path("state").asText())
                    .toList();
        }
    }

    Wire(Path folder) {
        this.folder = folder;
    }

    /** A host that speaks as plain addons do, knows the class TE, and has these options besides. */
    Host join(String name, UnaryOperator<ObjectNode> more) {
        ObjectNode options = JsonNodeFactory.instance
                .objectNode()
                .put("ledger", "guild")
                .put("name", name)
                .put("addon", "plain");
        options.putArray("fields").add("TE=m");
        Host host = new Host(more.apply(options));
        hosts.put(name, host);
        return host;
    }

    Host join(String name) {
        return join(name, options -> options);
    }

    long nowSeconds() {
        return nowMs / 1000;
    }

    private void deliver(Host from, JsonNode send) {
        for (Host to : hosts.values()) {
            boolean whispered = send.path("distribution").asText().equals("WHISPER");
            if (whispered ? to.name.equals(send.path("target").asText()) : to != from) {
                to.arriving.add(JsonNodeFactory.instance
                        .objectNode()
                        .put("from", from.name)
                        .put("distribution", send.path("distribution").asText())
                        .put("prefix", send.path("prefix").asText())
                        .put("payload", send.path("payload").asText())
                        .toString());
            }
        }
    }

    /** Lets time pass. */
    void run(long ms) {
        for (long end = nowMs + ms; nowMs < end; nowMs += STEP_MS) {
            hosts.values().forEach(Host::step);
        }
    }

    @Override
    public void close() {
        hosts.values().forEach(host -> {
            host.session.close();
            host.ledger.close();
        });
    }
}
