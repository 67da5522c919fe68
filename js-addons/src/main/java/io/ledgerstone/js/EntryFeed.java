package io.ledgerstone.js;

import io.ledgerstone.ledger.codec.CanonicalCursor;
import io.ledgerstone.ledger.codec.EncodedFields;
import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.KeyLayout;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * Lays entries out for the scripts of one addon, batch by batch, and knows the shapes it has met. Confined to one thread.
 *
 * <p>Measured against a proxy object for each entry and against plain objects (see the package): with the compiler the columns of a
 * batch are twice as fast as proxies, and unlike plain objects entries are read-only and decode what is read.
 */
final class EntryFeed {
    /** Shapes an addon may keep; with more, all are forgotten and learned again. */
    static final int SHAPES_MAX = 1024;

    // As many copies of the script's side, so that the common shapes do not share code.
    private static final int COPIES_MAX = 64;
    private static final EntryCodec CODEC = new EntryCodec("feed", KeyLayout.CLASSIC);

    private final String addon;
    private final HostCalls host;
    private final Realm realm;
    private final Map<EntryShape.Signature, EntryShape> shapes = new HashMap<>();
    private final Map<String, Map<String, EntryShape>> lastOfType = new HashMap<>();
    private @Nullable EntryBatch last;

    EntryFeed(String addon, HostCalls host, Realm realm) {
        this.addon = addon;
        this.host = host;
        this.realm = realm;
    }

    /** Lays out a part of a list and shows it to the script. Runs inside the realm. */
    EntryBatch batch(String ledger, List<Entry> entries, int from, int to) {
        EntryBatch batch = new EntryBatch(to - from, last);
        CanonicalCursor cursor = new CanonicalCursor(new byte[0], 0);
        Map<String, EntryShape> lastShapes = lastOfType.computeIfAbsent(ledger, name -> new HashMap<>());
        for (int i = from; i < to; i++) {
            Entry entry = encoded(entries.get(i));
            EntryShape guess = lastShapes.get(entry.type());
            if (guess == null || !batch.put(i - from, entry, guess, cursor)) {
                EntryShape shape = shape(EntryShape.Signature.of(ledger, entry));
                lastShapes.put(entry.type(), shape);
                batch.put(i - from, entry, shape, cursor);
            }
        }
        realm.runtime().invokeMember("batch", ledger, batch.numbers(), batch.texts(), batch.entries());
        last = batch;
        return batch;
    }

    private static Entry encoded(Entry entry) {
        return entry.fields() instanceof EncodedFields
                ? entry
                : CODEC.read(entry.key(), entry.id(), EntryCodec.body(entry));
    }

    private EntryShape shape(EntryShape.Signature signature) {
        EntryShape known = shapes.get(signature);
        if (known != null) {
            return known;
        }
        if (shapes.size() == SHAPES_MAX) {
            shapes.clear();
            lastOfType.values().forEach(Map::clear);
        }
        Source source = Sandbox.script("entry.js", addon + "/entry-" + shapes.size() % COPIES_MAX + ".js");
        Value make = realm.eval(source);
        EntryShape shape = new EntryShape(signature, host.layout(signature.ledger()));
        shape.compile((self, names, kinds, slots) -> realm.runtime()
                .invokeMember("shape", make, self, signature.ledger(), signature.type(), names, kinds, slots));
        shapes.put(signature, shape);
        return shape;
    }

    /** What a script asks for that is not in a batch. */
    static Object fetch(Value[] arguments) {
        EntryShape shape = arguments[0].asHostObject();
        Entry[] entries = arguments[1].asHostObject();
        return shape.fetch(entries[arguments[2].asInt()], arguments[3].asInt());
    }
}
