package io.ledgerstone.ledger.sync.libeventsourcing;

import java.util.Arrays;

/** The literals and matches of a block, and how often each symbol occurs. */
final class Tokens {
    private static final int LENGTH_SHIFT = 16;
    private static final int DISTANCE_MASK = (1 << LENGTH_SHIFT) - 1;

    /** A literal or the end as it is; a match as its length above its distance. */
    private int[] tokens = new int[256];

    private int size;
    private final int[] literals = new int[DeflateCodes.LITERALS];
    private final int[] distances = new int[DeflateCodes.DISTANCES];

    void literal(int value) {
        literals[value]++;
        add(value);
    }

    void match(int length, int distance) {
        literals[DeflateCodes.lengthSymbol(length)]++;
        distances[DeflateCodes.distanceSymbol(distance)]++;
        add(length << LENGTH_SHIFT | distance);
    }

    void end() {
        literals[DeflateCodes.END_OF_BLOCK]++;
        add(DeflateCodes.END_OF_BLOCK);
    }

    private void add(int token) {
        if (size == tokens.length) {
            tokens = Arrays.copyOf(tokens, size * 2);
        }
        tokens[size++] = token;
    }

    int[] literalCounts() {
        return literals;
    }

    int[] distanceCounts() {
        return distances;
    }

    /** How many bits they take. */
    long bits(HuffmanCode literal, HuffmanCode distance) {
        long bits = 0;
        for (int i = 0; i < size; i++) {
            int length = tokens[i] >>> LENGTH_SHIFT;
            if (length == 0) {
                bits += literal.length(tokens[i]);
            } else {
                int far = tokens[i] & DISTANCE_MASK;
                bits += literal.length(DeflateCodes.lengthSymbol(length)) + DeflateCodes.lengthExtraBits(length);
                bits += distance.length(DeflateCodes.distanceSymbol(far)) + DeflateCodes.distanceExtraBits(far);
            }
        }
        return bits;
    }

    void write(BitSink out, HuffmanCode literal, HuffmanCode distance) {
        for (int i = 0; i < size; i++) {
            int length = tokens[i] >>> LENGTH_SHIFT;
            if (length == 0) {
                literal.write(out, tokens[i]);
            } else {
                int far = tokens[i] & DISTANCE_MASK;
                literal.write(out, DeflateCodes.lengthSymbol(length));
                out.put(DeflateCodes.lengthExtra(length), DeflateCodes.lengthExtraBits(length));
                distance.write(out, DeflateCodes.distanceSymbol(far));
                out.put(DeflateCodes.distanceExtra(far), DeflateCodes.distanceExtraBits(far));
            }
        }
    }
}
