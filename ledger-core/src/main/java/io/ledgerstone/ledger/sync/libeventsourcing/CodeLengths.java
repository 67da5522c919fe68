package io.ledgerstone.ledger.sync.libeventsourcing;

import java.util.ArrayList;
import java.util.List;

/** The code lengths at the head of a dynamic block, shortened by runs. Source: RFC 1951, section 3.2.7, and LibDeflate 1.0.2. */
final class CodeLengths {
    private static final int[] ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
    private static final int REPEAT = 16;
    private static final int ZEROS = 17;
    private static final int MANY_ZEROS = 18;
    private static final int LENGTH_MAX = 7;

    private final int literals;
    private final int distances;
    private final int orderUsed;
    private final HuffmanCode code;
    private final List<Run> runs = new ArrayList<>();

    /** A length, or one of the three that stand for many, with how many. */
    private record Run(int symbol, int extra) {
        int extraBits() {
            return symbol == REPEAT ? 2 : symbol == ZEROS ? 3 : symbol == MANY_ZEROS ? 7 : 0;
        }
    }

    CodeLengths(HuffmanCode literal, HuffmanCode distance) {
        literals = literal.lastSymbol() + 1;
        distances = Math.max(1, distance.lastSymbol() + 1);
        int[] lengths = new int[literals + distances];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = i < literals ? literal.length(i) : distance.length(i - literals);
        }
        addRuns(lengths);
        int[] counts = new int[ORDER.length];
        runs.forEach(run -> counts[run.symbol]++);
        code = HuffmanCode.of(counts, LENGTH_MAX);
        int used = ORDER.length;
        while (code.length(ORDER[used - 1]) == 0) {
            used--;
        }
        orderUsed = used;
    }

    private void addRuns(int[] lengths) {
        for (int at = 0; at < lengths.length; ) {
            int length = lengths[at];
            int end = at + 1;
            while (end < lengths.length && lengths[end] == length) {
                end++;
            }
            if (length == 0) {
                addZeros(end - at);
            } else {
                runs.add(new Run(length, 0));
                addRepeats(length, end - at - 1);
            }
            at = end;
        }
    }

    private void addZeros(int zeros) {
        int left = zeros;
        for (; left >= 138; left -= 138) {
            runs.add(new Run(MANY_ZEROS, 127));
        }
        if (left >= 11) {
            runs.add(new Run(MANY_ZEROS, left - 11));
        } else if (left >= 3) {
            runs.add(new Run(ZEROS, left - 3));
        } else {
            addEach(0, left);
        }
    }

    private void addRepeats(int length, int repeats) {
        int left = repeats;
        for (; left >= 6; left -= 6) {
            runs.add(new Run(REPEAT, 3));
        }
        if (left >= 3) {
            runs.add(new Run(REPEAT, left - 3));
        } else {
            addEach(length, left);
        }
    }

    private void addEach(int length, int times) {
        for (int i = 0; i < times; i++) {
            runs.add(new Run(length, 0));
        }
    }

    long bits() {
        long bits = 14 + 3L * orderUsed;
        for (Run run : runs) {
            bits += code.length(run.symbol) + run.extraBits();
        }
        return bits;
    }

    void write(BitSink out) {
        out.put(literals - 257, 5);
        out.put(distances - 1, 5);
        out.put(orderUsed - 4, 4);
        for (int i = 0; i < orderUsed; i++) {
            out.put(code.length(ORDER[i]), 3);
        }
        for (Run run : runs) {
            code.write(out, run.symbol);
            out.put(run.extra, run.extraBits());
        }
    }
}
