package io.ledgerstone.ledger.journal;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All that is known of a segment without opening it.
 *
 * @param sequence its place among the segments
 * @param first the position of its first record
 * @param salt what its check words are mixed with, so that bytes of another file, or bytes that somebody has put in an entry to
 *     look like a record, are never taken for one of its records
 */
record SegmentName(long sequence, long first, int salt) {
    private static final Pattern PATTERN = Pattern.compile("j-(\\d{8,18})-(\\d{12,18})-([0-9a-f]{8})\\.log");

    static Optional<SegmentName> parse(String text) {
        Matcher parts = PATTERN.matcher(text);
        return parts.matches()
                ? Optional.of(new SegmentName(
                        Long.parseLong(parts.group(1)),
                        Long.parseLong(parts.group(2)),
                        Integer.parseUnsignedInt(parts.group(3), 16)))
                : Optional.empty();
    }

    String text() {
        return String.format(Locale.ROOT, "j-%08d-%012d-%08x.log", sequence, first, salt);
    }
}
