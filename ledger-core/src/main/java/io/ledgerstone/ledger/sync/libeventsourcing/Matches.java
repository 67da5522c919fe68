package io.ledgerstone.ledger.sync.libeventsourcing;

import java.util.Arrays;

/**
 * Finds what occurred before: LZ77 with lazy evaluation, as zlib's {@code deflate_slow}, but the chain of candidates has only
 * places with the same three bytes, as in LibDeflate, so that the depth of a search counts the same.
 */
final class Matches {
    private static final int DISTANCE_MAX = 32_768;
    private static final int LENGTH_MAX = 258;
    private static final int FAR_OF_THREE = 4096;
    private static final int HASH_BITS = 16;

    /** Places looked at, those of other bytes included: a bound on time, far above any depth. */
    private static final int CHAIN_MAX = 4096;

    private final byte[] bytes;
    private final DeflateLevel level;

    /** The last place of each hash, and for each place the one before it with the same three bytes; -1 for none. */
    private final int[] last = new int[1 << HASH_BITS];

    private final int[] before;

    private int lengthFound;
    private int distanceFound;

    Matches(byte[] bytes, DeflateLevel level) {
        this.bytes = bytes;
        this.level = level;
        this.before = new int[bytes.length];
        Arrays.fill(last, -1);
    }

    /** Cuts what is from a place to another into literals and matches. Blocks come one after another. */
    Tokens block(int from, int to) {
        Tokens tokens = new Tokens();
        boolean waiting = false;
        lengthFound = 0;
        for (int at = from; at <= to; ) {
            int lengthBefore = lengthFound;
            int distanceBefore = distanceFound;
            lengthFound = 0;
            if (at < to) {
                int candidate = insert(at);
                if (at + 2 < to && lengthBefore < level.lazyMax()) {
                    search(at, to, candidate);
                }
            }
            boolean worth = lengthBefore > 3 || (lengthBefore == 3 && distanceBefore < FAR_OF_THREE);
            if (waiting && worth && lengthFound <= lengthBefore) {
                tokens.match(lengthBefore, distanceBefore);
                for (int i = at + 1; i < at + lengthBefore - 1; i++) {
                    insert(i);
                }
                at += lengthBefore - 1;
                waiting = false;
            } else {
                if (waiting) {
                    tokens.literal(bytes[at - 1] & 0xFF);
                }
                waiting = true;
                at++;
            }
        }
        tokens.end();
        return tokens;
    }

    /** Remembers a place; answers the last one with the same three bytes, or -1. */
    private int insert(int at) {
        int hash = hash(at);
        int candidate = last[hash];
        last[hash] = at;
        before[at] = candidate;
        return candidate;
    }

    private int hash(int at) {
        return (trigram(at) * 0x9E3779B1) >>> (Integer.SIZE - HASH_BITS);
    }

    private int trigram(int at) {
        return byteAt(at) << 16 | byteAt(at + 1) << 8 | byteAt(at + 2);
    }

    private int byteAt(int at) {
        return at < bytes.length ? bytes[at] & 0xFF : 0;
    }

    private void search(int at, int to, int first) {
        int wanted = trigram(at);
        int depth = level.depth();
        int seen = 0;
        for (int candidate = first; candidate >= 0 && depth > 0; candidate = before[candidate]) {
            if (at - candidate > DISTANCE_MAX || ++seen > CHAIN_MAX) {
                return;
            }
            if (trigram(candidate) != wanted) {
                continue;
            }
            int length = 3;
            while (length < LENGTH_MAX && at + length < to && bytes[candidate + length] == bytes[at + length]) {
                length++;
            }
            if (length > lengthFound) {
                lengthFound = length;
                distanceFound = at - candidate;
            }
            if (lengthFound >= level.enough()) {
                return;
            }
            depth--;
        }
    }
}
