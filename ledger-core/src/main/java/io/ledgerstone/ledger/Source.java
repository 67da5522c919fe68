package io.ledgerstone.ledger;

import java.util.Locale;

/**
 * Where an entry comes from or goes to.
 *
 * @param kind what it is
 * @param name which one, such as a file's or a peer's name
 */
public record Source(Kind kind, String name) {
    /** This program itself, through the Java API. */
    public static final Source LOCAL = new Source(Kind.LOCAL, "local");

    /** What entries come from and go to. */
    public enum Kind {
        /** Code of this program. */
        LOCAL,
        /** A script. */
        ADDON,
        /** A file. */
        FILE,
        /** Another host, or a foreign program. */
        PEER
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + " " + name;
    }
}
