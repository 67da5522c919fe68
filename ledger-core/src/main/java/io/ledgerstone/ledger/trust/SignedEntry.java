package io.ledgerstone.ledger.trust;

import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.EntryId;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.InvalidEntryException;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.LedgerException;
import io.ledgerstone.ledger.entry.Value;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Entries that prove which device made them; the format is in the package's description. */
public final class SignedEntry {
    static final String BY = "by";
    static final String SIGNATURE = "sig";
    static final String NUMBER = "number";
    static final String PREVIOUS = "previous";

    private static final byte[] DOMAIN = "ledgerstone signed 1".getBytes(StandardCharsets.US_ASCII);

    private SignedEntry() {}

    /**
     * A signed entry.
     *
     * @param fields its data, without {@code by} and {@code sig}
     * @throws InvalidEntryException if a part breaks a rule; the reason names it
     */
    public static Entry make(TrustLedger ledger, Key key, String type, Fields fields, Signer signer) {
        Map<String, Value> values = new LinkedHashMap<>(fields.toMapping().values());
        values.put(BY, new Value.Text(signer.key().toString()));
        values.remove(SIGNATURE);
        byte[] signature = signer.sign(message(ledger, key, type, values));
        values.put(SIGNATURE, new Value.Text(Base64Text.of(signature)));
        return ledger.codec().seal(key, type, Fields.of(new Value.Mapping(values)));
    }

    /** Who an entry says made it, or null if it does not say. Believe it only if the entry {@link #isValid}. */
    public static @Nullable DeviceKey signer(Entry entry) {
        byte[] bytes = Base64Text.bytes(entry.fields().text(BY), DeviceKey.BYTES);
        return bytes == null ? null : DeviceKey.of(bytes);
    }

    /** Whether an entry was signed by the device it names, for this ledger and this key. */
    public static boolean isValid(Entry entry, TrustLedger ledger, SignatureCheck check) {
        DeviceKey signer = signer(entry);
        byte[] signature = Base64Text.bytes(entry.fields().text(SIGNATURE), Signer.SIGNATURE_BYTES);
        if (signer == null || signature == null) {
            return false;
        }
        Map<String, Value> values =
                new LinkedHashMap<>(entry.fields().toMapping().values());
        values.remove(SIGNATURE);
        return check.isValid(signer, message(ledger, entry.key(), entry.type(), values), signature);
    }

    private static byte[] message(TrustLedger ledger, Key key, String type, Map<String, Value> values) {
        EntryCodec codec = ledger.codec();
        byte[] name = ledger.text().getBytes(StandardCharsets.UTF_8);
        byte[] body = EntryCodec.body(codec.seal(key, type, Fields.of(new Value.Mapping(values))));
        return ByteBuffer.allocate(DOMAIN.length + 1 + name.length + 16 + body.length)
                .put(DOMAIN)
                .put((byte) name.length)
                .put(name)
                .putLong(key.high())
                .putLong(key.low())
                .put(body)
                .array();
    }

    /** The entry of its signer before this one in the same chain, or null if it says it is the first. */
    static @Nullable EntryId previous(Entry entry) {
        String text = entry.fields().text(PREVIOUS);
        return text == null ? null : id(text);
    }

    /** Where an entry says it stands in its signer's chain; 0 if it does not say. */
    static long number(Entry entry) {
        double number = entry.fields().number(NUMBER, 0);
        return number >= 1 && number == Math.rint(number) ? (long) number : 0;
    }

    /** The id of a text, or null if it is none. */
    static @Nullable EntryId id(String text) {
        try {
            EntryId id = EntryId.parse(text);
            return id.toString().equals(text) ? id : null;
        } catch (LedgerException e) {
            return null;
        }
    }
}
