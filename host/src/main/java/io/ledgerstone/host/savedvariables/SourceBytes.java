package io.ledgerstone.host.savedvariables;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The bytes of a file one after another, with the line and column of the next one. Columns count characters, not bytes. */
final class SourceBytes {
    /** What comes after the last byte. */
    static final int END = -1;

    private final InputStream input;
    private final byte[] buffer = new byte[64 * 1024];
    private int at;
    private int limit;
    private long bytesBefore;
    private long line = 1;
    private long column = 1;

    SourceBytes(InputStream input) {
        this.input = input;
    }

    /** The next byte, 0 to 255, which stays; or {@link #END}. */
    int peek() {
        return at < limit || fill() ? buffer[at] & 0xFF : END;
    }

    /** The byte after the next one, which stays; or {@link #END}. */
    int peekSecond() {
        while (at + 1 >= limit) {
            if (!fill()) {
                return END;
            }
        }
        return buffer[at + 1] & 0xFF;
    }

    /** Takes the next byte, 0 to 255, or {@link #END}. */
    int next() {
        int next = peek();
        if (next == END) {
            return END;
        }
        at++;
        if (next == '\n') {
            line++;
            column = 1;
        } else if ((next & 0xC0) != 0x80) {
            column++;
        }
        return next;
    }

    /** Takes the next byte if it is this one. */
    boolean take(int wanted) {
        if (peek() != wanted) {
            return false;
        }
        next();
        return true;
    }

    /** Passes a byte order mark at the start of the file. */
    void skipByteOrderMark() {
        if (peek() == 0xEF && peekSecond() == 0xBB) {
            next();
            next();
            take(0xBF);
            column = 1;
        }
    }

    /** Passes the rest of the line. */
    void skipLine() {
        for (int next = next(); next != END && next != '\n'; ) {
            next = next();
        }
    }

    private boolean fill() {
        try {
            System.arraycopy(buffer, at, buffer, 0, limit - at);
            bytesBefore += at;
            limit -= at;
            at = 0;
            int read = input.read(buffer, limit, buffer.length - limit);
            limit += Math.max(0, read);
            return read > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long line() {
        return line;
    }

    long column() {
        return column;
    }

    /** How many bytes were taken. */
    long count() {
        return bytesBefore + at;
    }
}
