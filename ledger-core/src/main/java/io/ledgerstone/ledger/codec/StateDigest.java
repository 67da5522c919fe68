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
        CanonicalWriter writer = new CanonicalWriter(NumberRule.STATE, DEPTH_MAX);
        writer.value(state);
        MessageDigest sha256 = Sha256.begin();
        return HexFormat.of().formatHex(Arrays.copyOf(sha256.digest(writer.toBytes()), 16));
    }
}
