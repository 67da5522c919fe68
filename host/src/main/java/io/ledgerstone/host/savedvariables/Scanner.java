package io.ledgerstone.host.savedvariables;

import io.ledgerstone.ledger.entry.InvalidEntryException.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The words of the subset: blanks, comments, names, texts and literals. Numbers are in {@link NumberScanner}. */
final class Scanner {
    /** Bytes of a text that are kept: longer ones fit in no entry. */
    static final int TEXT_BYTES_MAX = 32 * 1024;

    private static final int NAME_BYTES_MAX = 256;

    /** Characters of a text that an error shows. */
    private static final int SHOWN_MAX = 40;

    private final SourceBytes source;
    private final NumberScanner numbers;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private long textBytes;

    Scanner(SourceBytes source) {
        this.source = source;
        this.numbers = new NumberScanner(source, this);
    }

    /** Passes blanks and comments. */
    void skipBlank() {
        while (true) {
            int next = source.peek();
            if (next == ' ' || (next >= '\t' && next <= '\r')) {
                source.next();
            } else if (next == '-' && source.peekSecond() == '-') {
                source.next();
                source.next();
                skipComment();
            } else {
                return;
            }
        }
    }

    private void skipComment() {
        if (source.peek() == '[' && (source.peekSecond() == '[' || source.peekSecond() == '=')) {
            int level = openLongBracket();
            if (level >= 0) {
                longBracket(level, false);
                return;
            }
        }
        source.skipLine();
    }

    /** Whether the next byte can begin a name. */
    boolean atName() {
        int next = source.peek();
        return isLetter(next);
    }

    /** Takes a name. */
    String name() {
        StringBuilder name = new StringBuilder();
        while (isLetter(source.peek()) || isDigit(source.peek())) {
            if (name.length() == NAME_BYTES_MAX) {
                throw Malformed.at(source, "a name of more than " + NAME_BYTES_MAX + " characters");
            }
            name.append((char) source.next());
        }
        return name.toString();
    }

    /** The literal of a name, or null if it is none. */
    @Nullable Literal literalNamed(String name) {
        return switch (name) {
            case "nil" -> Literal.NIL;
            case "true" -> Literal.TRUE;
            case "false" -> Literal.FALSE;
            default -> numbers.named(name);
        };
    }

    /** Takes a value that is neither a table nor a name. */
    Literal literal() {
        int next = source.peek();
        return switch (next) {
            case '"', '\'' -> quoted();
            case '[' -> longText();
            case SourceBytes.END -> throw Malformed.at(source, "the file ends where a value should be");
            default -> numbers.number();
        };
    }

    private Literal longText() {
        int level = openLongBracket();
        if (level < 0) {
            throw Malformed.at(source, "a value cannot begin with '['");
        }
        return longBracket(level, true);
    }

    /** Takes {@code [[}, {@code [=[} and so on; answers how many {@code =}, or -1 if it is none. */
    private int openLongBracket() {
        source.next();
        int level = 0;
        while (source.take('=')) {
            level++;
        }
        return source.take('[') ? level : -1;
    }

    private Literal longBracket(int level, boolean keep) {
        beginText();
        source.take('\r');
        source.take('\n');
        while (true) {
            int next = source.next();
            if (next == SourceBytes.END) {
                throw Malformed.at(source, "the file ends inside long brackets");
            }
            if (next != ']') {
                append(next, keep);
                continue;
            }
            int signs = 0;
            while (source.take('=')) {
                signs++;
            }
            if (signs == level && source.take(']')) {
                return endText();
            }
            append(']', keep);
            for (int i = 0; i < signs; i++) {
                append('=', keep);
            }
        }
    }

    private void append(int next, boolean keep) {
        if (keep) {
            append(next);
        }
    }

    private Literal quoted() {
        int quote = source.next();
        beginText();
        while (true) {
            int next = source.peek();
            if (next == quote) {
                source.next();
                return endText();
            }
            if (next == SourceBytes.END) {
                throw Malformed.at(source, "the file ends inside a text");
            }
            if (next == '\n') {
                throw Malformed.at(source, "the line ends inside a text");
            }
            source.next();
            if (next == '\\') {
                escape();
            } else {
                append(next);
            }
        }
    }

    private void escape() {
        int next = source.peek();
        if (isDigit(next)) {
            append(decimalEscape());
            return;
        }
        source.next();
        switch (next) {
            case 'a' -> append(7);
            case 'b' -> append('\b');
            case 'f' -> append('\f');
            case 'n', '\n' -> append('\n');
            case 'r' -> append('\r');
            case 't' -> append('\t');
            case 'v' -> append(0x0B);
            case '\\', '"', '\'' -> append(next);
            case '\r' -> {
                source.take('\n');
                append('\n');
            }
            case 'x' -> append(hexDigit() * 16 + hexDigit());
            case 'z' -> {
                while (source.peek() == ' ' || (source.peek() >= '\t' && source.peek() <= '\r')) {
                    source.next();
                }
            }
            case 'u' -> unicodeEscape();
            default -> throw Malformed.at(source, "an escape that Lua does not know: \\" + describe(next));
        }
    }

    private int decimalEscape() {
        int value = 0;
        for (int i = 0; i < 3 && isDigit(source.peek()); i++) {
            value = value * 10 + source.next() - '0';
        }
        if (value > 255) {
            throw Malformed.at(source, "the escape \\" + value + " is larger than \\255");
        }
        return value;
    }

    private void unicodeEscape() {
        long point = 0;
        boolean ok = source.take('{') && Character.digit(source.peek(), 16) >= 0;
        while (ok && Character.digit(source.peek(), 16) >= 0 && point <= Character.MAX_CODE_POINT) {
            point = point * 16 + hexDigit();
        }
        if (!ok || !source.take('}') || point > Character.MAX_CODE_POINT) {
            throw Malformed.at(source, "an escape \\u that is no \\u{1F600} of a Unicode character");
        }
        for (byte part : Character.toString((int) point).getBytes(StandardCharsets.UTF_8)) {
            append(part & 0xFF);
        }
    }

    private int hexDigit() {
        int digit = Character.digit(source.peek(), 16);
        if (digit < 0) {
            throw Malformed.at(source, "an escape that wants a hexadecimal digit");
        }
        source.next();
        return digit;
    }

    private void beginText() {
        text.reset();
        textBytes = 0;
    }

    private void append(int next) {
        if (textBytes++ < TEXT_BYTES_MAX) {
            text.write(next);
        }
    }

    private Literal endText() {
        if (textBytes > TEXT_BYTES_MAX) {
            String message = "a text of " + textBytes + " bytes is longer than any entry";
            return new Literal(Literal.text("").value(), new Fault(Reason.TOO_LARGE, message));
        }
        try {
            return Literal.text(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text.toByteArray()))
                    .toString());
        } catch (CharacterCodingException e) {
            String readable = text.toString(StandardCharsets.UTF_8);
            String begin = readable.substring(0, Math.min(readable.length(), SHOWN_MAX));
            return new Literal(
                    Literal.text(readable).value(), new Fault(Reason.TEXT, "the text '" + begin + "' is not UTF-8"));
        }
    }

    /** A byte as an error shows it. */
    static String describe(int next) {
        if (next == SourceBytes.END) {
            return "the end of the file";
        }
        return next > ' ' && next < 0x7F ? "'" + (char) next + "'" : "byte " + next;
    }

    static boolean isDigit(int next) {
        return next >= '0' && next <= '9';
    }

    static boolean isLetter(int next) {
        return (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || next == '_';
    }
}
