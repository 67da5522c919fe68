package io.ledgerstone.bench;

import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Value;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes {@link GuildRows} as the SavedVariables file of a game client, one item a line. */
final class GuildFile {
    private GuildFile() {}

    static void write(Path file, int count) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("CLM2_DB = {\n[\"bench alliance testrealm testers\"] = {\n[\"ledger\"] = {\n");
            for (Entry entry : GuildRows.entries(new EntryCodec(Ledgers.NAME, Ledgers.LAYOUT), count)) {
                out.write("{\n[\"_a\"] = " + entry.key().creator() + ",\n[\"_b\"] = "
                        + entry.key().counter() + ",\n[\"_c\"] = " + entry.key().time() + ",\n[\"_d\"] = \""
                        + entry.type() + "\",\n[\"_e\"] = " + entry.key().realm() + ",\n");
                write(out, entry.fields().toMapping());
                out.write("},\n");
            }
            out.write("},\n},\n}\n");
        }
    }

    private static void write(BufferedWriter out, Value value) throws IOException {
        switch (value) {
            case Value.Nil nil -> out.write("nil");
            case Value.Bool(boolean bool) -> out.write(Boolean.toString(bool));
            case Value.Num(double number) ->
                out.write(number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number));
            case Value.Text(String text) -> out.write('"' + text + '"');
            case Value.Sequence(var items) -> {
                out.write("{\n");
                for (Value item : items) {
                    write(out, item);
                    out.write(",\n");
                }
                out.write("}");
            }
            case Value.Mapping(var items) -> {
                for (Map.Entry<String, Value> item : items.entrySet()) {
                    out.write("[\"" + item.getKey() + "\"] = ");
                    write(out, item.getValue());
                    out.write(",\n");
                }
            }
        }
    }
}
