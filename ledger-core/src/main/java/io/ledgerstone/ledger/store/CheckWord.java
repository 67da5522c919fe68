package io.ledgerstone.ledger.store;

import java.util.zip.CRC32C;
import org.mapdb.DBException;

/** The CRC-32C that each node of a table starts with. It is salted, so that a node of keys never passes for one of bodies. */
final class CheckWord {
    private CheckWord() {}

    static int of(int salt, byte[] a, byte[] b) {
        CRC32C crc = new CRC32C();
        crc.update(salt);
        crc.update(a);
        crc.update(b);
        return (int) crc.getValue();
    }

    static void require(boolean good, String what) {
        if (!good) {
            throw new DBException.DataCorruption(what);
        }
    }
}
