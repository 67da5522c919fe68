package io.ledgerstone.ledger.entry;

/**
 * One immutable event of a ledger. Entries are equal if their ids are: the id covers everything else.
 *
 * <p>Ledger order is by key, then by id. Two entries with one key are an equivocation: both are kept, the lower id is applied.
 *
 * @param key its place in ledger order
 * @param id the name of its content
 * @param type the class name that handlers are chosen by, 1 to 64 bytes of UTF-8
 * @param fields its data
 */
public record Entry(Key key, EntryId id, String type, Fields fields) implements Comparable<Entry> {
    /** The type of an entry that cancels another one. */
    public static final String IGNORE_TYPE = "IGN";

    /** The field of an ignore entry that holds the key text of the entry it cancels. */
    public static final String IGNORE_REF = "ref";

    /** Whether this entry cancels another one. */
    public boolean isIgnore() {
        return type.equals(IGNORE_TYPE);
    }

    @Override
    public int compareTo(Entry other) {
        int byKey = key.compareTo(other.key);
        return byKey != 0 ? byKey : id.compareTo(other.id);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Entry entry && entry.id.equals(id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
