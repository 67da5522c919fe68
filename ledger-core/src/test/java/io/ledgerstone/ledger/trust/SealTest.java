package io.ledgerstone.ledger.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.EntryId;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.LedgerException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class SealTest {
    private final Person person = new Person(7);
    private final Sealer sealer = new Sealer();

    @Test
    void aSealIsReadAsItWasMade() {
        List<EntryId> ids = ids(0, 256);
        Entry first = Seal.make(person.ownSeals, "guild", ids.reversed(), 100);
        Seal.make(person.ownSeals, "messages", ids(0, 1), 100);
        Entry second = Seal.make(person.ownSeals, "guild", ids(5, 7), 100);
        assertThat(Seal.read(first)).isEqualTo(new Seal(first.id(), person.key(), "guild", 1, null, ids));
        assertThat(Seal.read(second)).isEqualTo(new Seal(second.id(), person.key(), "guild", 2, first.id(), ids(5, 7)));
    }

    @Test
    void noneOrTooManyIdsMakeNoSeal() {
        assertThatThrownBy(() -> Seal.make(person.ownSeals, "guild", List.of(), 1))
                .isInstanceOf(LedgerException.class);
        assertThatThrownBy(() -> Seal.make(person.ownSeals, "guild", ids(0, 257), 1))
                .isInstanceOf(LedgerException.class);
        assertThatThrownBy(() -> Seal.make(person.ownRoster, "guild", ids(0, 1), 1))
                .isInstanceOf(LedgerException.class);
    }

    @Test
    void whatBreaksTheFormatIsNoSeal() {
        String one = text(3);
        assertThat(Seal.read(signed("seal", Map.of("ledger", "guild", "ids", one))))
                .isNotNull();
        assertThat(Seal.read(signed("other", Map.of("ledger", "guild", "ids", one))))
                .isNull();
        assertThat(Seal.read(signed("seal", Map.of("ids", one)))).isNull();
        assertThat(Seal.read(signed("seal", Map.of("ledger", "", "ids", one)))).isNull();
        assertThat(Seal.read(signed("seal", Map.of("ledger", "g".repeat(65), "ids", one))))
                .isNull();
        assertThat(Seal.read(signed("seal", Map.of("ledger", "guild")))).isNull();
        assertThat(Seal.read(signed("seal", Map.of("ledger", "guild", "ids", 5))))
                .isNull();
        assertThat(Seal.read(signed("seal", Map.of("ledger", "guild", "ids", ""))))
                .isNull();
        assertThat(Seal.read(signed("seal", Map.of("ledger", "guild", "ids", one.substring(2)))))
                .isNull();
        assertThat(Seal.read(signed("seal", Map.of("ledger", "guild", "ids", text(3, 3)))))
                .as("twice the same")
                .isNull();
        assertThat(Seal.read(signed("seal", Map.of("ledger", "guild", "ids", text(4, 3)))))
                .as("not ascending")
                .isNull();
        long[] many = LongStream.range(0, 257).toArray();
        assertThat(Seal.read(signed("seal", Map.of("ledger", "guild", "ids", text(many)))))
                .as("too many")
                .isNull();
    }

    @Test
    void aLoneEntryIsSealedAtOnceAndWhatFollowsTogether() {
        sealer.durable("guild", ids(0, 1), 1_000);
        assertThat(sealer.drain()).containsExactly(new Sealer.Batch("guild", ids(0, 1)));
        sealer.durable("guild", ids(1, 2), 1_001);
        sealer.durable("guild", ids(2, 4), 1_009);
        assertThat(sealer.drain()).isEmpty();
        assertThat(sealer.nextTickMs()).isEqualTo(1_010);
        sealer.tick(1_010);
        assertThat(sealer.drain()).containsExactly(new Sealer.Batch("guild", ids(1, 4)));
        assertThat(sealer.nextTickMs()).isEqualTo(Long.MAX_VALUE);
        sealer.durable("guild", ids(4, 5), 1_020);
        assertThat(sealer.drain()).containsExactly(new Sealer.Batch("guild", ids(4, 5)));
    }

    @Test
    void manyAreSealedInFullBatchesWithoutWaiting() {
        sealer.durable("guild", ids(0, 600), 1_000);
        assertThat(sealer.drain())
                .containsExactly(new Sealer.Batch("guild", ids(0, 256)), new Sealer.Batch("guild", ids(256, 512)));
        assertThat(sealer.nextTickMs()).isEqualTo(1_010);
        sealer.durable("messages", ids(0, 1), 1_001);
        assertThat(sealer.drain()).containsExactly(new Sealer.Batch("messages", ids(0, 1)));
    }

    private Entry signed(String type, Map<String, Object> fields) {
        return person.ownSeals.make(type, Fields.of(fields), 100);
    }

    private static String text(long... ids) {
        ByteBuffer bytes = ByteBuffer.allocate(ids.length * 16);
        for (long id : ids) {
            bytes.putLong(id).putLong(id);
        }
        return Base64Text.of(bytes.array());
    }

    private static List<EntryId> ids(long from, long to) {
        return LongStream.range(from, to).mapToObj(id -> new EntryId(id, id)).toList();
    }
}
