package io.ledgerstone.ledger.trust;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.EntryId;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.Value;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes this device's entries of a trust ledger: gives each a key greater than the last, whatever the clock does, and its place in
 * the device's chain. After a restart it must see the device's entries before it makes another. Confined to one thread.
 */
public final class OwnEntries {
    private final TrustLedger ledger;
    private final Signer signer;
    private final int realm;
    private final long creator;
    private final Map<String, Link> chains = new HashMap<>();
    private @Nullable Key last;

    private record Link(EntryId id, long number) {}

    /** Nothing made yet. */
    public OwnEntries(TrustLedger ledger, Signer signer, int realm, long creator) {
        this.ledger = ledger;
        this.signer = signer;
        this.realm = realm;
        this.creator = creator;
    }

    /** The ledger the entries are for. */
    public TrustLedger ledger() {
        return ledger;
    }

    /** Whose entries these are. */
    public DeviceKey key() {
        return signer.key();
    }

    /** Learns of an entry that is in the ledger; others' do not matter. */
    public void seen(Entry entry) {
        if (!signer.key().equals(SignedEntry.signer(entry))) {
            return;
        }
        if (last == null || entry.key().compareTo(last) > 0) {
            last = entry.key();
        }
        long number = SignedEntry.number(entry);
        chains.merge(
                chain(entry.fields()),
                new Link(entry.id(), number),
                (old, now) -> now.number() > old.number() ? now : old);
    }

    /** The next entry, at a time in unix seconds. It must reach the ledger before it is shown to anybody. */
    public Entry make(String type, Fields fields, long nowSeconds) {
        String chain = chain(fields);
        Link before = chains.get(chain);
        Map<String, Value> values = new LinkedHashMap<>(fields.toMapping().values());
        values.put(SignedEntry.NUMBER, new Value.Num(before == null ? 1 : before.number() + 1));
        if (before != null) {
            values.put(SignedEntry.PREVIOUS, new Value.Text(before.id().toString()));
        }
        Entry entry = SignedEntry.make(ledger, nextKey(nowSeconds), type, Fields.of(new Value.Mapping(values)), signer);
        seen(entry);
        return entry;
    }

    /** In the seals ledger each ledger that is sealed has its own chain. */
    private String chain(Fields fields) {
        String sealed = ledger == TrustLedger.SEALS ? fields.text(Seal.LEDGER) : null;
        return sealed == null ? "" : sealed;
    }

    private Key nextKey(long nowSeconds) {
        long now = Math.clamp(nowSeconds, 0, Key.U32_MAX);
        if (last == null || now > last.time()) {
            return Key.of(now, 0, realm, creator);
        }
        boolean room = last.counter() < Key.U32_MAX;
        return room
                ? Key.of(last.time(), last.counter() + 1, realm, creator)
                : Key.of(last.time() + 1, 0, realm, creator);
    }
}
