package io.ledgerstone.ledger.store;

import io.ledgerstone.ledger.entry.WeekDigest;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a checkpoint leaves beside the tables. Immutable.
 *
 * @param position up to this journal position everything is in the tables
 * @param tables the tables of that time
 * @param notes what the owner of the store wants to find again
 */
record StoreMetadata(long position, Map<Integer, Row> tables, Map<String, byte[]> notes) {
    static final StoreMetadata NONE = new StoreMetadata(0, Map.of(), Map.of());

    private static final Pattern NAME = Pattern.compile("meta-(\\d{1,18})\\.stm");
    private static final long POSITION = 0;
    private static final long TABLE = 1;
    private static final long NOTE = 2;
    private static final int ROW_BYTES = 48;

    static String name(long generation) {
        return "meta-" + generation + ".stm";
    }

    /** The generation of a name, if it is one of metadata. */
    static Optional<Long> generation(String name) {
        Matcher parts = NAME.matcher(name);
        return parts.matches() ? Optional.of(Long.parseLong(parts.group(1))) : Optional.empty();
    }

    /** What is known of a table without reading it. */
    record Row(long generation, long total, WeekSummary summary) {
        byte[] toBytes() {
            return ByteBuffer.allocate(ROW_BYTES)
                    .putLong(generation)
                    .putLong(total)
                    .putLong(summary.count())
                    .putLong(summary.hash())
                    .putLong(summary.digest().high())
                    .putLong(summary.digest().low())
                    .array();
        }

        static Row of(int week, byte[] bytes) {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            return new Row(
                    in.getLong(),
                    in.getLong(),
                    new WeekSummary(week, in.getLong(), in.getLong(), new WeekDigest(in.getLong(), in.getLong())));
        }
    }

    /** Writes it all to a new file. */
    void write(TableFiles files, String name) {
        int bodyBytesMax = ROW_BYTES;
        long bytes = 0;
        for (Map.Entry<String, byte[]> note : notes.entrySet()) {
            int noteBytes = Integer.BYTES + utf8(note.getKey()).length + note.getValue().length;
            bodyBytesMax = Math.max(bodyBytesMax, noteBytes);
            bytes += noteBytes;
        }
        TableShape shape = TableShape.of(bodyBytesMax, bytes + 96L * tables.size());
        TableFile.write(files, name, shape, this::forEachRecord);
    }

    private void forEachRecord(BiConsumer<TableKey, byte[]> consumer) {
        consumer.accept(
                new TableKey(POSITION, 0, 0, 0),
                ByteBuffer.allocate(Long.BYTES).putLong(position).array());
        new TreeMap<>(tables).forEach((week, row) -> consumer.accept(new TableKey(TABLE, week, 0, 0), row.toBytes()));
        int number = 0;
        for (Map.Entry<String, byte[]> note : notes.entrySet()) {
            byte[] name = utf8(note.getKey());
            byte[] body = ByteBuffer.allocate(Integer.BYTES + name.length + note.getValue().length)
                    .putInt(name.length)
                    .put(name)
                    .put(note.getValue())
                    .array();
            consumer.accept(new TableKey(NOTE, number++, 0, 0), body);
        }
    }

    /** Reads a file. */
    static StoreMetadata read(TableFile file) {
        return file.reading(() -> {
            long position = 0;
            long records = 0;
            Map<Integer, Row> tables = new TreeMap<>();
            Map<String, byte[]> notes = new LinkedHashMap<>();
            TableFile.Run run = file.from(null);
            for (TableKey key = run.next(); key != null; key = run.next()) {
                records++;
                if (key.high == POSITION) {
                    position = ByteBuffer.wrap(run.body()).getLong();
                } else if (key.high == TABLE) {
                    tables.put((int) key.low, Row.of((int) key.low, run.body()));
                } else {
                    readNote(run.body(), notes);
                }
            }
            CheckWord.require(records == file.size(), "it does not have all records that were written");
            return new StoreMetadata(position, Map.copyOf(tables), notes);
        });
    }

    private static void readNote(byte[] body, Map<String, byte[]> notes) throws BufferUnderflowException {
        ByteBuffer in = ByteBuffer.wrap(body);
        byte[] name = new byte[in.getInt()];
        in.get(name);
        byte[] value = new byte[in.remaining()];
        in.get(value);
        notes.put(new String(name, StandardCharsets.UTF_8), value);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
