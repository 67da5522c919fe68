package io.ledgerstone.ledger.sync;

import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.EntryId;
import io.ledgerstone.ledger.entry.InvalidEntryException;
import io.ledgerstone.ledger.entry.InvalidEntryException.Reason;
import io.ledgerstone.ledger.entry.Key;
import java.util.List;

/** What two peers say to one another; the package tells who says what, and how it is written. */
sealed interface Message {
    /** Something that belongs to a session. */
    sealed interface Numbered extends Message {
        /** The session, chosen by whoever began it. */
        int session();

        /** The request, counted by whoever began; an answer has the number of its request. */
        int number();
    }

    /** I have this. What do you have? */
    record Hello(int session, int number, RootAdvert advert) implements Numbered {}

    /** The same as you. */
    record Same(int session, int number) implements Numbered {}

    /** I have that, in these ranges; newest ranges are the smallest. */
    record Welcome(int session, int number, RootAdvert advert, List<Item> items) implements Numbered {
        public Welcome {
            items = List.copyOf(items);
        }
    }

    /** How about these ranges? */
    record Probe(int session, int number, List<Item> items) implements Numbered {
        public Probe {
            items = List.copyOf(items);
        }
    }

    /** Entries you asked for. */
    record Deliver(int session, int number, List<Parcel> entries) implements Numbered {
        public Deliver {
            entries = List.copyOf(entries);
        }
    }

    /** The answer to a probe; empty, the receipt of a delivery. */
    record Answer(int session, int number, List<Item> items, List<Parcel> entries) implements Numbered {
        public Answer {
            items = List.copyOf(items);
            entries = List.copyOf(entries);
        }
    }

    /** I have no more questions. */
    record Bye(int session, int number) implements Numbered {}

    /**
     * I have this, whoever wants to know. Belongs to no session: in its place is the number that the sender drew when it began, and
     * adverts of one sender are counted, so that an old one does not pass for a new one.
     */
    record Advert(int session, int number, RootAdvert advert) implements Numbered {}

    /** No message of ours. */
    record Malformed(String why) implements Message {}

    /** An entry as it travels: nothing about it is checked yet but that its key is one. */
    record Parcel(Key key, EntryId id, Body body) {
        static Parcel of(Entry entry) {
            return new Parcel(entry.key(), entry.id(), new Body(EntryCodec.body(entry)));
        }

        /**
         * The entry, checked.
         *
         * @throws InvalidEntryException if it is none, or has another content than its id says
         */
        Entry open(EntryCodec codec) {
            Entry entry = codec.open(key, body.bytes());
            if (!entry.id().equals(id)) {
                throw new InvalidEntryException(
                        Reason.ID_MISMATCH, "entry " + key + " came with an id that its content does not have");
            }
            return entry;
        }
    }

    /** Canonical bytes, not checked. */
    final class Body {
        private final byte[] bytes;

        /** The array must not change any more. */
        Body(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes;
        }
    }
}
