package io.ledgerstone.ledger.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.testkit.RandomEntries;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What tests of the journal do over and over. */
final class JournalFixture {
    static final JournalOptions SMALL = new JournalOptions(64 << 10, 8 << 10);

    private JournalFixture() {}

    static Journal open(SegmentFiles files) {
        return Journal.open(files, RandomEntries.CODEC, SMALL);
    }

    /** A group of numbered entries, received at their number. */
    static List<Arrival> group(long first, int count) {
        List<Arrival> group = new ArrayList<>();
        for (long number = first; number < first + count; number++) {
            group.add(new Arrival(number, RandomEntries.numbered(number)));
        }
        return group;
    }

    /** Appends numbered entries, whose numbers are their positions, in groups of a size. */
    static void append(Journal journal, int count, int groupSize) {
        long end = journal.end() + count;
        while (journal.end() < end) {
            long first = journal.end();
            long position = journal.append(group(first, (int) Math.min(groupSize, end - first)));
            assertThat(position).isEqualTo(first);
        }
    }

    /** Everything from a position on. */
    static NavigableMap<Long, Arrival> read(Journal journal, long from) {
        NavigableMap<Long, Arrival> found = new TreeMap<>();
        try (JournalReader reader = journal.read(from)) {
            while (reader.advance()) {
                assertThat(found.put(reader.position(), reader.arrival())).isNull();
            }
        }
        return found;
    }

    /** Checks that a position holds the numbered entry that was appended there. */
    static void assertNumbered(long position, Arrival arrival) {
        Entry expected = RandomEntries.numbered(position);
        assertThat(arrival.entry()).isEqualTo(expected);
        assertThat(arrival.entry().key()).isEqualTo(expected.key());
        assertThat(arrival.entry().fields().number("number", -1)).isEqualTo((double) position);
        assertThat(arrival.receivedMs()).isEqualTo(position);
    }

    /** Checks that the journal holds exactly the numbered entries up to its end. */
    static void assertWhole(Journal journal) {
        NavigableMap<Long, Arrival> found = read(journal, journal.begin());
        assertThat(found).hasSize((int) (journal.end() - journal.begin()));
        found.forEach(JournalFixture::assertNumbered);
    }

    /** The names of the segments, oldest first. */
    static List<String> segments(SegmentFiles files) {
        return files.names().stream()
                .filter(name -> name.startsWith("j-"))
                .sorted()
                .toList();
    }
}
