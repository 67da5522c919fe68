package io.ledgerstone.ledger.trust;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.EntryId;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.LedgerException;
import io.ledgerstone.ledger.entry.Value;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A roster entry that has been read: what it wants, not whether it may. */
sealed interface RosterNote {
    /** Entry types of the roster. */
    String GROUP = "group";

    String INVITE = "invite";
    String DEVICE = "device";
    String REVOKE = "revoke";

    /** Characters of a name. */
    int NAME_CHARACTERS_MAX = 32;

    /** Characters of a reason. */
    int REASON_CHARACTERS_MAX = 200;

    /** Cuts of one revocation: a chain in each of many ledgers. */
    int CUTS_MAX = 256;

    /** Largest node number. */
    int NODE_MAX = 1_000_000;

    /** The entry itself. */
    Entry entry();

    /** Who signed it. */
    DeviceKey by();

    /** Begins the group. */
    record Group(Entry entry, DeviceKey by, String name, String device, int realm, long creator)
            implements RosterNote {}

    /** Promises to admit whoever knows a secret. */
    record Invite(Entry entry, DeviceKey by, Invitation invitation) implements RosterNote {}

    /** Admits a device; {@code node} is the number it would like, or 0. */
    record Admit(Entry entry, DeviceKey by, Device device, EntryId invite) implements RosterNote {}

    /** Ends a device's word. */
    record Revoke(Entry entry, DeviceKey by, DeviceKey device, Revocation revocation) implements RosterNote {}

    /** No type of ours, or a field that breaks the format. */
    record Unreadable(Entry entry, DeviceKey by, String reason) implements RosterNote {}

    /** What an entry wants. Nothing is believed: every field comes from outside. */
    static RosterNote read(Entry entry) {
        DeviceKey by = SignedEntry.signer(entry);
        if (by == null) {
            return new Unreadable(entry, new DeviceKey(0, 0, 0, 0), "it names no signer");
        }
        RosterNote note = switch (entry.type()) {
            case GROUP -> group(entry, by);
            case INVITE -> invite(entry, by);
            case DEVICE -> admit(entry, by);
            case REVOKE -> revoke(entry, by);
            default -> new Unreadable(entry, by, "this version knows no roster entries of its type");
        };
        return note == null ? new Unreadable(entry, by, "a field is missing or malformed") : note;
    }

    /**
     * Refuses to make what {@link #read} could not read.
     *
     * @throws LedgerException if a field breaks the format
     */
    static void requireReadable(String type, Fields fields) {
        Entry trial = TrustLedger.ROSTER.codec().seal(Key.of(0, 0, 0, 0), type, fields);
        if (read(trial) instanceof Unreadable) {
            throw new LedgerException("A roster entry of type " + type + " cannot have these fields: names have 1 to "
                    + NAME_CHARACTERS_MAX + " visible characters, reasons at most " + REASON_CHARACTERS_MAX
                    + ", revocations at most " + CUTS_MAX + " cuts: " + fields);
        }
    }

    private static @Nullable RosterNote group(Entry entry, DeviceKey by) {
        DeviceKey founder = key(entry, "founder");
        String name = name(entry, "name");
        String device = name(entry, "device");
        long realm = whole(entry, "realm", Key.REALM_MAX);
        long creator = whole(entry, "creator", Key.U32_MAX);
        if (!by.equals(founder) || name == null || device == null || realm < 0 || creator < 0) {
            return null;
        }
        return new Group(entry, by, name, device, (int) realm, creator);
    }

    private static @Nullable RosterNote invite(Entry entry, DeviceKey by) {
        String hash = entry.fields().text("secretHash");
        Role role = Role.of(entry.fields().text("role"));
        String name = entry.fields().text("name") == null ? "" : name(entry, "name");
        long expires = whole(entry, "expires", Key.U32_MAX);
        if (hash == null || Base64Text.bytes(hash, 32) == null || role == null || name == null || expires < 0) {
            return null;
        }
        return role == Role.FOUNDER
                ? null
                : new Invite(entry, by, new Invitation(entry.id(), hash, role, name, expires, by, null));
    }

    private static @Nullable RosterNote admit(Entry entry, DeviceKey by) {
        DeviceKey key = key(entry, "device");
        String name = name(entry, "name");
        Role role = Role.of(entry.fields().text("role"));
        long node = entry.fields().get("node") == null ? 0 : whole(entry, "node", NODE_MAX);
        long realm = whole(entry, "realm", Key.REALM_MAX);
        long creator = whole(entry, "creator", Key.U32_MAX);
        String inviteText = entry.fields().text("invite");
        EntryId invite = inviteText == null ? null : SignedEntry.id(inviteText);
        if (key == null || name == null || role == null || role == Role.FOUNDER || invite == null) {
            return null;
        }
        if (node < 0 || realm < 0 || creator < 0) {
            return null;
        }
        Device device = new Device(key, name, role, (int) node, (int) realm, creator, entry.id(), by, 0, null);
        return new Admit(entry, by, device, invite);
    }

    private static @Nullable RosterNote revoke(Entry entry, DeviceKey by) {
        DeviceKey device = key(entry, "device");
        String reason = entry.fields().text("reason");
        Set<EntryId> cuts = cuts(entry);
        if (device == null || reason == null || reason.length() > REASON_CHARACTERS_MAX || cuts == null) {
            return null;
        }
        Revocation revocation = new Revocation(entry.id(), by, entry.key().time(), reason, cuts);
        return new Revoke(entry, by, device, revocation);
    }

    private static @Nullable Set<EntryId> cuts(Entry entry) {
        Value value = entry.fields().get("cuts");
        if (value == null || value.isEmptyContainer()) {
            return Set.of();
        }
        if (!(value instanceof Value.Sequence list) || list.values().size() > CUTS_MAX) {
            return null;
        }
        Set<EntryId> cuts = new HashSet<>();
        for (Value element : list.values()) {
            EntryId id = element instanceof Value.Text text ? SignedEntry.id(text.value()) : null;
            if (id == null) {
                return null;
            }
            cuts.add(id);
        }
        return cuts;
    }

    private static @Nullable DeviceKey key(Entry entry, String field) {
        byte[] bytes = Base64Text.bytes(entry.fields().text(field), DeviceKey.BYTES);
        return bytes == null ? null : DeviceKey.of(bytes);
    }

    /** A name that can stand in a table: it has characters, none of which moves the others. */
    private static @Nullable String name(Entry entry, String field) {
        String name = entry.fields().text(field);
        boolean plain = name != null
                && !name.isBlank()
                && name.equals(name.strip())
                && name.length() <= NAME_CHARACTERS_MAX
                && name.codePoints().allMatch(RosterNote::isPlain);
        return plain ? name : null;
    }

    private static boolean isPlain(int character) {
        return character == ' '
                || switch (Character.getType(character)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.PRIVATE_USE,
                            Character.UNASSIGNED,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.SPACE_SEPARATOR -> false;
                    default -> true;
                };
    }

    /** A whole number from 0 to a bound, or -1. */
    private static long whole(Entry entry, String field, long max) {
        double number = entry.fields().number(field, -1);
        return number >= 0 && number <= max && number == Math.rint(number) ? (long) number : -1;
    }
}
