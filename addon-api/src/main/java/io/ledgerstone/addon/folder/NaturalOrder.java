package io.ledgerstone.addon.folder;

import java.util.Comparator;
import java.util.Locale;

/**
 * The order in which people sort names: runs of digits by their number, everything else by letter in either case, so that
 * {@code Addon2} comes before {@code addon10}. Names that only differ in case or leading zeros are ordered by their characters.
 */
public final class NaturalOrder implements Comparator<String> {
    /** The one order. */
    public static final NaturalOrder ORDER = new NaturalOrder();

    private NaturalOrder() {}

    @Override
    public int compare(String a, String b) {
        String lowerA = a.toLowerCase(Locale.ROOT);
        String lowerB = b.toLowerCase(Locale.ROOT);
        int i = 0;
        int j = 0;
        while (i < lowerA.length() && j < lowerB.length()) {
            int endA = digitsEnd(lowerA, i);
            int endB = digitsEnd(lowerB, j);
            int order = endA > i && endB > j
                    ? compareNumbers(lowerA.substring(i, endA), lowerB.substring(j, endB))
                    : Character.compare(lowerA.charAt(i), lowerB.charAt(j));
            if (order != 0) {
                return order;
            }
            boolean numbers = endA > i && endB > j;
            i = numbers ? endA : i + 1;
            j = numbers ? endB : j + 1;
        }
        int rest = Integer.compare(lowerA.length() - i, lowerB.length() - j);
        return rest != 0 ? rest : a.compareTo(b);
    }

    private static int digitsEnd(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private static int compareNumbers(String a, String b) {
        String plainA = withoutZeros(a);
        String plainB = withoutZeros(b);
        return plainA.length() != plainB.length()
                ? Integer.compare(plainA.length(), plainB.length())
                : plainA.compareTo(plainB);
    }

    private static String withoutZeros(String digits) {
        int from = 0;
        while (from < digits.length() - 1 && digits.charAt(from) == '0') {
            from++;
        }
        return digits.substring(from);
    }
}
