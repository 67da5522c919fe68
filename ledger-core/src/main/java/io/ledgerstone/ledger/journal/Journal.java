package io.ledgerstone.ledger.journal;

import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.journal.JournalException.Reason;
import io.ledgerstone.ledger.journal.JournalRecovery.Damage;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The durable log of everything that reached this host, in order of arrival. An entry's position is its place in it, from 0,
 * and never changes; where a disk has lost records, their positions stay empty.
 *
 * <p>{@link #open}, {@link #append} and {@link #close} belong to one thread, the ledger's; everything else is for any thread.
 * Appended means acknowledged: on the disk, safe from a power cut.
 */
public final class Journal implements AutoCloseable {
    private final SegmentFiles files;
    private final EntryCodec codec;
    private final JournalOptions options;
    private final ByteBuffer buffer = SegmentWriter.newBuffer();
    private final IntSupplier salts;
    private final JournalRecovery recovery;
    private long sequenceNext;
    private boolean lastIsResumable;
    private @Nullable SegmentWriter writer;
    private volatile Extent extent;
    private volatile boolean closed;

    private Journal(SegmentFiles files, EntryCodec codec, JournalOptions options, IntSupplier salts) {
        this.files = files;
        this.codec = codec;
        this.options = options;
        this.salts = salts;
        List<SegmentName> names = files.names().stream()
                .map(SegmentName::parse)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingLong(SegmentName::sequence))
                .toList();
        if (names.isEmpty()) {
            extent = new Extent(List.of(), 0, 0);
            recovery = new JournalRecovery(0, 0, 0, List.of());
            return;
        }
        requireOrder(names);
        SegmentName last = names.getLast();
        SegmentCheck check = SegmentCheck.ofNewest(files, last);
        List<Segment> segments =
                names.stream().map(name -> new Segment(name, -1)).toList();
        extent = new Extent(segments, last.first() + check.ordinals(), check.dataEnd());
        recovery = new JournalRecovery(names.size(), extent.end() - extent.begin(), check.bytesCut(), check.damaged());
        sequenceNext = last.sequence() + 1;
        lastIsResumable = check.resumable();
    }

    private static void requireOrder(List<SegmentName> names) {
        for (int i = 1; i < names.size(); i++) {
            SegmentName before = names.get(i - 1);
            SegmentName after = names.get(i);
            if (before.sequence() == after.sequence() || before.first() > after.first()) {
                throw new JournalException(
                        Reason.FORMAT,
                        "journal files " + before.text() + " and " + after.text()
                                + " do not belong together; was a file copied or renamed?");
            }
        }
    }

    /**
     * Opens a folder's journal, or begins one. Reads the last segment only, so that a big journal opens as fast as a small one;
     * damage further back shows when somebody reads there, or in {@link #verify()}. Writes nothing, so a full disk is no
     * obstacle.
     *
     * @throws JournalException if the files cannot be read, do not belong together, or are of a newer format
     */
    public static Journal open(SegmentFiles files, EntryCodec codec, JournalOptions options) {
        return open(files, codec, options, new SecureRandom()::nextInt);
    }

    /**
     * Opens a journal whose new segments get their salts from somebody. See {@link #open(SegmentFiles, EntryCodec, JournalOptions)}.
     *
     * @param salts gives numbers that do not come twice, but by rare chance
     */
    public static Journal open(SegmentFiles files, EntryCodec codec, JournalOptions options, IntSupplier salts) {
        return new Journal(files, codec, options, salts);
    }

    /**
     * Appends a group with one write and one fsync, and returns the position of its first entry once all of them are safe.
     *
     * <p>After a failure none of them is in the journal, and the segment is given up: what an fsync that failed has left on the
     * disk is unknown, and a second one may succeed without writing anything. It is overwritten, so that a restart does not show it.
     * The next call begins a new segment.
     *
     * @param group at least one entry
     * @throws JournalException if the disk failed or is full
     */
    public long append(List<Arrival> group) {
        if (group.isEmpty()) {
            throw new IllegalArgumentException("a group has at least one entry");
        }
        requireOpen();
        SegmentWriter current = writer();
        Segment segment = extent.segments().getLast();
        long first = extent.end();
        long ordinal = first - segment.name().first();
        long offset = extent.dataEnd();
        boolean safe = false;
        try {
            current.append(group, ordinal);
            safe = true;
        } finally {
            if (!safe) {
                abandon(current);
            }
        }
        segment.mark(ordinal, offset);
        extent = extent.grown(group.size(), current.end());
        return first;
    }

    private void abandon(SegmentWriter failed) {
        writer = null;
        lastIsResumable = false;
        failed.takeBack(extent.dataEnd());
        try {
            failed.close();
        } catch (JournalException alsoFailed) {
            // The failure that led here is on its way to the caller.
            return;
        }
    }

    /** The writer of the last segment, or of a new one if that one is full, unfit or not there. */
    private SegmentWriter writer() {
        SegmentWriter current = writer;
        if (current == null && lastIsResumable) {
            lastIsResumable = false;
            SegmentName last = extent.segments().getLast().name();
            current = SegmentWriter.resume(files, last, extent.dataEnd(), options, buffer);
        }
        if (current == null || current.end() >= options.segmentBytesMax()) {
            SegmentWriter full = current;
            current = newSegment();
            if (full != null) {
                full.close();
            }
        }
        writer = current;
        return current;
    }

    private SegmentWriter newSegment() {
        SegmentName name = new SegmentName(sequenceNext++, extent.end(), salts.getAsInt());
        SegmentWriter created = SegmentWriter.create(files, name, options, buffer);
        extent = extent.with(name, created.end());
        return created;
    }

    /** The first position that is kept, equal to {@link #end()} if there is none. */
    public long begin() {
        return extent.begin();
    }

    /** The position after the last durable entry: the one that the next entry gets. */
    public long end() {
        return extent.end();
    }

    /**
     * A reader that starts at a position.
     *
     * @param fromPosition {@link #begin()} to {@link #end()}
     * @throws JournalException if the journal does not have that position
     */
    public JournalReader read(long fromPosition) {
        requireOpen();
        Extent now = extent;
        if (fromPosition < now.begin() || fromPosition > now.end()) {
            throw new JournalException(
                    Reason.POSITION,
                    "this journal has positions " + now.begin() + " to " + now.end() + ", not " + fromPosition
                            + (fromPosition > now.end()
                                    ? "; does the position belong to another host's journal, or to a backup?"
                                    : "; older entries are in the store only"));
        }
        return new JournalReader(this, files, codec, fromPosition);
    }

    /** What opening found: how many segments and positions there are, and what the last segment's bytes look like. */
    public JournalRecovery recovery() {
        return recovery;
    }

    /** Reads every segment, checks every record, and tells what was found. May run beside everything else. */
    public JournalRecovery verify() {
        requireOpen();
        Extent now = extent;
        long records = 0;
        long bytesCut = 0;
        List<Damage> damaged = new ArrayList<>();
        for (int i = 0; i < now.segments().size(); i++) {
            SegmentName name = now.segments().get(i).name();
            SegmentCheck check =
                    SegmentCheck.ofAcknowledged(files, name, now.endOf(i) - name.first(), now.dataEndOf(i));
            records += check.records();
            bytesCut += check.bytesCut();
            damaged.addAll(check.damaged());
        }
        return new JournalRecovery(now.segments().size(), records, bytesCut, damaged);
    }

    /** Lets go of the files. Readers that are open stay usable but see nothing new. */
    @Override
    public void close() {
        closed = true;
        if (writer != null) {
            writer.close();
            writer = null;
        }
    }

    Extent extent() {
        return extent;
    }

    private void requireOpen() {
        if (closed) {
            throw new JournalException(Reason.CLOSED, "this journal has been closed");
        }
    }
}
