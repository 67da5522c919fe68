package io.ledgerstone.host.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerstone.ledger.Source;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Week;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hosts that are wired to each other by the lines of their relays. */
class ChannelSessionTest {
    private static final long MINUTE_MS = 60_000;

    @TempDir
    Path folder;

    private Wire wire;

    @BeforeEach
    void open() {
        wire = new Wire(folder);
    }

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void hostsComeToHaveTheSameAndSaySo() {
        Wire.Host anna = wire.join("Anna");
        Wire.Host bert = wire.join("Bert");
        for (int week = 0; week < 12; week++) {
            anna.imports(wire.nowSeconds() - week * Week.SECONDS, 100);
        }
        bert.imports(wire.nowSeconds() - 5, 40);
        wire.run(6 * MINUTE_MS);
        assertThat(anna.entries()).hasSize(1240).isEqualTo(bert.entries());
        assertThat(anna.states()).contains("out_of_sync").endsWith("synced");
        assertThat(bert.peer("Anna").path("verdict").asText()).isEqualTo("same");
        assertThat(bert.peer("Anna").path("added").asLong()).isEqualTo(1200);
        assertThat(anna.peer("Bert").path("added").asLong()).isEqualTo(40);
        assertThat(anna.status().path("lost").asLong()).isZero();
        assertThat(bert.ledger.status().refused()).isEmpty();
    }

    @Test
    void hostsSpeakAsClassicLootManagerDoes() {
        Wire.Host anna = wire.join("Anna", options -> options.put("addon", "clm"));
        Wire.Host bert = wire.join("Bert", options -> options.put("addon", "clm"));
        anna.imports(wire.nowSeconds() - 100, 100);
        wire.run(MINUTE_MS);
        assertThat(bert.entries()).hasSize(100).isEqualTo(anna.entries());
        assertThat(anna.sent())
                .extracting(
                        line -> line.path("prefix").asText(),
                        line -> line.path("priority").asText())
                .contains(tuple("CLMLedgerS3", "BULK"), tuple("CLMLedgerD3", "BULK"))
                .doesNotContain(tuple("LedgerChat", "NORMAL"));
    }

    @Test
    void newEntryIsToldAtOnceAndNotRepeatedByWhoHearsIt() {
        Wire.Host anna = wire.join("Anna");
        Wire.Host bert = wire.join("Bert");
        wire.run(1000);
        anna.ledger.append("TE", Map.of("m", "hello")).join();
        wire.run(ChannelSession.POLL_MS + 500);
        assertThat(bert.entries()).isEqualTo(anna.entries()).hasSize(1);
        assertThat(anna.sent()).hasSize(1).allSatisfy(line -> {
            assertThat(line.path("distribution").asText()).isEqualTo("GUILD");
            assertThat(line.path("priority").asText()).isEqualTo("NORMAL");
            assertThat(line.path("prefix").asText()).isEqualTo("LedgerChat");
            assertThat(line.path("target").asText()).isEmpty();
        });
        assertThat(bert.sent()).isEmpty();
    }

    @Test
    void raidIsToldIfItIsWished() {
        Wire.Host anna = wire.join("Anna", options -> options.put("raid", true));
        anna.ledger.append("TE", Map.of("m", "hello")).join();
        wire.run(1000);
        assertThat(anna.sent())
                .extracting(line -> line.path("distribution").asText())
                .containsExactly("GUILD", "RAID");
    }

    @Test
    void manyNewEntriesAreAdvertisedAndNotTold() {
        Wire.Host anna = wire.join("Anna");
        Wire.Host bert = wire.join("Bert");
        anna.imports(wire.nowSeconds() - 100, ChannelSession.TOLD_MAX + 1);
        wire.run(5_000);
        assertThat(anna.sent()).isEmpty();
        wire.run(MINUTE_MS);
        assertThat(bert.entries()).hasSize(ChannelSession.TOLD_MAX + 1);
    }

    @Test
    void entriesOfNobodyElseThanNamedAreTaken() {
        Wire.Host anna = wire.join("Anna");
        Wire.Host bert = wire.join("Bert", options -> {
            options.putArray("from").add("Carl");
            return options;
        });
        anna.imports(wire.nowSeconds() - 100, 10);
        bert.imports(wire.nowSeconds() - 200, 3);
        wire.run(2 * MINUTE_MS);
        assertThat(bert.entries()).hasSize(3);
        assertThat(bert.peer("Anna").path("unauthorized").asLong()).isPositive();
        assertThat(anna.entries()).hasSize(13);
    }

    @Test
    void whoListensGivesNothing() {
        Wire.Host anna = wire.join("Anna", options -> options.put("listen", true));
        Wire.Host bert = wire.join("Bert");
        anna.imports(wire.nowSeconds() - 100, 10);
        bert.imports(wire.nowSeconds() - 200, 3);
        wire.run(2 * MINUTE_MS);
        anna.hears("{\"from\": \"Bert\", \"distribution\": \"GUILD\", \"payload\": \"\"}");
        anna.hears("{\"do\": \"send-all\", \"target\": \"Bert\"}");
        wire.run(1000);
        assertThat(anna.entries()).hasSize(13);
        assertThat(bert.entries()).hasSize(3);
        assertThat(anna.status().path("sending").asBoolean()).isFalse();
    }

    @Test
    void entriesWithOneKeyComeToBothInBothForms() {
        Wire.Host anna = wire.join("Anna");
        Wire.Host bert = wire.join("Bert");
        Entry one = anna.entry(wire.nowSeconds() - 100, 0, "one");
        Entry other = anna.entry(wire.nowSeconds() - 100, 0, "other");
        Source file = new Source(Source.Kind.FILE, "test");
        anna.ledger.insert(List.of(one, other), file).join();
        bert.imports(wire.nowSeconds() - 50, 1);
        anna.hears("{\"do\": \"send-all\", \"target\": \"Bert\"}");
        wire.run(1000);
        assertThat(bert.ledger.at(one.key())).containsExactlyInAnyOrder(one, other);
        assertThat(bert.ledger.status().shadowed()).isEqualTo(1);
    }

    @Test
    void entryFarAheadOfTheClockIsRefusedAndCounted() {
        Wire.Host anna = wire.join("Anna");
        Wire.Host bert = wire.join("Bert");
        anna.imports(wire.nowSeconds() + 700, 1);
        wire.run(2000);
        assertThat(bert.entries()).isEmpty();
        assertThat(bert.peer("Anna").path("refused").asLong()).isEqualTo(1);
        assertThat(bert.ledger.status().refused())
                .containsOnlyKeys(
                        "insert from peer Anna (addon channel): its time is more than ten minutes ahead of this"
                                + " host's clock");
    }

    @Test
    void statusTellsOfPeersThatDifferAndOfThoseThatAreSilent() {
        Wire.Host anna = wire.join("Anna");
        Wire.Host bert = wire.join("Bert", options -> options.put("listen", true));
        bert.imports(wire.nowSeconds() - 100, 2);
        anna.hears("{\"do\": \"ask-states\"}");
        wire.run(1000);
        assertThat(anna.peer("Bert").path("verdict").asText()).isEqualTo("different");
        assertThat(anna.peer("Bert").path("entries").asLong()).isEqualTo(2);
        anna.hears("{\"do\": \"status\"}");
        JsonNode line = anna.written.getLast();
        assertThat(line.path("type").asText()).isEqualTo("status");
        assertThat(line.path("peers").path(0).path("name").asText()).isEqualTo("Bert");
        wire.run(2 * MINUTE_MS);
        assertThat(anna.peer("Bert").path("verdict").asText()).isEqualTo("unknown");
    }

    @Test
    void weekIsAskedOfOne() {
        Wire.Host anna = wire.join("Anna");
        Wire.Host bert = wire.join("Bert");
        bert.imports(wire.nowSeconds() - 100, 70);
        anna.hears("{\"do\": \"ask-week\", \"target\": \"Bert\", \"week\": " + Week.numberOf(wire.nowSeconds() - 100)
                + "}");
        wire.run(1000);
        assertThat(anna.entries()).hasSize(70);
    }

    @Test
    void whatIsNoMessageIsNamedAndWhatIsOfAnotherAddonIsCounted() {
        Wire.Host anna = wire.join("Anna");
        anna.hears("{\"from\": \"Bert\", \"distribution\": \"guild\", \"text\": \"hello\"}");
        anna.hears("{\"from\": \"Bert\", \"distribution\": \"GUILD\", \"prefix\": \"DBM\", \"text\": \"hello\"}");
        assertThat(anna.written).singleElement().satisfies(line -> {
            assertThat(line.path("type").asText()).isEqualTo("malformed");
            assertThat(line.path("from").asText()).isEqualTo("Bert");
            assertThat(line.path("reason").asText()).isNotEmpty();
        });
        assertThat(anna.peer("Bert").path("malformed").asLong()).isEqualTo(1);
        assertThat(anna.status().path("otherPrefix").asLong()).isEqualTo(1);
        assertThat(anna.status().path("received").asLong()).isEqualTo(1);
    }

    @Test
    void entryOfAClassThatNobodyRegisteredIsWithheldAndCounted() {
        Wire.Host anna = wire.join("Anna");
        anna.ledger.append("XX", Map.of()).join();
        wire.run(1000);
        assertThat(anna.sent()).isEmpty();
        assertThat(anna.status().path("withheld").asLong()).isEqualTo(1);
    }
}
