package io.ledgerstone.ledger.sync;

import io.ledgerstone.ledger.entry.LedgerException;
import java.nio.charset.StandardCharsets;

/**
 * What an addon has made of all entries of a ledger.
 *
 * @param addon its name, at most {@link StateLimits#NAME_BYTES_MAX} bytes of UTF-8
 * @param code the hash of its code
 * @param digest the digest of its state
 */
public record AddonState(String addon, StateHash code, StateHash digest) {
    /** Requires the bounds. */
    public AddonState {
        int bytes = addon.getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0 || bytes > StateLimits.NAME_BYTES_MAX) {
            throw new LedgerException("An addon's name has " + bytes + " bytes; 1 to " + StateLimits.NAME_BYTES_MAX
                    + " can be told to other hosts");
        }
    }
}
