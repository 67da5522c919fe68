package io.ledgerstone.ledger.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.EntryId;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.Week;
import io.ledgerstone.ledger.sync.Message.Parcel;
import io.ledgerstone.ledger.testkit.RandomEntries;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a peer does, a session ends, and nothing gets in but entries that were asked for. */
final class HostilePeerTest {
    private static final int SOMETIMES = 3;

    private final Copy honest = new Copy().add(numbered(0, 3000, 1));
    private final Copy other = new Copy().add(numbered(0, 3000, 2)).add(numbered(3000, 3100, 1));
    private final Set<Entry> allowed = new HashSet<>();

    private static List<Entry> numbered(long from, long to, int step) {
        return LongStream.range(from, to)
                .filter(i -> i % step == 0)
                .mapToObj(i -> RandomEntries.numbered(i * 100))
                .toList();
    }

    @BeforeEach
    void remember() {
        allowed.addAll(honest.entries());
        allowed.addAll(other.entries());
    }

    private Progress against(UnaryOperator<byte[]> answers) {
        Responder responder = other.responder();
        Progress progress = new Wire(1, 0).answering(answers).run(honest.session(1), honest, responder, other);
        assertThat(allowed.containsAll(honest.entries()) && allowed.containsAll(other.entries()))
                .isTrue();
        return progress;
    }

    private static UnaryOperator<byte[]> answer(Function<Message.Answer, Message.Answer> change) {
        return frame ->
                Frames.read(frame) instanceof Message.Answer answer ? Frames.write(change.apply(answer)) : frame;
    }

    private static UnaryOperator<byte[]> entries(UnaryOperator<List<Parcel>> change) {
        return answer(answer ->
                new Message.Answer(answer.session(), answer.number(), answer.items(), change.apply(answer.entries())));
    }

    @Test
    void silenceEndsTheSession() {
        Reconciliation session = honest.session(1);
        session.begin();
        int frames = 0;
        while (session.progress().ending() == null) {
            frames += session.tick().frames().size();
        }
        assertThat(session.progress().ending()).isEqualTo(Ending.SILENT);
        assertThat(frames).isEqualTo(SyncLimits.RESENDS_MAX);
    }

    @Test
    void promisedEntriesThatDoNotComeAreCounted() {
        Progress progress = against(entries(parcels -> List.of()));
        assertThat(progress.ending()).isEqualTo(Ending.FINISHED);
        assertThat(progress.received()).isZero();
    }

    @Test
    void forgedEntriesAreRefusedAndEndTheSession() {
        Progress progress = against(entries(parcels -> parcels.stream()
                .map(parcel -> {
                    byte[] body = parcel.body().bytes().clone();
                    body[body.length - 1] ^= 1;
                    return new Parcel(parcel.key(), parcel.id(), new Message.Body(body));
                })
                .toList()));
        assertThat(progress.ending()).isEqualTo(Ending.BROKEN);
        assertThat(progress.forged()).isGreaterThan(SyncLimits.FORGED_MAX);
    }

    @Test
    void entriesThatNobodyAskedForAreRefused() {
        Entry unasked = Copy.CODEC.seal(Key.of(5, 0, 0, 7), "gift", Fields.NONE);
        Progress progress = against(entries(parcels -> {
            List<Parcel> more = new ArrayList<>(parcels);
            more.add(Parcel.of(unasked));
            return more;
        }));
        assertThat(progress.forged()).isPositive();
    }

    @Test
    void aResponderTakesOnlyWhatItAskedFor() {
        Responder responder = other.responder();
        responder.receive(honest.session(1).begin().frames().getFirst());
        List<Parcel> gifts = honest.entries().stream().limit(40).map(Parcel::of).toList();
        Step step = responder.receive(Frames.write(new Message.Deliver(1, 2, gifts)));
        assertThat(step.inserts()).isEmpty();
        assertThat(responder.forged()).isEqualTo(40);
        assertThat(responder.isBroken()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void wrongFingerprintsAndListsOnlyCostTime(long seed) {
        Random random = new Random(seed);
        Progress progress = against(answer(answer -> new Message.Answer(
                answer.session(),
                answer.number(),
                answer.items().stream()
                        .map(item -> random.nextInt(SOMETIMES) > 0 ? item : wrong(item, random))
                        .toList(),
                answer.entries())));
        assertThat(progress.ending()).as("seed %d", seed).isIn(Ending.FINISHED, Ending.UNFINISHED, Ending.BROKEN);
    }

    private static Item wrong(Item item, Random random) {
        Fingerprint print = new Fingerprint(random.nextLong(), random.nextLong());
        List<EntryId> ids = IntStream.range(0, random.nextInt(40))
                .mapToObj(i -> new EntryId(random.nextLong(), random.nextLong()))
                .toList();
        return switch (random.nextInt(5)) {
            case 0 -> new Item.Print(item.to(), print);
            case 1 -> new Item.Ids(item.to(), ids);
            case 2 -> new Item.Want(item.to(), 32, BitSet.valueOf(new long[] {random.nextInt() & 0xFFFF_FFFFL}));
            case 3 -> new Item.Later(item.to());
            default -> item;
        };
    }

    /** A peer that answers every question in one way. */
    private Progress always(Function<Message.Probe, List<Item>> says, Supplier<List<Parcel>> sends) {
        Reconciliation session = honest.session(1);
        Step step = session.begin();
        List<byte[]> frames = new ArrayList<>(
                other.responder().receive(step.frames().getFirst()).frames());
        int sent = 0;
        while (session.progress().ending() == null) {
            assertThat(sent++).as("frames of an endless peer").isLessThan(200_000);
            Step next = frames.isEmpty() ? session.tick() : session.receive(frames.removeFirst());
            honest.add(next.inserts());
            for (byte[] frame : next.frames()) {
                if (Frames.read(frame) instanceof Message.Probe probe) {
                    frames.add(Frames.write(
                            new Message.Answer(probe.session(), probe.number(), says.apply(probe), sends.get())));
                }
            }
        }
        assertThat(allowed.containsAll(honest.entries())).isTrue();
        return session.progress();
    }

    private static Function<Message.Probe, List<Item>> each(Function<Part, List<Item>> says) {
        return probe -> {
            ItemList items = new ItemList();
            for (Part part : Part.of(probe.items())) {
                Part.of(part.range().from(), says.apply(part))
                        .forEach(said -> items.put(said.range().from(), said.item()));
            }
            return items.items();
        };
    }

    @Test
    void endlessDifferencesReachABound() {
        Random random = new Random(1);
        Progress progress = always(
                each(part -> List.of(
                        new Item.Print(part.range().to(), new Fingerprint(random.nextLong(), random.nextLong())))),
                List::of);
        assertThat(progress.ending()).isIn(Ending.UNFINISHED, Ending.BROKEN);
        assertThat(progress.halfRounds()).isLessThanOrEqualTo(SyncLimits.HALF_ROUNDS_MAX + 2);
    }

    @Test
    void puttingOffForEverReachesABound() {
        Progress progress =
                always(each(part -> List.of(new Item.Later(part.range().to()))), List::of);
        assertThat(progress.ending()).isEqualTo(Ending.UNFINISHED);
    }

    @Test
    void puttingOffALittleLessEachTimeReachesABound() {
        Progress progress = always(
                each(part -> {
                    Bound from = part.range().from();
                    Bound later = new Bound(from.high(), from.low(), from.idHigh(), from.idLow() + 1);
                    return Range.isAllowed(from, later)
                                    && Range.isAllowed(later, part.range().to())
                            ? List.of(
                                    new Item.Skip(later),
                                    new Item.Later(part.range().to()))
                            : List.of(new Item.Later(part.range().to()));
                }),
                () -> List.of(Parcel.of(other.entries().last())));
        assertThat(progress.ending()).isIn(Ending.UNFINISHED, Ending.BROKEN);
    }

    @Test
    void anAnswerToWhatWasNotAskedEndsTheSession() {
        assertThat(always(probe -> List.of(new Item.Later(Bound.ofWeek(2))), List::of)
                        .ending())
                .isEqualTo(Ending.BROKEN);
    }

    /** All planted ids have one number, so that any of them can stand for another in a sum. */
    private static Supplier<Expansion> crafted(Set<EntryId> planted) {
        return () -> {
            Expansion real = Expansion.sha256();
            return (high, low) ->
                    planted.contains(new EntryId(high, low)) ? new long[] {7, 0, 0, 0} : real.limbs(high, low);
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {RandomEntries.FIRST_WEEK, RandomEntries.FIRST_WEEK + 2})
    void craftedSumsAreFoundInOneSession(int week) {
        List<Entry> shared = IntStream.range(0, 3000)
                .mapToObj(i -> RandomEntries.numbered(i * 3L * Week.SECONDS / 3000))
                .toList();
        List<Entry> planted = IntStream.range(0, 2)
                .mapToObj(n -> Copy.CODEC.seal(
                        Key.of(Week.firstTime(week) + 1000, 5, 0, 7), "planted", Fields.of(Map.of("n", n))))
                .toList();
        Supplier<Expansion> expansion =
                crafted(Set.of(planted.get(0).id(), planted.get(1).id()));
        Copy a = new Copy(expansion).add(shared).add(planted.subList(0, 1));
        Copy b = new Copy(expansion).add(shared).add(planted.subList(1, 2));
        Wire wire = new Wire(1, 0);
        Progress progress = wire.run(a.session(1), a, b.responder(), b);
        assertThat(progress.collisions()).isEqualTo(1);
        assertThat(progress.ending()).isEqualTo(Ending.FINISHED);
        assertThat(a.entries()).isEqualTo(b.entries()).containsAll(planted);
        assertThat(wire.converge(a, b, 1).ending()).isEqualTo(Ending.SAME);
    }
}
