package io.ledgerstone.ledger.sync.libeventsourcing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Who sends when several could: the lower name, compared as Lua compares strings, byte by byte. */
final class Priority {
    private Priority() {}

    static boolean isOver(String name, String other) {
        return Arrays.compareUnsigned(name.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8))
                < 0;
    }
}
