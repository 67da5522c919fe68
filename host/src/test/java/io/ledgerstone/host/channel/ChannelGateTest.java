package io.ledgerstone.host.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.ledger.Authorization;
import io.ledgerstone.ledger.Authorization.Decision;
import io.ledgerstone.ledger.Authorization.Movement;
import io.ledgerstone.ledger.Source;
import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.KeyLayout;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a channel may bring into a ledger, and that it decides about nothing else. */
class ChannelGateTest {
    private static final long NOW = 1_700_000_000;
    private static final Decision ASKED = new Decision.Refused("the next one was asked");

    private static Decision decide(String ledger, long time, Movement movement, Source source) {
        Entry entry = new EntryCodec(ledger, KeyLayout.CLASSIC).seal(Key.of(time, 0, 0, 1), "TE", Fields.NONE);
        Authorization next = (given, moved, from) -> ASKED;
        return new ChannelGate(ledger, next, Authorization.notFarAhead(() -> Instant.ofEpochSecond(NOW)))
                .decide(entry, movement, source);
    }

    @Test
    void entryOfAChannelIsAllowedUpToTenMinutesAhead() {
        Source anna = ChannelGate.source("Anna");
        assertThat(anna.kind()).isEqualTo(Source.Kind.PEER);
        assertThat(decide("guild", NOW + 600, Movement.INSERT, anna)).isEqualTo(Decision.ALLOWED);
        assertThat(decide("guild", NOW + 601, Movement.INSERT, anna)).isInstanceOf(Decision.Refused.class);
        assertThat(decide("guild", NOW + 601, Movement.SEND, anna)).isEqualTo(Decision.ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"roster", "seals"})
    void ledgersOfTrustAreNotForChannels(String ledger) {
        assertThat(decide(ledger, NOW, Movement.INSERT, ChannelGate.source("Anna")))
                .isInstanceOf(Decision.Refused.class)
                .isNotEqualTo(ASKED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "Anna"})
    void peersOfTheMeshAreForTheNextOneToJudge(String name) {
        assertThat(decide("guild", NOW, Movement.INSERT, new Source(Source.Kind.PEER, name)))
                .isEqualTo(ASKED);
    }

    @Test
    void fileThatIsNamedLikeAChannelIsNone() {
        Source channel = ChannelGate.source("Anna");
        assertThat(decide("guild", NOW, Movement.INSERT, new Source(Source.Kind.FILE, channel.name())))
                .isEqualTo(ASKED);
    }
}
