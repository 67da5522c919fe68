package io.ledgerstone.ledger.sync;

import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.sync.FrameReader.BrokenFrame;
import io.ledgerstone.ledger.sync.StateMessage.Progress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes messages about states as frames and reads them, as the package specifies. As strict as {@link Frames}. */
final class StateFrames {
    private static final int STATES = 16;
    private static final int ASK = 17;
    private static final int POINTS = 18;
    private static final int FETCH = 19;
    private static final int PART = 20;

    private StateFrames() {}

    static byte[] write(StateMessage.OfLedger message) {
        FrameWriter out = new FrameWriter();
        switch (message) {
            case StateMessage.States states -> write(out, states);
            case StateMessage.Ask ask -> {
                head(out, ASK, ask.ledger(), ask.request());
                writeText(out, ask.addon());
                write(out, ask.code());
                out.varint(ask.positions().size());
                ask.positions().forEach(out::varint);
            }
            case StateMessage.Points points -> {
                head(out, POINTS, points.ledger(), points.request());
                out.u8(points.progress().code);
                out.varint(points.points().size());
                points.points().forEach(point -> write(out, point));
            }
            case StateMessage.Fetch fetch -> {
                head(out, FETCH, fetch.ledger(), fetch.request());
                writeText(out, fetch.addon());
                write(out, fetch.code());
                out.varint(fetch.position());
                out.varint(fetch.part());
            }
            case StateMessage.Part part -> {
                head(out, PART, part.ledger(), part.request());
                out.varint(part.part());
                out.u8(part.progress().code);
                out.varint(part.total());
                out.bytes(part.bytes());
            }
        }
        return out.toBytes();
    }

    private static void head(FrameWriter out, int type, long ledger, int request) {
        out.u8(type);
        out.i64(ledger);
        out.i32(request);
    }

    private static void write(FrameWriter out, StateMessage.States states) {
        RootAdvert root = states.root();
        head(out, STATES, root.ledger(), states.run());
        out.varint(states.number());
        out.u8(states.asking() ? 1 : 0);
        out.varint(root.total());
        out.i64(root.root().high());
        out.i64(root.root().low());
        out.varint(root.newestTime());
        out.varint(states.states().size());
        for (AddonState state : states.states()) {
            writeText(out, state.addon());
            write(out, state.code());
            write(out, state.digest());
        }
    }

    private static void write(FrameWriter out, StatePoint point) {
        out.varint(point.position());
        Key last = point.last();
        out.u8(last == null ? 0 : 1);
        if (last != null) {
            out.i64(last.high());
            out.i64(last.low());
        }
        write(out, point.entries());
        write(out, point.digest());
    }

    private static void write(FrameWriter out, StateHash hash) {
        out.i64(hash.high());
        out.i64(hash.low());
    }

    private static void writeText(FrameWriter out, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.varint(utf8.length);
        out.bytes(utf8);
    }

    /** The message of a frame from outside. Never throws; what it keeps in memory is a small multiple of the frame. */
    static StateMessage read(byte[] frame) {
        if (frame.length > SyncLimits.FRAME_BYTES_MAX) {
            return new StateMessage.Malformed("the frame has " + frame.length + " bytes");
        }
        try {
            StateMessage.OfLedger message = read(new FrameReader(frame));
            return Arrays.equals(write(message), frame)
                    ? message
                    : new StateMessage.Malformed("the message is not written in the one way");
        } catch (BrokenFrame e) {
            return new StateMessage.Malformed(String.valueOf(e.getMessage()));
        }
    }

    private static StateMessage.OfLedger read(FrameReader in) throws BrokenFrame {
        int type = in.u8();
        long ledger = in.i64();
        int request = in.i32();
        return switch (type) {
            case STATES -> readStates(in, ledger, request);
            case ASK -> new StateMessage.Ask(ledger, request, readText(in), readHash(in), readPositions(in));
            case POINTS -> readPoints(in, ledger, request);
            case FETCH ->
                new StateMessage.Fetch(ledger, request, readText(in), readHash(in), in.varint(Long.MAX_VALUE), (int)
                        in.varint(StateLimits.STATE_BYTES_MAX / StateLimits.PART_BYTES));
            case PART -> readPart(in, ledger, request);
            default -> throw new BrokenFrame("there is no message of type " + type);
        };
    }

    private static StateMessage.States readStates(FrameReader in, long ledger, int run) throws BrokenFrame {
        int number = (int) in.varint(Integer.MAX_VALUE);
        boolean asking = in.u8() == 1;
        long total = in.varint(Long.MAX_VALUE);
        Fingerprint print = new Fingerprint(in.i64(), in.i64());
        RootAdvert root = new RootAdvert(ledger, total, print, in.varint(Key.U32_MAX));
        int count = in.count(StateLimits.ADDONS_MAX, 34);
        List<AddonState> states = new ArrayList<>(count);
        String last = "";
        for (int i = 0; i < count; i++) {
            AddonState state = new AddonState(readText(in), readHash(in), readHash(in));
            if (state.addon().compareTo(last) <= 0) {
                throw new BrokenFrame("the addons are not sorted by their names");
            }
            last = state.addon();
            states.add(state);
        }
        return new StateMessage.States(root, run, number, asking, states);
    }

    private static List<Long> readPositions(FrameReader in) throws BrokenFrame {
        int count = in.count(StateLimits.POSITIONS_MAX, 1);
        List<Long> positions = new ArrayList<>(count);
        long last = -1;
        for (int i = 0; i < count; i++) {
            long position = in.varint(Long.MAX_VALUE);
            if (position <= last) {
                throw new BrokenFrame("the positions do not ascend");
            }
            last = position;
            positions.add(position);
        }
        if (positions.isEmpty()) {
            throw new BrokenFrame("no position is asked about");
        }
        return positions;
    }

    private static StateMessage.Points readPoints(FrameReader in, long ledger, int request) throws BrokenFrame {
        Progress progress = readProgress(in);
        int count = in.count(StateLimits.POSITIONS_MAX, 34);
        List<StatePoint> points = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long position = in.varint(Long.MAX_VALUE);
            Key last = in.u8() == 0 ? null : Frames.readKey(in);
            points.add(new StatePoint(position, last, readHash(in), readHash(in)));
        }
        if (points.isEmpty() == (progress == Progress.DONE)) {
            throw new BrokenFrame("points come with an answer, and only with one");
        }
        return new StateMessage.Points(ledger, request, progress, points);
    }

    private static StateMessage.Part readPart(FrameReader in, long ledger, int request) throws BrokenFrame {
        int number = (int) in.varint(StateLimits.STATE_BYTES_MAX / StateLimits.PART_BYTES);
        Progress progress = readProgress(in);
        long total = in.varint(Long.MAX_VALUE);
        long from = (long) number * StateLimits.PART_BYTES;
        boolean sent = progress == Progress.DONE && total <= StateLimits.STATE_BYTES_MAX;
        if ((progress == Progress.DONE) != (total > 0) || (sent && from >= total)) {
            throw new BrokenFrame("a part is beyond the end of its state");
        }
        byte[] bytes = in.bytes(sent ? (int) Math.min(StateLimits.PART_BYTES, total - from) : 0);
        return new StateMessage.Part(ledger, request, number, progress, total, bytes);
    }

    private static Progress readProgress(FrameReader in) throws BrokenFrame {
        int code = in.u8();
        for (Progress progress : Progress.values()) {
            if (progress.code == code) {
                return progress;
            }
        }
        throw new BrokenFrame("there is no progress " + code);
    }

    private static StateHash readHash(FrameReader in) throws BrokenFrame {
        return new StateHash(in.i64(), in.i64());
    }

    private static String readText(FrameReader in) throws BrokenFrame {
        int length = in.count(StateLimits.NAME_BYTES_MAX, 1);
        if (length == 0) {
            throw new BrokenFrame("a name is empty");
        }
        byte[] utf8 = in.bytes(length);
        String text = new String(utf8, StandardCharsets.UTF_8);
        // What is no UTF-8 comes out as other bytes, and longer ones.
        if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), utf8)) {
            throw new BrokenFrame("a name is no UTF-8");
        }
        return text;
    }
}
