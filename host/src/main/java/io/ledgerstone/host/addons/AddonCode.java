package io.ledgerstone.host.addons;

import io.ledgerstone.addon.AddonSource;
import io.ledgerstone.ledger.entry.Sha256;
import io.ledgerstone.ledger.sync.StateHash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The hash of an addon's code: SHA-256 over its language and its files in load order, each text with its length before it. The
 * addon's own name is not in it, nor are files that do not run, such as its tests.
 */
final class AddonCode {
    private AddonCode() {}

    static StateHash of(String language, AddonSource source) {
        MessageDigest sha256 = Sha256.begin();
        add(sha256, "ledgerstone addon 1");
        add(sha256, language);
        for (AddonSource.SourceFile file : source.files()) {
            add(sha256, file.name());
            add(sha256, file.text());
        }
        return StateHash.of(sha256.digest());
    }

    private static void add(MessageDigest sha256, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(utf8.length).flip());
        sha256.update(utf8);
    }
}
