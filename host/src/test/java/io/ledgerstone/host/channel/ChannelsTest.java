package io.ledgerstone.host.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerstone.host.HostException;
import io.ledgerstone.host.folder.DataFolder;
import io.ledgerstone.host.folder.Ledgers;
import io.ledgerstone.ledger.Authorization;
import io.ledgerstone.ledger.LedgerOptions;
import io.ledgerstone.ledger.entry.KeyLayout;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which channels a host opens, and which it leaves. */
class ChannelsTest {
    @TempDir
    Path home;

    private long nowMs = Wire.START_MS;
    private DataFolder folder;
    private Ledgers ledgers;
    private Channels channels;

    @BeforeEach
    void open() {
        folder = DataFolder.open(home.resolve("data"));
        ledgers = new Ledgers(folder, LedgerOptions.DEFAULT, name -> Authorization.OPEN);
        channels = new Channels(ledgers, () -> Instant.ofEpochMilli(nowMs), bound -> 0);
    }

    @AfterEach
    void close() {
        channels.close();
        ledgers.close();
        folder.close();
    }

    private static ObjectNode options(String name) {
        return JsonNodeFactory.instance.objectNode().put("ledger", "guild").put("name", name);
    }

    private String join(String name) {
        return channels.open(options(name)).path("channel").asText();
    }

    @Test
    void openingTellsWhatTheRelayNeeds() {
        ObjectNode opened = channels.open(options("Anna"));
        assertThat(opened.path("made").asBoolean()).isTrue();
        assertThat(opened.path("layout").asText()).isEqualTo("cross-realm");
        assertThat(opened.path("prefixes"))
                .extracting(node -> node.asText())
                .containsExactly("CLMLedgerS3", "CLMLedgerD3");
        ObjectNode plain = channels.open(options("Bert").put("addon", "plain").put("prefix", "MyAddon"));
        assertThat(plain.path("made").asBoolean()).isFalse();
        assertThat(plain.path("prefixes")).extracting(node -> node.asText()).containsExactly("MyAddon");
    }

    @Test
    void newLedgerHasTheKeysThatAreWishedAndAnOldOneItsOwn() {
        assertThat(channels.open(options("Anna").put("layout", "classic"))
                        .path("layout")
                        .asText())
                .isEqualTo("classic");
        assertThat(channels.open(options("Anna").put("layout", "cross-realm"))
                        .path("layout")
                        .asText())
                .isEqualTo("classic");
    }

    @Test
    void laterCommandOfTheSameNameTakesTheChannelOver() {
        String first = join("Anna");
        String other = join("Bert");
        String second = join("Anna");
        assertThatThrownBy(() -> channels.exchange(first, null))
                .isInstanceOf(HostException.class)
                .hasMessageContaining("has taken it over");
        assertThat(channels.exchange(second, null).path("waitMs").asLong()).isPositive();
        assertThat(channels.exchange(other, null).path("lines")).isEmpty();
    }

    @Test
    void channelWhoseCommandDiedMakesRoom() {
        String dead = join("Dead");
        nowMs += Channels.SILENT_MS_MAX + 1;
        for (int i = 1; i < Channels.CHANNELS_MAX; i++) {
            join("Name" + i);
        }
        assertThat(channels.list().path("channels")).hasSize(Channels.CHANNELS_MAX);
        join("Late");
        assertThat(channels.list().path("channels")).hasSize(Channels.CHANNELS_MAX);
        assertThatThrownBy(() -> channels.exchange(dead, null)).isInstanceOf(HostException.class);
        assertThatThrownBy(() -> join("Later")).hasMessageContaining("16 channels, as many as it can");
    }

    @Test
    void closedChannelSaysItsLastAndIsGone() {
        String channel = join("Anna");
        assertThat(channels.close(channel).path("channels").path(0).path("name").asText())
                .isEqualTo("Anna");
        assertThat(channels.list().path("channels")).isEmpty();
        assertThat(channels.close(channel).path("channels")).isEmpty();
    }

    @Test
    void hostOfAGroupMustSayWhoseEntriesItVouchesFor() {
        ledgers.findOrMake("roster", KeyLayout.CROSS_REALM);
        assertThatThrownBy(() -> join("Anna")).hasMessageContaining("--from Anna,Bert");
        ObjectNode named = options("Anna");
        named.putArray("from").add("Bert");
        assertThat(channels.open(named).path("channel").asText()).isNotEmpty();
        assertThatThrownBy(() -> channels.open(named.put("ledger", "roster")))
                .hasMessageContaining("says whom this host trusts");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "addon | dbm | There is no addon 'dbm' to speak like; it is clm or plain",
                "layout | modern | There are no keys 'modern'; they are classic or cross-realm",
                "prefix | X | Classic Loot Manager has prefixes of its own",
            })
    void optionsThatMakeNoSenseAreNamed(String option, String value, String message) {
        assertThatThrownBy(() -> channels.open(options("Anna").put(option, value)))
                .isInstanceOf(HostException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"TE", "=m", "TE=m,", "TE=m,m", "TE=,"})
    void orderOfFieldsThatMakesNoSenseIsNamed(String order) {
        ObjectNode options = options("Anna");
        options.putArray("fields").add(order);
        assertThatThrownBy(() -> channels.open(options))
                .hasMessageContaining("'" + order + "' does not tell the fields");
    }
}
