package io.ledgerstone.ledger.store;

import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.EntryId;
import io.ledgerstone.ledger.entry.KeyLayout;
import java.lang.ref.SoftReference;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The table of one week. Immutable but for what it remembers of its own content. Any thread. */
final class WeekTable {
    private final TableName name;
    private final TableFile file;
    private final WeekSummary summary;
    private final TableKey last;
    private volatile SoftReference<WeekKeys> keys = new SoftReference<>(null);

    private WeekTable(TableName name, TableFile file, WeekSummary summary) {
        this.name = name;
        this.file = file;
        this.summary = summary;
        last = Objects.requireNonNull(file.last());
    }

    /** A table of which the metadata tells what it holds. */
    static WeekTable open(TableFiles files, TableName name, long total, WeekSummary summary) {
        TableFile file = TableFile.open(files, name.text());
        return file.reading(() -> {
            CheckWord.require(
                    file.size() == total, "it has " + file.size() + " entries, but " + total + " were written");
            return new WeekTable(name, file, summary);
        });
    }

    /** A table that nothing is known of: all its keys are read. */
    static WeekTable open(TableFiles files, TableName name, KeyLayout layout) {
        TableFile file = TableFile.open(files, name.text());
        return file.reading(() -> {
            WeekKeys keys = new WeekKeys(file.keys(), file.size());
            CheckWord.require(keys.size() > 0, "it is empty");
            Summing summing = keys.summedBy(new Summing(name.week(), layout));
            return new WeekTable(name, file, summing.summary());
        });
    }

    TableName name() {
        return name;
    }

    TableFile file() {
        return file;
    }

    WeekSummary summary() {
        return summary;
    }

    /** Entries, shadowed ones included. */
    long total() {
        return file.size();
    }

    boolean hasEquivocations() {
        return summary.count() != total();
    }

    TableKey last() {
        return last;
    }

    StoreMetadata.Row row() {
        return new StoreMetadata.Row(name.generation(), total(), summary);
    }

    /** Reads all of it, and throws if anything is not as it should be; tells how many entries there are. */
    long verify(EntryCodec codec) {
        return file.reading(() -> {
            Summing summing = new Summing(name.week(), codec.layout());
            TableFile.Run run = file.from(null);
            for (TableKey key = run.next(); key != null; key = run.next()) {
                CheckWord.require(key.weekNumber() == name.week(), "entry " + key + " belongs to another week");
                EntryId id = codec.open(key.key(), run.body()).id();
                CheckWord.require(id.equals(key.id()), "entry " + key + " has another content than its id says");
                summing.add(key);
            }
            CheckWord.require(summing.total() == total(), "it does not have all entries that were written");
            CheckWord.require(summing.summary().equals(summary), "its keys or ids are not those that were written");
            return summing.total();
        });
    }

    WeekKeys keys() {
        WeekKeys cached = keys.get();
        if (cached == null) {
            cached = file.reading(() -> new WeekKeys(file.keys(), file.size()));
            keys = new SoftReference<>(cached);
        }
        return cached;
    }

    @Nullable TableKey ceiling(TableKey bound) {
        return last.compareTo(bound) < 0 ? null : keys().ceiling(bound);
    }
}
