package io.ledgerstone.js;

import io.ledgerstone.ledger.codec.CanonicalCursor;
import io.ledgerstone.ledger.codec.EncodedFields;
import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.KeyLayout;
import java.util.HashMap;
import java.util.Map;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** Hands entries to the scripts of one addon, and knows the shapes it has met. Confined to one thread. */
final class EntryFeed {
    /** Shapes an addon may keep; with more, all are forgotten and learned again. */
    static final int SHAPES_MAX = 1024;

    // As many copies of the script's side, so that the common shapes do not share compiled code. Without a compiler
    // copies are of no
    // use, and each takes milliseconds to parse.
    private static final int COMPILED_COPIES_MAX = 64;
    private static final EntryCodec CODEC = new EntryCodec("feed", KeyLayout.CLASSIC);

    private final String addon;
    private final HostCalls host;
    private final Realm realm;
    private final int copiesMax;
    private final Map<EntryShape.Signature, EntryShape> shapes = new HashMap<>();
    private final Map<String, Map<String, EntryShape>> lastOfType = new HashMap<>();
    private final CanonicalCursor cursor = new CanonicalCursor(new byte[0], 0);

    EntryFeed(String addon, HostCalls host, Realm realm, boolean isCompiled) {
        this.addon = addon;
        this.host = host;
        this.realm = realm;
        copiesMax = isCompiled ? COMPILED_COPIES_MAX : 1;
    }

    /** Hands an entry to its handlers. Runs inside the realm. */
    void hand(String ledger, Entry entry) {
        Entry encoded = encoded(entry);
        Map<String, EntryShape> lastShapes = lastOfType.computeIfAbsent(ledger, name -> new HashMap<>());
        @Nullable EntryShape guess = lastShapes.get(encoded.type());
        if (guess == null || !guess.run(encoded, cursor)) {
            EntryShape shape = shape(EntryShape.Signature.of(ledger, encoded));
            lastShapes.put(encoded.type(), shape);
            shape.run(encoded, cursor);
        }
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
        Source source = Sandbox.script(
                "entry.js", copiesMax == 1 ? "entry.js" : addon + "/entry-" + shapes.size() % copiesMax + ".js");
        Value make = realm.eval(source);
        EntryShape shape = new EntryShape(
                signature,
                host.layout(signature.ledger()),
                (self, names, isNested) -> realm.runtime()
                        .invokeMember("shape", make, self, signature.ledger(), signature.type(), names, isNested));
        shapes.put(signature, shape);
        return shape;
    }

    /** What a script asks for that did not come along with an entry. */
    static Object fetch(Value[] arguments) {
        EntryShape shape = arguments[0].asHostObject();
        Entry entry = arguments[1].asHostObject();
        return shape.fetch(entry, arguments[2].asInt());
    }
}
