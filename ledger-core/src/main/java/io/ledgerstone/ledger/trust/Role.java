package io.ledgerstone.ledger.trust;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a device may do. */
public enum Role {
    /** The device that began the group: whatever an officer may, and nobody else can revoke it. */
    FOUNDER,
    /** Invites, admits and revokes; vouches for entries of any creator. */
    OFFICER,
    /** Vouches for entries of its own creator. */
    MEMBER;

    /** The role in entries and on the command line. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of a text, or null if it names none. */
    public static @Nullable Role of(@Nullable String text) {
        for (Role role : values()) {
            if (role.text().equals(text)) {
                return role;
            }
        }
        return null;
    }

    /** Whether devices of this role invite, admit, revoke and vouch for others' entries. */
    public boolean leads() {
        return this != MEMBER;
    }
}
