package io.ledgerstone.ledger.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.EntryId;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.testkit.RandomEntries;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FramesTest {
    private static final int ALLOCATION_FACTOR = 24;
    private static final int ALLOCATION_BASE = 16 * 1024;

    private static List<Message.Numbered> samples(long seed) {
        Random random = new Random(seed);
        RandomEntries entries = new RandomEntries(seed);
        List<Item> items = items(random, entries);
        List<Message.Parcel> parcels = IntStream.range(0, random.nextInt(20))
                .mapToObj(i -> Message.Parcel.of(entries.next(9)))
                .toList();
        RootAdvert advert = new RootAdvert(
                random.nextLong(),
                random.nextLong() >>> random.nextInt(1, 64),
                print(random),
                random.nextLong(Key.U32_MAX + 1));
        int session = random.nextInt();
        int number = random.nextInt() >>> random.nextInt(1, 32);
        return List.of(
                new Message.Hello(session, number, advert),
                new Message.Same(session, number),
                new Message.Welcome(session, number, advert, items),
                new Message.Probe(session, number, items),
                new Message.Deliver(session, number, parcels),
                new Message.Answer(session, number, items, parcels),
                new Message.Bye(session, number));
    }

    private static Fingerprint print(Random random) {
        return new Fingerprint(random.nextLong(), random.nextLong());
    }

    private static List<Item> items(Random random, RandomEntries entries) {
        ItemList items = new ItemList();
        Bound last = Bound.START;
        for (Entry entry : IntStream.range(0, 30)
                .mapToObj(i -> entries.next(4))
                .sorted()
                .distinct()
                .toList()) {
            Bound to = switch (random.nextInt(4)) {
                case 0 -> Bound.ofWeek(entry.key().weekNumber());
                case 1 -> Bound.ofTime(entry.key().time());
                case 2 -> new Bound(entry.key().high(), entry.key().low(), 0, 0);
                default -> Bound.of(entry);
            };
            if (Range.isAllowed(last, to) && random.nextInt(3) > 0) {
                items.put(last, item(random, to));
            }
            last = last.compareTo(to) < 0 ? to : last;
        }
        return items.items();
    }

    private static Item item(Random random, Bound to) {
        List<EntryId> ids = IntStream.range(0, random.nextInt(40))
                .mapToObj(i -> new EntryId(random.nextLong(), random.nextLong()))
                .toList();
        return switch (random.nextInt(4)) {
            case 0 -> new Item.Print(to, print(random));
            case 1 -> new Item.Ids(to, ids);
            case 2 -> new Item.Want(to, 40, BitSet.valueOf(new long[] {random.nextLong() & (1L << 40) - 1}));
            default -> new Item.Later(to);
        };
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatIsWrittenIsRead(long seed) {
        for (Message.Numbered message : samples(seed)) {
            byte[] frame = Frames.write(message);
            assertThat(Frames.read(frame)).as("seed %d", seed).isInstanceOf(message.getClass());
            assertThat(Frames.write((Message.Numbered) Frames.read(frame))).isEqualTo(frame);
        }
    }

    @Test
    void theBytesAreThoseOfTheTable() {
        Bound week = Bound.ofWeek(2800);
        Bound second = Bound.ofTime(week.time() + 5);
        ItemList items = new ItemList();
        items.put(week, new Item.Print(second, new Fingerprint(1, 2)));
        items.put(second, new Item.Ids(Bound.ofWeek(2801), List.of(new EntryId(3, 4))));
        byte[] frame = Frames.write(new Message.Probe(9, 200, items.items()));
        assertThat(HexFormat.of().formatHex(frame))
                .isEqualTo("04" + "00000009" + "c801" + "03"
                        + "e0bb05"
                        + "a501" + "00000000000000010000000000000002"
                        + "28" + "01" + "00000000000000030000000000000004");
    }

    @Test
    void anAdvertTakesAtMostSixtyFourBytes() {
        RootAdvert advert = new RootAdvert(-1, Long.MAX_VALUE, new Fingerprint(-1, -1), Key.U32_MAX);
        assertThat(Frames.write(new Message.Hello(-1, Integer.MAX_VALUE, advert)))
                .hasSizeLessThanOrEqualTo(64);
    }

    /** Whatever comes, neither reader nor machines throw, and what they allocate stays in proportion. */
    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33})
    void bytesFromAnywhereDoNoHarm(long seed) {
        Random random = new Random(seed);
        Copy copy = new Copy().add(List.of(RandomEntries.numbered(1), RandomEntries.numbered(2)));
        Responder responder = copy.responder();
        responder.receive(new Copy().session(1).begin().frames().getFirst());
        Reconciliation session = copy.session(1);
        session.begin();
        List<byte[]> frames = new ArrayList<>();
        for (long sample = 0; sample < 20; sample++) {
            samples(seed * 1000 + sample).forEach(message -> frames.add(Frames.write(message)));
        }
        for (int i = 0; i < 20_000; i++) {
            byte[] frame = i % 4 == 0 ? new byte[random.nextInt(300)] : mutated(frames, random);
            if (i % 4 == 0) {
                random.nextBytes(frame);
                frame = frame.length > 0 && i % 8 == 0 ? withType(frame, 1 + random.nextInt(7)) : frame;
            }
            if (frame.length > 5 && i % 3 > 0) {
                System.arraycopy(new byte[] {0, 0, 0, 1, 1}, 0, frame, 1, 5);
            }
            if (session.progress().ending() != null) {
                session = copy.session(1);
                session.begin();
            }
            responder.receive(frame);
            session.receive(frame);
        }
        assertThat(copy.entries()).hasSize(2);
    }

    private static byte[] withType(byte[] frame, int type) {
        frame[0] = (byte) type;
        return frame;
    }

    private static byte[] mutated(List<byte[]> frames, Random random) {
        byte[] frame = frames.get(random.nextInt(frames.size())).clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            frame[random.nextInt(frame.length)] = (byte) random.nextInt();
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(frame, random.nextInt(frame.length + 20)) : frame;
    }

    @Test
    void readingAllocatesASmallMultipleOfTheFrame() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Random random = new Random(5);
        for (int round = 0; round < 500; round++) {
            byte[] frame = new byte[1 + random.nextInt(SyncLimits.FRAME_BYTES_MAX)];
            random.nextBytes(frame);
            frame[0] = (byte) (1 + round % 7);
            Arrays.fill(frame, Math.min(frame.length, 5), frame.length, (byte) random.nextInt(64));
            long before = threads.getCurrentThreadAllocatedBytes();
            Frames.read(frame);
            assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                    .isLessThan(ALLOCATION_BASE + (long) ALLOCATION_FACTOR * frame.length);
        }
    }

    @Test
    void aFrameThatIsTooLongIsNone() {
        assertThat(Frames.read(new byte[SyncLimits.FRAME_BYTES_MAX + 1])).isInstanceOf(Message.Malformed.class);
    }
}
