package io.ledgerstone.host.savedvariables;

/** Text that is none of the subset, at a place. Inside this package only: what comes out is a {@link Damage}. */
final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long line;
    private final long column;
    private final boolean last;

    private Malformed(String message, long line, long column, boolean last) {
        super(message, null, false, false);
        this.line = line;
        this.column = column;
        this.last = last;
    }

    /** Damage after which reading goes on at the next line. */
    static Malformed at(SourceBytes source, String message) {
        return new Malformed(message, source.line(), source.column(), false);
    }

    /** Damage after which nothing more can be read. */
    static Malformed last(SourceBytes source, String message) {
        return new Malformed(message, source.line(), source.column(), true);
    }

    Damage in(String path) {
        return new Damage(line, column, path, String.valueOf(getMessage()));
    }

    boolean isLast() {
        return last;
    }
}
