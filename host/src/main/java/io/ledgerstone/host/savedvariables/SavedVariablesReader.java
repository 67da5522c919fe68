package io.ledgerstone.host.savedvariables;

import io.ledgerstone.ledger.entry.EntryLimits;
import io.ledgerstone.ledger.entry.InvalidEntryException.Reason;
import io.ledgerstone.ledger.entry.Value;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows of one SavedVariables file, in the order of the file.
 *
 * <p>A row inside a row is data of the outer one. Whether a table is a row is known at its end only, so rows wait until no table
 * around them can still become one: it has ended, or is already larger than any entry. That bounds what waits, too.
 *
 * <p>After damage reading goes on at the next line, as clients write one item a line; the tables that were open there are no rows
 * any more. For one thread, and one file.
 */
public final class SavedVariablesReader {
    /** The largest file that is read; what follows is cut. */
    public static final long FILE_BYTES_MAX = 512L * 1024 * 1024;

    /** Tables inside one another; reading ends at a deeper one. */
    public static final int DEPTH_MAX = 64;

    /** What a table may hold and still be an entry; the key, which is no part of an entry's body, counts here too. */
    private static final int WEIGHT_MAX = EntryLimits.BODY_BYTES_MAX + 64;

    private final SourceBytes source;
    private final Scanner scanner;
    private final long bytesMax;
    private final Consumer<FoundRow> consumer;
    private final List<TableFrame> open = new ArrayList<>();
    private final List<FoundRow> waiting = new ArrayList<>();
    private final List<Damage> damages = new ArrayList<>();
    private long damageCount;
    private long weight;
    private long variables;
    private long rows;
    private long rowsCut;

    /** How many of the open tables, from the outermost, are too large to be rows. */
    private int openTooLarge;

    private SavedVariablesReader(InputStream input, long bytesMax, Consumer<FoundRow> consumer) {
        this.source = new SourceBytes(input);
        this.scanner = new Scanner(source);
        this.bytesMax = bytesMax;
        this.consumer = consumer;
    }

    /**
     * Reads a file to its end and hands over its rows as they are found. Damage is in the report, never thrown.
     *
     * @throws UncheckedIOException if the disk fails
     */
    public static ReadReport read(InputStream input, Consumer<FoundRow> consumer) {
        return new SavedVariablesReader(input, FILE_BYTES_MAX, consumer).readAll();
    }

    /** The same with another bound, for tests. */
    static ReadReport read(InputStream input, long bytesMax, Consumer<FoundRow> consumer) {
        return new SavedVariablesReader(input, bytesMax, consumer).readAll();
    }

    private ReadReport readAll() {
        source.skipByteOrderMark();
        boolean more = true;
        while (more) {
            try {
                more = readItem();
            } catch (Malformed malformed) {
                report(malformed);
                more = !malformed.isLast() && source.peek() != SourceBytes.END;
                if (more) {
                    open.forEach(TableFrame::setDamaged);
                    more = resume();
                }
            }
        }
        cutOpenTables();
        return new ReadReport(source.count(), variables, rows, rowsCut, damages, damageCount);
    }

    /** Goes to where reading may make sense again; answers whether there is such a place. */
    private boolean resume() {
        if (open.isEmpty() || source.peek() != '}') {
            source.skipLine();
        }
        return source.peek() != SourceBytes.END;
    }

    /** Reads one step; answers whether there is more. */
    private boolean readItem() {
        scanner.skipBlank();
        if (source.count() > bytesMax) {
            throw Malformed.last(source, "the file is larger than " + bytesMax + " bytes; split it");
        }
        if (open.isEmpty()) {
            return readAssignment();
        }
        TableFrame frame = open.getLast();
        int next = source.peek();
        if (next == SourceBytes.END) {
            throw Malformed.last(source, "the file ends inside a table");
        }
        if (next == '}') {
            source.next();
            close();
            return true;
        }
        if (frame.wantsSeparator) {
            readSeparator(frame, next);
            return true;
        }
        if (next == '[' && source.peekSecond() != '[' && source.peekSecond() != '=') {
            readBracketKey();
        } else if (scanner.atName()) {
            readNamed(frame);
        } else {
            readValue(frame.nextPosition());
        }
        return true;
    }

    private void readSeparator(TableFrame frame, int next) {
        frame.wantsSeparator = false;
        if (next == ',' || next == ';') {
            source.next();
            return;
        }
        Malformed missing = Malformed.at(source, "a comma is missing before " + Scanner.describe(next));
        if (next != '{' && next != '[' && next != '"') {
            throw missing;
        }
        report(missing);
        open.forEach(TableFrame::setDamaged);
    }

    private boolean readAssignment() {
        if (source.peek() == SourceBytes.END) {
            return false;
        }
        if (source.take(';')) {
            return true;
        }
        if (!scanner.atName()) {
            throw Malformed.at(source, "NAME = value was expected, not " + Scanner.describe(source.peek()));
        }
        String name = scanner.name();
        scanner.skipBlank();
        if (!source.take('=')) {
            throw Malformed.at(source, "an = was expected after '" + name + "'; code is not run, only data is read");
        }
        readValue(TableKey.named(name));
        return true;
    }

    private void readBracketKey() {
        source.next();
        scanner.skipBlank();
        Literal literal = scanner.atName() ? literalNamed(scanner.name()) : scanner.literal();
        scanner.skipBlank();
        if (!source.take(']')) {
            throw Malformed.at(source, "a ] is missing after a key");
        }
        scanner.skipBlank();
        if (!source.take('=')) {
            throw Malformed.at(source, "an = is missing after a key");
        }
        readValue(key(literal));
    }

    private static TableKey key(Literal literal) {
        return switch (literal.value()) {
            case Value.Text text -> new TableKey(text.value(), false, literal.fault());
            case Value.Num number when isWhole(number.value()) -> TableKey.position((long) number.value());
            default -> {
                String name = String.valueOf(literal.value().toJava());
                yield new TableKey(
                        name, true, new Fault(Reason.FIELD_NAME, "a key is neither a text nor an integer: " + name));
            }
        };
    }

    private static boolean isWhole(double value) {
        return value == Math.rint(value) && Math.abs(value) <= 0x1FFFFFFFFFFFFFL;
    }

    private void readNamed(TableFrame frame) {
        String name = scanner.name();
        scanner.skipBlank();
        if (source.take('=')) {
            readValue(TableKey.named(name));
        } else {
            put(frame.nextPosition(), literalNamed(name));
        }
    }

    private Literal literalNamed(String name) {
        Literal literal = scanner.literalNamed(name);
        if (literal == null) {
            throw Malformed.at(source, "'" + name + "' is no value; code is not run, only data is read");
        }
        return literal;
    }

    private void readValue(TableKey key) {
        scanner.skipBlank();
        if (source.peek() == '{') {
            open(key);
        } else {
            put(key, scanner.atName() ? literalNamed(scanner.name()) : scanner.literal());
        }
    }

    private void open(TableKey key) {
        if (open.size() == DEPTH_MAX) {
            throw Malformed.last(source, "tables are nested deeper than " + DEPTH_MAX);
        }
        TableFrame parent = open.isEmpty() ? null : open.getLast();
        open.add(new TableFrame(parent, key, source.line(), weight, waiting.size()));
        source.next();
    }

    private void put(TableKey key, Literal literal) {
        if (open.isEmpty()) {
            variables++;
            return;
        }
        weight += literal.weight();
        putInLast(key, literal.value(), literal.fault());
    }

    private void putInLast(TableKey key, Value value, @Nullable Fault fault) {
        TableFrame frame = open.getLast();
        frame.put(key, value, fault);
        frame.wantsSeparator = true;
        while (openTooLarge < open.size() && weight - open.get(openTooLarge).weightBefore() > WEIGHT_MAX) {
            open.get(openTooLarge++).setTooLarge();
            releaseOutsideOf(openTooLarge);
        }
    }

    private void close() {
        TableFrame frame = open.removeLast();
        weight++;
        boolean tooLarge = openTooLarge > open.size();
        openTooLarge = Math.min(openTooLarge, open.size());
        if (frame.isDamaged() && frame.mayBeRow()) {
            rowsCut++;
        } else if (!frame.isDamaged() && frame.isRow()) {
            forgetRowsIn(frame);
            String table = open.isEmpty() ? "" : open.getLast().pathOfRows();
            waiting.add(RowFields.row(frame, table));
            rows++;
        }
        if (open.isEmpty()) {
            variables++;
        } else {
            putInLast(frame.key(), tooLarge ? Value.NIL : frame.toValue(), frame.fault());
            open.getLast().wantsSeparator = true;
        }
        releaseOutsideOf(openTooLarge);
    }

    private void forgetRowsIn(TableFrame frame) {
        List<FoundRow> inside = waiting.subList(Math.min(frame.rowsBefore, waiting.size()), waiting.size());
        rows -= inside.size();
        inside.clear();
    }

    /** Hands over the rows that are not inside the open table of this number, or all if there is none. */
    private void releaseOutsideOf(int number) {
        int count = number < open.size() ? open.get(number).rowsBefore : waiting.size();
        if (count == 0) {
            return;
        }
        List<FoundRow> ready = waiting.subList(0, count);
        ready.forEach(consumer);
        ready.clear();
        for (int i = number; i < open.size(); i++) {
            open.get(i).rowsBefore -= count;
        }
    }

    private void report(Malformed malformed) {
        damageCount++;
        if (damages.size() < ReadReport.DAMAGES_MAX) {
            damages.add(malformed.in(open.isEmpty() ? "" : open.getLast().path()));
        }
    }

    /**
     * What the end of the file left open is no row, and neither is what is inside of what would have become one. A table with
     * damage further up has perhaps just lost its brace: what follows there was no part of it.
     */
    private void cutOpenTables() {
        boolean insideCut = false;
        for (TableFrame frame : open) {
            if (frame.mayBeRow() && !insideCut) {
                rowsCut++;
                if (!frame.isDamaged()) {
                    forgetRowsIn(frame);
                    insideCut = true;
                }
            }
        }
        waiting.forEach(consumer);
        waiting.clear();
        open.clear();
    }
}
