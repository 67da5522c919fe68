package io.ledgerstone.ledger.store;

import io.ledgerstone.ledger.codec.EntryCodec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what of a store's folder can be used. Needs no free space: it deletes what is left over, renames what is damaged,
 * and goes on if neither is allowed.
 */
final class StoreOpening {
    final NavigableMap<Integer, WeekTable> tables = new TreeMap<>();
    final List<String> setAside = new ArrayList<>();
    final List<String> problems = new ArrayList<>();
    StoreMetadata metadata = StoreMetadata.NONE;

    @Nullable String metadataName;

    long generation;
    private final TableFiles files;
    private final EntryCodec codec;
    private final StoreOptions options;

    StoreOpening(TableFiles files, EntryCodec codec, StoreOptions options) {
        this.files = files;
        this.codec = codec;
        this.options = options;
        List<String> names = files.names();
        names.stream()
                .filter(name -> name.endsWith(TableFiles.TEMPORARY_SUFFIX))
                .forEach(files::discard);
        names.stream().filter(name -> name.startsWith(TableFiles.BAD_PREFIX)).forEach(setAside::add);
        names.forEach(name -> generation = Math.max(generation, generationOf(name)));
        openMetadata(names);
        NavigableMap<Integer, List<TableName>> byWeek = new TreeMap<>();
        names.stream()
                .map(TableName::parse)
                .flatMap(Optional::stream)
                .sorted((a, b) -> Long.compare(b.generation(), a.generation()))
                .forEach(name -> byWeek.computeIfAbsent(name.week(), week -> new ArrayList<>())
                        .add(name));
        byWeek.values().forEach(this::openNewest);
    }

    /** The generation of a file of ours, put aside or not. */
    private static long generationOf(String name) {
        String plain = name.startsWith(TableFiles.BAD_PREFIX) ? name.substring(TableFiles.BAD_PREFIX.length()) : name;
        return TableName.parse(plain)
                .map(TableName::generation)
                .or(() -> StoreMetadata.generation(plain))
                .orElse(0L);
    }

    private void openMetadata(List<String> names) {
        List<String> newestFirst = names.stream()
                .filter(name -> StoreMetadata.generation(name).isPresent())
                .sorted(Comparator.comparingLong(
                        name -> -StoreMetadata.generation(name).orElseThrow()))
                .toList();
        for (String name : newestFirst) {
            if (metadataName != null) {
                files.discard(name);
                continue;
            }
            try {
                metadata = StoreMetadata.read(TableFile.open(files, name));
                metadataName = name;
            } catch (StoreException e) {
                notePutAside(name, e);
            }
        }
    }

    /** Opens the newest usable table of a week, and clears away the older ones. */
    private void openNewest(List<TableName> newestFirst) {
        boolean found = false;
        for (TableName name : newestFirst) {
            if (found) {
                files.discard(name.text());
                continue;
            }
            try {
                WeekTable table = open(name);
                tables.put(name.week(), table);
                found = true;
            } catch (StoreException e) {
                notePutAside(name.text(), e);
            }
        }
    }

    private WeekTable open(TableName name) {
        StoreMetadata.Row row = metadata.tables().get(name.week());
        WeekTable table = row != null && row.generation() == name.generation()
                ? WeekTable.open(files, name, row.total(), row.summary())
                : WeekTable.open(files, name, codec.layout());
        if (options.verifyAtOpen()) {
            table.verify(codec);
        }
        return table;
    }

    /** Notes down a damaged file, which has been put aside; anything else that went wrong is no reason to open without it. */
    private void notePutAside(String name, StoreException cause) {
        if (cause.reason() != StoreException.Reason.DAMAGED) {
            throw cause;
        }
        setAside.add(TableFiles.BAD_PREFIX + name);
        problems.add(String.valueOf(cause.getMessage()));
    }

    /** Up to where the journal has nothing that the tables lack: the checkpoint's position, or 0 if one of its tables is gone. */
    long position() {
        boolean complete = metadata.tables().entrySet().stream().allMatch(named -> {
            WeekTable table = tables.get(named.getKey());
            return table != null
                    && table.name().generation() >= named.getValue().generation();
        });
        return complete ? metadata.position() : 0;
    }
}
