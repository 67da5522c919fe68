package io.ledgerstone.host.savedvariables;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Numbers in every form that clients have written: Lua's own, the fractions {@code 1/0}, {@code -1/0} and {@code 0/0}, and what C
 * libraries print for the infinities and for what is not a number ({@code inf}, {@code -nan(ind)}, {@code 1.#INF}).
 */
final class NumberScanner {
    private static final int WORD_BYTES_MAX = 400;
    private static final int NESTING_MAX = 8;

    private static final Pattern DECIMAL = Pattern.compile("([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");
    private static final Pattern HEX =
            Pattern.compile("0[xX]([0-9a-fA-F]+\\.?[0-9a-fA-F]*|\\.[0-9a-fA-F]+)([pP][+-]?[0-9]+)?");

    private final SourceBytes source;
    private final Scanner scanner;

    NumberScanner(SourceBytes source, Scanner scanner) {
        this.source = source;
        this.scanner = scanner;
    }

    /** Takes a number, or a fraction of two. */
    Literal number() {
        return Literal.number(fraction(0));
    }

    /** The number that a name stands for, its rest taken from the source; null if the name is no number's. */
    @Nullable Literal named(String name) {
        Double value = valueNamed(name);
        return value == null ? null : Literal.number(value);
    }

    private @Nullable Double valueNamed(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "inf", "infinity" -> Double.POSITIVE_INFINITY;
            case "nan" -> {
                if (source.take('(')) {
                    scanner.name();
                    require(source.take(')'), "nan( without its )");
                }
                yield Double.NaN;
            }
            case "math" -> {
                require(source.take('.') && scanner.name().equals("huge"), "math is code; only data is read");
                yield Double.POSITIVE_INFINITY;
            }
            default -> null;
        };
    }

    private double fraction(int nesting) {
        double value = factor(nesting);
        scanner.skipBlank();
        while (source.take('/')) {
            value /= factor(nesting);
            scanner.skipBlank();
        }
        return value;
    }

    private double factor(int nesting) {
        require(nesting < NESTING_MAX, "too many signs or parentheses before a number");
        scanner.skipBlank();
        if (source.take('-')) {
            return -factor(nesting + 1);
        }
        if (source.take('(')) {
            double value = fraction(nesting + 1);
            require(source.take(')'), "a parenthesis that does not close");
            return value;
        }
        if (scanner.atName()) {
            String name = scanner.name();
            Double value = valueNamed(name);
            require(value != null, "'" + name + "' is no value; only data is read");
            return value == null ? Double.NaN : value;
        }
        return digits();
    }

    private double digits() {
        int first = source.peek();
        require(Scanner.isDigit(first) || first == '.', "a value was expected, not " + Scanner.describe(first));
        StringBuilder word = new StringBuilder();
        int last = 0;
        while (isPart(source.peek()) || (isSign(source.peek()) && isExponent(last, word))) {
            require(word.length() < WORD_BYTES_MAX, "a number of more than " + WORD_BYTES_MAX + " digits");
            last = source.next();
            word.append((char) last);
        }
        return parse(word.toString());
    }

    private double parse(String word) {
        if (DECIMAL.matcher(word).matches()) {
            return Double.parseDouble(word);
        }
        if (HEX.matcher(word).matches()) {
            boolean hasExponent = word.indexOf('p') >= 0 || word.indexOf('P') >= 0;
            return Double.parseDouble(hasExponent ? word : word + "p0");
        }
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "1.#INF" -> Double.POSITIVE_INFINITY;
            case "1.#IND", "1.#QNAN", "1.#SNAN" -> Double.NaN;
            default -> throw Malformed.at(source, "'" + word + "' is no number");
        };
    }

    private static boolean isPart(int next) {
        return Scanner.isDigit(next) || Scanner.isLetter(next) || next == '.' || next == '#';
    }

    private static boolean isSign(int next) {
        return next == '+' || next == '-';
    }

    private static boolean isExponent(int last, StringBuilder word) {
        boolean hex = word.length() > 1 && (word.charAt(1) == 'x' || word.charAt(1) == 'X');
        return hex ? last == 'p' || last == 'P' : last == 'e' || last == 'E';
    }

    private void require(boolean ok, String message) {
        if (!ok) {
            throw Malformed.at(source, message);
        }
    }
}
