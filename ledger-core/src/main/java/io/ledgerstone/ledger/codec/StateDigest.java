package io.ledgerstone.ledger.codec;

import io.ledgerstone.ledger.codec.CanonicalWriter.NumberRule;
import io.ledgerstone.ledger.entry.Sha256;
import io.ledgerstone.ledger.entry.Value;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The name of a state's whole content: the first 16 bytes of the SHA-256 of its canonical bytes, as 32 hexadecimal digits. Two
 * hosts that agree on the entries must agree on it.
 */
public final class StateDigest {
    /** Lists and maps inside one another that a state may have. */
    public static final int DEPTH_MAX = 64;

    private StateDigest() {}

    /**
     * The digest of a state.
     *
     * @throws io.ledgerstone.ledger.entry.InvalidEntryException if it is nested too deeply or holds a text that is not Unicode
     */
    public static String of(Value state) {
        return ofBytes(bytes(state));
    }

    /** The digest of a state's canonical bytes. */
    public static String ofBytes(byte[] canonical) {
        MessageDigest sha256 = Sha256.begin();
        return HexFormat.of().formatHex(Arrays.copyOf(sha256.digest(canonical), 16));
    }

    /**
     * The canonical bytes of a state, from which {@link #read} makes it again.
     *
     * @throws io.ledgerstone.ledger.entry.InvalidEntryException if it is nested too deeply or holds a text that is not Unicode
     */
    public static byte[] bytes(Value state) {
        CanonicalWriter writer = new CanonicalWriter(NumberRule.STATE, DEPTH_MAX);
        writer.value(state);
        return writer.toBytes();
    }

    /**
     * The state of canonical bytes, which may come from anybody. An empty map comes back as an empty list: both mean the same.
     *
     * @throws io.ledgerstone.ledger.entry.InvalidEntryException if the bytes are not canonical
     */
    public static Value read(byte[] canonical) {
        return CanonicalCheck.requireState(canonical);
    }
}
