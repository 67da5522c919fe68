package io.ledgerstone.host.channel;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Lines of bytes, none longer than a bound. For one thread. */
final class LineReader {
    private final InputStream in;
    private final int bytesMax;

    LineReader(InputStream in, int bytesMax) {
        this.in = new BufferedInputStream(in);
        this.bytesMax = bytesMax;
    }

    /** What comes next. */
    sealed interface Next {
        /** A line without its end. */
        @SuppressWarnings("ArrayRecordComponent") // Nobody compares lines.
        record Line(byte[] bytes) implements Next {}

        /** A line that was too long, and was skipped. */
        record TooLong() implements Next {}

        /** Nothing any more. */
        record End() implements Next {}
    }

    Next next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean tooLong = false;
        int next = in.read();
        if (next < 0) {
            return new Next.End();
        }
        while (next >= 0 && next != '\n') {
            if (line.size() < bytesMax) {
                line.write(next);
            } else {
                tooLong = true;
            }
            next = in.read();
        }
        return tooLong ? new Next.TooLong() : new Next.Line(line.toByteArray());
    }
}
