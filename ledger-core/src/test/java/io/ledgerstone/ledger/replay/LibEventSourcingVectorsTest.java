package io.ledgerstone.ledger.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.GoldenVectors;
import io.ledgerstone.ledger.entry.InvalidEntryException;
import io.ledgerstone.ledger.entry.InvalidEntryException.Reason;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.KeyAdler;
import io.ledgerstone.ledger.entry.KeyLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every vector of the real library, end to end: keys, order, week hashes, state hashes and what handlers see. The library lets the
 * first of two entries with one key win and we the lower id, which no hash can see; the vectors are inserted its way.
 */
final class LibEventSourcingVectorsTest {
    private static final Map<String, Reason> REFUSED = Map.of(
            "exotic-fraction", Reason.KEY_NOT_WHOLE,
            "exotic-millis", Reason.TIME_OUT_OF_RANGE,
            "exotic-negative-time", Reason.TIME_OUT_OF_RANGE,
            "exotic-big-creator", Reason.CREATOR_OUT_OF_RANGE,
            "max-entry", Reason.REALM_OUT_OF_RANGE);

    static Stream<Vector> vectors() {
        return StreamSupport.stream(
                        GoldenVectors.read("lib-event-sourcing.json")
                                .get("vectors")
                                .spliterator(),
                        false)
                .map(Vector::new);
    }

    /** One vector, shown by its name. */
    record Vector(JsonNode json) {
        KeyLayout layout() {
            return json.get("realm").asBoolean() ? KeyLayout.CROSS_REALM : KeyLayout.CLASSIC;
        }

        Key key(JsonNode row) {
            boolean realm = layout() == KeyLayout.CROSS_REALM;
            return Key.ofNumbers(
                    row.get(0).asDouble(),
                    row.get(1).asDouble(),
                    realm ? row.get(2).asDouble() : 0,
                    row.get(realm ? 3 : 2).asDouble());
        }

        Entry entry(EntryCodec codec, JsonNode row) {
            JsonNode content = row.get(row.size() - 2);
            Fields fields = content.isTextual()
                    ? Fields.of(Map.of(Entry.IGNORE_REF, content.asText()))
                    : Fields.of(Map.of("i", content.asInt()));
            return codec.seal(key(row), row.get(row.size() - 1).asText(), fields);
        }

        @Override
        public String toString() {
            return json.get("name").asText();
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void everyVectorIsMatchedOrRefusedWithItsReason(Vector vector) {
        if (vector.json.has("travel")) {
            requireTravel(vector);
            return;
        }
        String exotic = vector.toString().replace("realm/", "");
        if (vector.json.path("exotic").asBoolean() || vector.toString().equals("realm/max-entry")) {
            assertThat(REFUSED).as("a reason for %s", exotic).containsKey(exotic);
            assertThatThrownBy(() -> vector.json.get("input").forEach(vector::key))
                    .isInstanceOfSatisfying(
                            InvalidEntryException.class,
                            e -> assertThat(e.reason()).isEqualTo(REFUSED.get(exotic)));
            return;
        }
        EntryCodec codec = new EntryCodec("golden", vector.layout());
        SortedMap<Key, Entry> ledger = new TreeMap<>();
        List<Integer> order = new ArrayList<>();
        Map<Key, Integer> indexes = new TreeMap<>();
        int index = 0;
        for (JsonNode row : vector.json.get("input")) {
            Entry entry = vector.entry(codec, row);
            boolean inserted = ledger.putIfAbsent(entry.key(), entry) == null;
            assertThat(inserted)
                    .isEqualTo(vector.json.get("inserted").get(index).asBoolean());
            indexes.putIfAbsent(entry.key(), index++);
        }
        ledger.keySet().forEach(key -> order.add(indexes.get(key)));
        assertThat(order).isEqualTo(integers(vector.json.get("sorted")));
        requireTexts(vector, ledger);
        requireWeeks(vector, ledger);
        requireReplay(vector, ledger);
    }

    /** Going to a time is a replay of the entries up to it. */
    private static void requireTravel(Vector vector) {
        EntryCodec codec = new EntryCodec("golden", vector.layout());
        for (JsonNode stop : vector.json.get("travel")) {
            List<Entry> until = new ArrayList<>();
            for (JsonNode row : vector.json.get("input")) {
                if (row.get(0).asLong() <= stop.get(0).asLong()) {
                    until.add(vector.entry(codec, row));
                }
            }
            Reducer.Fold<List<String>> fold =
                    Reducer.<List<String>>startingWith(ArrayList::new).fold();
            ReplayStatus status = new Replay(vector.layout(), new ListSource(until), fold).catchUp(Long.MAX_VALUE);
            assertThat(status.processed()).isEqualTo(stop.get(1).asLong());
            assertThat(status.stateHash()).isEqualTo(stop.get(2).asLong());
        }
    }

    private static void requireTexts(Vector vector, SortedMap<Key, Entry> ledger) {
        if (vector.json.has("uuids")) {
            List<String> texts = new ArrayList<>();
            vector.json.get("uuids").forEach(text -> texts.add(text.asText()));
            assertThat(ledger.keySet())
                    .extracting(key -> key.text(vector.layout()))
                    .isEqualTo(texts);
            assertThat(texts)
                    .extracting(text -> Key.parse(text, vector.layout()))
                    .isEqualTo(List.copyOf(ledger.keySet()));
        }
    }

    private static void requireWeeks(Vector vector, SortedMap<Key, Entry> ledger) {
        for (JsonNode week : vector.json.get("weeks")) {
            KeyAdler hash = new KeyAdler(vector.layout());
            int count = 0;
            for (Key key : ledger.keySet()) {
                if (key.weekNumber() == week.get(0).asInt()) {
                    hash.add(key);
                    count++;
                }
            }
            assertThat(hash.value())
                    .as("hash of week %s", week.get(0))
                    .isEqualTo(week.get(1).asLong());
            assertThat(count).isEqualTo(week.get(2).asInt());
        }
    }

    private static void requireReplay(Vector vector, SortedMap<Key, Entry> ledger) {
        Reducer<List<Integer>> applied = Reducer.<List<Integer>>startingWith(ArrayList::new)
                .on("TE", (state, entry) -> state.add((int) entry.fields().number("i", -1)));
        Reducer.Fold<List<Integer>> fold = applied.fold();
        Replay replay = new Replay(vector.layout(), new ListSource(ledger.values()), fold);
        JsonNode after = vector.json.get("stateHashAfter");
        for (int i = 0; after != null && i < after.size(); i++) {
            assertThat(replay.step(1).stateHash()).isEqualTo(after.get(i).asLong());
        }
        ReplayStatus status = replay.catchUp(Long.MAX_VALUE);
        assertThat(status.stateHash()).isEqualTo(vector.json.get("stateHash").asLong());
        assertThat(status.lag()).isEqualTo(vector.json.get("lag").asLong());
        assertThat(fold.state()).isEqualTo(integers(vector.json.get("applied")));
        replay.restart("again");
        replay.catchUp(Long.MAX_VALUE);
        assertThat(fold.state()).as("a second replay").isEqualTo(integers(vector.json.get("applied")));
    }

    private static List<Integer> integers(JsonNode list) {
        List<Integer> integers = new ArrayList<>();
        list.forEach(number -> integers.add(number.asInt()));
        return integers;
    }
}
