package io.ledgerstone.ledger.codec;

import io.ledgerstone.ledger.codec.CanonicalWriter.NumberRule;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.EntryId;
import io.ledgerstone.ledger.entry.EntryLimits;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.InvalidEntryException;
import io.ledgerstone.ledger.entry.InvalidEntryException.Reason;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.entry.LedgerException;
import io.ledgerstone.ledger.entry.Sha256;
import io.ledgerstone.ledger.entry.Value;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;

/**
 * Makes the entries of one ledger from their parts or their bytes, checks every limit, and gives them their ids. See the package
 * for the format. Immutable, for any number of threads.
 */
public final class EntryCodec {
    private static final byte[] DOMAIN = "ledgerstone entry 1".getBytes(StandardCharsets.US_ASCII);

    private final KeyLayout layout;
    private final MessageDigest idBegin;

    /**
     * The codec of the ledger of this name.
     *
     * @throws LedgerException if the name is empty or longer than {@link EntryLimits#LEDGER_NAME_BYTES_MAX} bytes
     */
    public EntryCodec(String ledger, KeyLayout layout) {
        byte[] name = CanonicalWriter.utf8(ledger);
        if (name.length == 0 || name.length > EntryLimits.LEDGER_NAME_BYTES_MAX) {
            throw new LedgerException("A ledger's name has 1 to " + EntryLimits.LEDGER_NAME_BYTES_MAX + " bytes, not "
                    + name.length + " as '" + ledger + "'");
        }
        this.layout = layout;
        CanonicalWriter writer = new CanonicalWriter(NumberRule.ENTRY, 1);
        writer.text(ledger);
        byte[] text = writer.toBytes();
        idBegin = Sha256.begin();
        idBegin.update(DOMAIN);
        idBegin.update(text);
        idBegin.update((byte) (layout == KeyLayout.CLASSIC ? 0 : 1));
    }

    /** The numbers that this ledger's keys are made of. */
    public KeyLayout layout() {
        return layout;
    }

    /**
     * An entry without its key: everything about it that takes time, done before its place is known.
     *
     * @param type its type
     * @param fields its data
     */
    public record Draft(String type, EncodedFields fields) {
        /** How many canonical bytes type and fields take. */
        public int size() {
            return fields.body().length;
        }
    }

    /**
     * An entry of these parts.
     *
     * @throws InvalidEntryException if a part breaks a rule; the reason names it
     */
    public Entry seal(Key key, String type, Fields fields) {
        return seal(key, draft(type, fields));
    }

    /**
     * An entry of these parts, but for its key.
     *
     * @throws InvalidEntryException if a part breaks a rule; the reason names it
     */
    public Draft draft(String type, Fields fields) {
        Value.Mapping map = fields.toMapping();
        CanonicalWriter writer = new CanonicalWriter(NumberRule.ENTRY, EntryLimits.DEPTH_MAX);
        writer.name(type);
        int offset = writer.size();
        writer.map(map);
        requireLimits(type, map, writer.size());
        return new Draft(type, new EncodedFields(writer.toBytes(), offset));
    }

    /**
     * The entry of a draft.
     *
     * @throws InvalidEntryException if the key has a realm in a ledger without realms
     */
    public Entry seal(Key key, Draft draft) {
        requireLayout(key);
        return new Entry(key, id(key, draft.fields().body()), draft.type(), draft.fields());
    }

    /**
     * An entry of a key and a body from outside. The body must not change any more.
     *
     * @throws InvalidEntryException if the bytes are not canonical or break a limit
     */
    public Entry open(Key key, byte[] body) {
        CanonicalCheck.requireBody(body);
        Entry entry = read(key, id(key, body), body);
        requireLayout(key);
        requireLimits(entry.type(), entry.fields().toMapping(), body.length);
        return entry;
    }

    /** An entry as it was once written by {@link #body(Entry)}, not checked again. The body must not change any more. */
    public Entry read(Key key, EntryId id, byte[] body) {
        CanonicalCursor cursor = new CanonicalCursor(body, 0);
        String type = cursor.name();
        return new Entry(key, id, type, new EncodedFields(body, cursor.at()));
    }

    /** The bytes of an entry's type and fields. Must not be written to. */
    public static byte[] body(Entry entry) {
        if (entry.fields() instanceof EncodedFields encoded) {
            return encoded.body();
        }
        CanonicalWriter writer = new CanonicalWriter(NumberRule.ENTRY, EntryLimits.DEPTH_MAX);
        writer.text(entry.type());
        writer.map(entry.fields().toMapping());
        return writer.toBytes();
    }

    private EntryId id(Key key, byte[] body) {
        MessageDigest sha256 = Sha256.copyOf(idBegin);
        sha256.update(
                ByteBuffer.allocate(16).putLong(key.high()).putLong(key.low()).array());
        sha256.update(body);
        ByteBuffer digest = ByteBuffer.wrap(sha256.digest());
        return new EntryId(digest.getLong(), digest.getLong());
    }

    private void requireLayout(Key key) {
        if (layout == KeyLayout.CLASSIC && key.realm() != 0) {
            throw new InvalidEntryException(
                    Reason.REALM_OUT_OF_RANGE, "this ledger's keys have no realm, but entry " + key + " has one");
        }
    }

    private void requireLimits(String type, Value.Mapping fields, int bodyBytes) {
        int typeBytes = Names.utf8(type).length;
        if (typeBytes == 0 || typeBytes > EntryLimits.TYPE_BYTES_MAX) {
            throw new InvalidEntryException(
                    Reason.TYPE_SIZE,
                    "the type '" + type + "' has " + typeBytes + " bytes; 1 to " + EntryLimits.TYPE_BYTES_MAX
                            + " are allowed");
        }
        if (fields.values().size() > EntryLimits.FIELDS_MAX) {
            throw new InvalidEntryException(
                    Reason.TOO_MANY_FIELDS,
                    "an entry of type " + type + " has " + fields.values().size() + " fields, more than "
                            + EntryLimits.FIELDS_MAX);
        }
        fields.values().keySet().forEach(name -> requireName(type, name));
        if (bodyBytes > EntryLimits.BODY_BYTES_MAX) {
            throw new InvalidEntryException(
                    Reason.TOO_LARGE,
                    "an entry of type " + type + " takes " + bodyBytes + " bytes, more than "
                            + EntryLimits.BODY_BYTES_MAX + "; split it into several entries");
        }
        if (type.equals(Entry.IGNORE_TYPE)) {
            requireRef(fields.values());
        }
    }

    private static void requireName(String type, String name) {
        int bytes = Names.utf8(name).length;
        if (bytes == 0 || bytes > EntryLimits.NAME_BYTES_MAX) {
            throw new InvalidEntryException(
                    Reason.FIELD_NAME,
                    "an entry of type " + type + " has a field name of " + bytes + " bytes; 1 to "
                            + EntryLimits.NAME_BYTES_MAX + " are allowed");
        }
    }

    private void requireRef(Map<String, Value> fields) {
        if (!(fields.get(Entry.IGNORE_REF) instanceof Value.Text ref)) {
            throw new InvalidEntryException(
                    Reason.IGNORE_REF, "an IGN entry needs a text field 'ref' with the key of the entry it cancels");
        }
        try {
            Key.parse(ref.value(), layout);
        } catch (InvalidEntryException e) {
            throw new InvalidEntryException(
                    Reason.IGNORE_REF, "the ref of an IGN entry must be a key: " + e.getMessage());
        }
    }
}
