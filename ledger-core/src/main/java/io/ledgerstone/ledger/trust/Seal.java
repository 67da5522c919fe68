package io.ledgerstone.ledger.trust;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.EntryId;
import io.ledgerstone.ledger.entry.EntryLimits;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.LedgerException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The word of a device that entries of a ledger may be believed: its own, or those it saw before another device was revoked.
 *
 * @param entry the entry of the seals ledger that says so
 * @param by the device
 * @param ledger the ledger of the entries
 * @param number the seal's place in the device's chain for this ledger, from 1; 0 if it does not say
 * @param previous the seal before it in the chain, or null
 * @param ids the entries, ascending, no more than {@link #IDS_MAX}
 */
public record Seal(
        EntryId entry,
        DeviceKey by,
        String ledger,
        long number,
        @Nullable EntryId previous,
        List<EntryId> ids) {
    /** The type of seals. */
    public static final String TYPE = "seal";

    /** Entries under one seal: few enough to travel with them, many enough that the signature costs next to nothing. */
    public static final int IDS_MAX = 256;

    static final String LEDGER = "ledger";
    private static final String IDS = "ids";
    private static final int ID_BYTES = 16;

    /** Copies the ids. */
    public Seal {
        ids = List.copyOf(ids);
    }

    /**
     * The next seal of a device over some entries, for the seals ledger.
     *
     * @throws LedgerException if there are no ids or too many
     */
    public static Entry make(OwnEntries own, String ledger, List<EntryId> ids, long nowSeconds) {
        TreeSet<EntryId> ascending = new TreeSet<>(ids);
        if (own.ledger() != TrustLedger.SEALS || ascending.isEmpty() || ascending.size() > IDS_MAX) {
            throw new LedgerException(
                    "A seal is for 1 to " + IDS_MAX + " entries and goes in the ledger " + TrustLedger.SEALS.text()
                            + ", not " + ids.size() + " in " + own.ledger().text());
        }
        ByteBuffer bytes = ByteBuffer.allocate(ascending.size() * ID_BYTES);
        ascending.forEach(id -> bytes.putLong(id.high()).putLong(id.low()));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(LEDGER, ledger);
        fields.put(IDS, Base64Text.of(bytes.array()));
        return own.make(TYPE, Fields.of(fields), nowSeconds);
    }

    /** The seal in an entry, or null if it is none or breaks the format. Says nothing about its signature. */
    public static @Nullable Seal read(Entry entry) {
        DeviceKey by = SignedEntry.signer(entry);
        String ledger = entry.fields().text(LEDGER);
        List<EntryId> ids = ids(entry.fields().text(IDS));
        if (by == null || ledger == null || ids == null || !entry.type().equals(TYPE)) {
            return null;
        }
        int nameBytes = ledger.getBytes(StandardCharsets.UTF_8).length;
        boolean named = nameBytes > 0 && nameBytes <= EntryLimits.LEDGER_NAME_BYTES_MAX;
        return named
                ? new Seal(entry.id(), by, ledger, SignedEntry.number(entry), SignedEntry.previous(entry), ids)
                : null;
    }

    /** The ids of a text, or null if they are not 1 to 256, each once and ascending. */
    private static @Nullable List<EntryId> ids(@Nullable String text) {
        boolean fits = text != null && text.length() <= IDS_MAX * ID_BYTES * 2;
        byte[] bytes = fits ? Base64Text.bytes(text) : null;
        if (bytes == null || bytes.length == 0 || bytes.length % ID_BYTES != 0 || bytes.length > IDS_MAX * ID_BYTES) {
            return null;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        List<EntryId> ids = new ArrayList<>(bytes.length / ID_BYTES);
        while (buffer.hasRemaining()) {
            EntryId id = new EntryId(buffer.getLong(), buffer.getLong());
            if (!ids.isEmpty() && ids.getLast().compareTo(id) >= 0) {
                return null;
            }
            ids.add(id);
        }
        return ids;
    }
}
