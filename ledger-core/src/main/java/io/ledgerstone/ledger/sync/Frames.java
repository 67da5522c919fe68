package io.ledgerstone.ledger.sync;

import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.EntryId;
import io.ledgerstone.ledger.entry.EntryLimits;
import io.ledgerstone.ledger.entry.InvalidEntryException;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.Week;
import io.ledgerstone.ledger.sync.FrameReader.BrokenFrame;
import io.ledgerstone.ledger.sync.Message.Parcel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Writes messages as frames and reads them, as the package specifies. Reading is strict: a frame is the one way to write its
 * message, or it is {@link Message.Malformed}.
 */
final class Frames {
    private static final int HELLO = 1;
    private static final int SAME = 2;
    private static final int WELCOME = 3;
    private static final int PROBE = 4;
    private static final int DELIVER = 5;
    private static final int ANSWER = 6;
    private static final int BYE = 7;
    private static final int ADVERT = 8;

    private static final int SKIP = 0;
    private static final int PRINT = 1;
    private static final int IDS = 2;
    private static final int WANT = 3;
    private static final int LATER = 4;

    private static final int WEEK_BOUND = 0;
    private static final int SECOND_BOUND = 1;
    private static final int KEY_BOUND = 2;
    private static final int ID_BOUND = 3;
    private static final int KIND_SHIFT = 2;
    private static final int DELTA_SHIFT = 5;
    private static final int TAG_BYTES_MAX = 6;

    /** Which side of a session a frame is from. */
    enum Side {
        /** The one that asks. */
        ASKING,
        /** The one that answers. */
        ANSWERING,
        /** Neither: an advert, or no frame of ours. */
        ANYBODY
    }

    private Frames() {}

    /** Who would send such a frame; the frame may still turn out to be none. */
    static Side side(byte[] frame) {
        return switch (frame.length == 0 ? 0 : frame[0]) {
            case HELLO, PROBE, DELIVER, BYE -> Side.ASKING;
            case SAME, WELCOME, ANSWER -> Side.ANSWERING;
            default -> Side.ANYBODY;
        };
    }

    /** At most the bytes of an item's kind and bound. */
    static int boundBytesMax(Bound bound) {
        return TAG_BYTES_MAX + (bound.isWholeSecond() ? 0 : bound.isWholeKey() ? 12 : 28);
    }

    /** At most the bytes of an entry in a frame. */
    static int bytesMax(Entry entry) {
        return SyncLimits.ENTRY_HEAD_BYTES_MAX + EntryCodec.body(entry).length;
    }

    static byte[] write(Message.Numbered message) {
        FrameWriter out = new FrameWriter();
        out.u8(
                switch (message) {
                    case Message.Hello hello -> HELLO;
                    case Message.Same same -> SAME;
                    case Message.Welcome welcome -> WELCOME;
                    case Message.Probe probe -> PROBE;
                    case Message.Deliver deliver -> DELIVER;
                    case Message.Answer answer -> ANSWER;
                    case Message.Bye bye -> BYE;
                    case Message.Advert advert -> ADVERT;
                });
        out.i32(message.session());
        out.varint(message.number());
        switch (message) {
            case Message.Hello hello -> write(out, hello.advert());
            case Message.Same same -> {}
            case Message.Welcome welcome -> {
                write(out, welcome.advert());
                writeItems(out, welcome.items());
            }
            case Message.Probe probe -> writeItems(out, probe.items());
            case Message.Deliver deliver -> writeEntries(out, deliver.entries());
            case Message.Answer answer -> {
                writeItems(out, answer.items());
                writeEntries(out, answer.entries());
            }
            case Message.Bye bye -> {}
            case Message.Advert advert -> write(out, advert.advert());
        }
        return out.toBytes();
    }

    private static void write(FrameWriter out, RootAdvert advert) {
        out.i64(advert.ledger());
        out.varint(advert.total());
        out.i64(advert.root().high());
        out.i64(advert.root().low());
        out.varint(advert.newestTime());
    }

    private static void writeItems(FrameWriter out, List<Item> items) {
        out.varint(items.size());
        Bound last = Bound.START;
        for (Item item : items) {
            switch (item) {
                case Item.Skip skip -> tag(out, SKIP, last, skip.to());
                case Item.Later later -> tag(out, LATER, last, later.to());
                case Item.Print print -> {
                    tag(out, PRINT, last, print.to());
                    out.i64(print.fingerprint().high());
                    out.i64(print.fingerprint().low());
                }
                case Item.Ids ids -> {
                    tag(out, IDS, last, ids.to());
                    out.varint(ids.ids().size());
                    for (EntryId id : ids.ids()) {
                        out.i64(id.high());
                        out.i64(id.low());
                    }
                }
                case Item.Want want -> {
                    tag(out, WANT, last, want.to());
                    out.varint(want.listed());
                    out.bytes(Arrays.copyOf(want.wanted().toByteArray(), (want.listed() + 7) / 8));
                }
            }
            last = item.to();
        }
    }

    private static void tag(FrameWriter out, int kind, Bound last, Bound to) {
        if (to.isWeekStart()) {
            out.varint((long) (to.weekNumber() - last.weekNumber()) << DELTA_SHIFT | kind << KIND_SHIFT | WEEK_BOUND);
            return;
        }
        int shape = to.isWholeSecond() ? SECOND_BOUND : to.isWholeKey() ? KEY_BOUND : ID_BOUND;
        out.varint((to.time() - last.time()) << DELTA_SHIFT | kind << KIND_SHIFT | shape);
        if (shape != SECOND_BOUND) {
            out.i32((int) to.high());
            out.i64(to.low());
        }
        if (shape == ID_BOUND) {
            out.i64(to.idHigh());
            out.i64(to.idLow());
        }
    }

    private static void writeEntries(FrameWriter out, List<Parcel> entries) {
        for (Parcel parcel : entries) {
            out.i64(parcel.key().high());
            out.i64(parcel.key().low());
            out.i64(parcel.id().high());
            out.i64(parcel.id().low());
            out.varint(parcel.body().bytes().length);
            out.bytes(parcel.body().bytes());
        }
    }

    /** The message of a frame from outside. Never throws; what it keeps in memory is a small multiple of the frame. */
    static Message read(byte[] frame) {
        if (frame.length > SyncLimits.FRAME_BYTES_MAX) {
            return new Message.Malformed("the frame has " + frame.length + " bytes");
        }
        try {
            Message.Numbered message = read(new FrameReader(frame));
            return Arrays.equals(write(message), frame)
                    ? message
                    : new Message.Malformed("the message is not written in the one way");
        } catch (BrokenFrame e) {
            return new Message.Malformed(String.valueOf(e.getMessage()));
        }
    }

    private static Message.Numbered read(FrameReader in) throws BrokenFrame {
        int type = in.u8();
        int session = in.i32();
        int number = (int) in.varint(Integer.MAX_VALUE);
        return switch (type) {
            case HELLO -> new Message.Hello(session, number, readAdvert(in));
            case SAME -> new Message.Same(session, number);
            case WELCOME -> new Message.Welcome(session, number, readAdvert(in), readItems(in));
            case PROBE -> new Message.Probe(session, number, readItems(in));
            case DELIVER -> new Message.Deliver(session, number, readEntries(in));
            case ANSWER -> new Message.Answer(session, number, readItems(in), readEntries(in));
            case BYE -> new Message.Bye(session, number);
            case ADVERT -> new Message.Advert(session, number, readAdvert(in));
            default -> throw new BrokenFrame("there is no message of type " + type);
        };
    }

    private static RootAdvert readAdvert(FrameReader in) throws BrokenFrame {
        long ledger = in.i64();
        long total = in.varint(Long.MAX_VALUE);
        return new RootAdvert(ledger, total, new Fingerprint(in.i64(), in.i64()), in.varint(Key.U32_MAX));
    }

    private static List<Item> readItems(FrameReader in) throws BrokenFrame {
        int count = in.count(SyncLimits.ITEMS_MAX, 1);
        List<Item> items = new ArrayList<>(count);
        Bound last = Bound.START;
        boolean skipped = false;
        for (int i = 0; i < count; i++) {
            Item item = readItem(in, last);
            boolean skips = item instanceof Item.Skip;
            if (skips ? skipped || i == count - 1 : !Range.isAllowed(last, item.to())) {
                throw new BrokenFrame("item " + i + " does not follow the one before it");
            }
            skipped = skips;
            last = item.to();
            items.add(item);
        }
        return items;
    }

    private static Item readItem(FrameReader in, Bound last) throws BrokenFrame {
        long tag = in.varint((Key.U32_MAX << DELTA_SHIFT) | 31);
        Bound to = readBound(in, last, (int) tag & 3, tag >>> DELTA_SHIFT);
        if (to.compareTo(last) <= 0) {
            throw new BrokenFrame("a range ends before it begins");
        }
        return switch ((int) (tag >>> KIND_SHIFT) & 7) {
            case SKIP -> new Item.Skip(to);
            case PRINT -> new Item.Print(to, new Fingerprint(in.i64(), in.i64()));
            case IDS -> readIds(in, to);
            case WANT -> readWant(in, to);
            case LATER -> new Item.Later(to);
            default -> throw new BrokenFrame("there is no item of kind " + (tag >>> KIND_SHIFT & 7));
        };
    }

    private static Bound readBound(FrameReader in, Bound last, int shape, long delta) throws BrokenFrame {
        if (shape == WEEK_BOUND) {
            if (last.weekNumber() + delta > Week.NUMBER_MAX + 1) {
                throw new BrokenFrame("a range ends after the last week");
            }
            return Bound.ofWeek((int) (last.weekNumber() + delta));
        }
        long time = last.time() + delta;
        if (time > Key.U32_MAX) {
            throw new BrokenFrame("a range ends after the last second");
        }
        if (shape == SECOND_BOUND) {
            return Bound.ofTime(time);
        }
        long high = time << 32 | (in.i32() & Key.U32_MAX);
        long low = in.i64();
        if (low >>> 49 != 0) {
            throw new BrokenFrame("a range ends at what is no key");
        }
        return shape == KEY_BOUND ? new Bound(high, low, 0, 0) : new Bound(high, low, in.i64(), in.i64());
    }

    private static Item readIds(FrameReader in, Bound to) throws BrokenFrame {
        int count = in.count(SyncLimits.ITEMS_MAX, 16);
        List<EntryId> ids = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ids.add(new EntryId(in.i64(), in.i64()));
        }
        return new Item.Ids(to, ids);
    }

    private static Item readWant(FrameReader in, Bound to) throws BrokenFrame {
        int listed = (int) in.varint(SyncLimits.ITEMS_MAX);
        BitSet wanted = BitSet.valueOf(in.bytes((listed + 7) / 8));
        if (wanted.length() > listed) {
            throw new BrokenFrame("more is wanted than was listed");
        }
        return new Item.Want(to, listed, wanted);
    }

    private static List<Parcel> readEntries(FrameReader in) throws BrokenFrame {
        List<Parcel> entries = new ArrayList<>();
        while (!in.atEnd()) {
            Key key = readKey(in);
            EntryId id = new EntryId(in.i64(), in.i64());
            int length = in.count(EntryLimits.BODY_BYTES_MAX, 1);
            entries.add(new Parcel(key, id, new Message.Body(in.bytes(length))));
        }
        return entries;
    }

    static Key readKey(FrameReader in) throws BrokenFrame {
        Key packed = Key.ofPacked(in.i64(), in.i64());
        try {
            Key key = Key.of(packed.time(), packed.counter(), packed.realm(), packed.creator());
            if (key.equals(packed)) {
                return key;
            }
        } catch (InvalidEntryException e) {
            throw new BrokenFrame(String.valueOf(e.getMessage()));
        }
        throw new BrokenFrame("an entry's key is none");
    }
}
