package io.ledgerstone.ledger.sync.libeventsourcing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A code for symbols by how often they occur, of a bounded length, in the canonical form of RFC 1951, section 3.2.2. Which of the
 * equally good codes it is depends on the order in which equal weights leave the heap; this is LibDeflate's, so that bytes agree.
 */
final class HuffmanCode {
    private static final int FIXED_LITERALS = 288;

    /** The fixed code of RFC 1951 for literals and lengths. */
    static final HuffmanCode FIXED_LITERAL = fixedLiteral();

    /** The fixed code of RFC 1951 for distances. */
    static final HuffmanCode FIXED_DISTANCE = fixedDistance();

    private final int[] lengths;
    private final int[] codes;

    private HuffmanCode(int[] lengths) {
        this.lengths = lengths;
        this.codes = canonical(lengths);
    }

    /** Part of the tree; symbol is -1 if it has children. */
    private static final class Node {
        private final int symbol;
        private final @Nullable Node left;
        private final @Nullable Node right;

        /** Its weight, and once the tree is complete its depth. */
        private int weight;

        Node(int weight, int symbol, @Nullable Node left, @Nullable Node right) {
            this.weight = weight;
            this.symbol = symbol;
            this.left = left;
            this.right = right;
        }
    }

    static HuffmanCode of(int[] counts, int lengthMax) {
        int[] lengths = new int[counts.length];
        List<Node> leaves = new ArrayList<>();
        for (int symbol = 0; symbol < counts.length; symbol++) {
            if (counts[symbol] > 0) {
                leaves.add(new Node(counts[symbol], symbol, null, null));
            }
        }
        if (leaves.size() == 1) {
            lengths[leaves.getFirst().symbol] = 1;
        } else if (!leaves.isEmpty()) {
            leaves.sort(Comparator.<Node>comparingInt(leaf -> leaf.weight).thenComparingInt(leaf -> leaf.symbol));
            Node root = tree(leaves);
            setLengths(root, leaves, lengths, lengthMax);
        }
        return new HuffmanCode(lengths);
    }

    private static Node tree(List<Node> leaves) {
        Node[] heap = new Node[leaves.size() + 1];
        int size = 0;
        for (Node leaf : leaves) {
            heap[++size] = leaf;
        }
        while (size > 1) {
            Node left = pop(heap, size--);
            Node right = pop(heap, size--);
            push(heap, new Node(left.weight + right.weight, -1, left, right), ++size);
        }
        return heap[1];
    }

    private static Node pop(Node[] heap, int size) {
        Node top = heap[1];
        Node moved = heap[size];
        int at = 1;
        while (at * 2 < size) {
            int child = at * 2;
            if (child + 1 < size && heap[child + 1].weight < heap[child].weight) {
                child++;
            }
            if (heap[child].weight >= moved.weight) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = moved;
        return top;
    }

    private static void push(Node[] heap, Node node, int size) {
        int at = size;
        while (at > 1 && heap[at / 2].weight > node.weight) {
            heap[at] = heap[at / 2];
            at /= 2;
        }
        heap[at] = node;
    }

    private static void setLengths(Node root, List<Node> leaves, int[] lengths, int lengthMax) {
        int[] counts = new int[lengthMax + 1];
        int tooLong = 0;
        Queue<Node> open = new ArrayDeque<>();
        root.weight = 0;
        open.add(root);
        for (Node node = open.poll(); node != null; node = open.poll()) {
            if (node.left != null && node.right != null) {
                node.left.weight = node.weight + 1;
                node.right.weight = node.weight + 1;
                open.add(node.left);
                open.add(node.right);
            }
            tooLong += node.weight > lengthMax ? 1 : 0;
            if (node.symbol >= 0) {
                int length = Math.min(node.weight, lengthMax);
                lengths[node.symbol] = length;
                counts[length]++;
            }
        }
        if (tooLong > 0) {
            shorten(leaves, lengths, counts, lengthMax, tooLong);
        }
    }

    /** Moves leaves down until all codes fit again. Source: zlib, {@code gen_bitlen}. */
    private static void shorten(List<Node> leaves, int[] lengths, int[] counts, int lengthMax, int tooLong) {
        for (int left = tooLong; left > 0; left -= 2) {
            int length = lengthMax - 1;
            while (counts[length] == 0) {
                length--;
            }
            counts[length]--;
            counts[length + 1] += 2;
            counts[lengthMax]--;
        }
        int leaf = 0;
        for (int length = lengthMax; length >= 1; length--) {
            for (int n = counts[length]; n > 0; n--) {
                lengths[leaves.get(leaf++).symbol] = length;
            }
        }
    }

    private static int[] canonical(int[] lengths) {
        int[] counts = new int[Short.SIZE + 1];
        for (int length : lengths) {
            counts[length]++;
        }
        counts[0] = 0;
        int[] next = new int[counts.length];
        for (int length = 1; length < next.length; length++) {
            next[length] = (next[length - 1] + counts[length - 1]) << 1;
        }
        int[] codes = new int[lengths.length];
        for (int symbol = 0; symbol < lengths.length; symbol++) {
            int length = lengths[symbol];
            if (length > 0) {
                codes[symbol] = Integer.reverse(next[length]++) >>> (Integer.SIZE - length);
            }
        }
        return codes;
    }

    private static HuffmanCode fixedLiteral() {
        int[] lengths = new int[FIXED_LITERALS];
        for (int symbol = 0; symbol < lengths.length; symbol++) {
            lengths[symbol] = symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8;
        }
        return new HuffmanCode(lengths);
    }

    private static HuffmanCode fixedDistance() {
        int[] lengths = new int[32];
        Arrays.fill(lengths, 5);
        return new HuffmanCode(lengths);
    }

    /** Bits of a symbol's code; 0 if it has none. */
    int length(int symbol) {
        return lengths[symbol];
    }

    /** The last symbol that has a code, or -1. */
    int lastSymbol() {
        int last = lengths.length - 1;
        while (last >= 0 && lengths[last] == 0) {
            last--;
        }
        return last;
    }

    void write(BitSink out, int symbol) {
        out.put(codes[symbol], lengths[symbol]);
    }
}
