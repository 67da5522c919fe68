package io.ledgerstone.ledger.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.ledger.sync.StateMessage.Progress;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StateFramesTest {
    static StateMessage.OfLedger sample(Random random) {
        long ledger = StateNet.root(0).ledger();
        int request = random.nextInt();
        Progress progress = List.of(Progress.values()).get(random.nextInt(4));
        boolean done = progress == Progress.DONE;
        return switch (random.nextInt(5)) {
            case 0 ->
                new StateMessage.States(
                        StateNet.root(random.nextInt(2000)),
                        request,
                        random.nextInt(100),
                        random.nextBoolean(),
                        IntStream.range(0, random.nextInt(5))
                                .mapToObj(i -> new AddonState("addon é " + i, hash(random), hash(random)))
                                .toList());
            case 1 ->
                new StateMessage.Ask(
                        ledger,
                        request,
                        StateNet.ADDON,
                        new StateHash(9, 9),
                        LongStream.range(0, 1 + random.nextInt(64))
                                .map(i -> i * 1000)
                                .boxed()
                                .toList());
            case 2 ->
                new StateMessage.Points(
                        ledger,
                        request,
                        progress,
                        LongStream.range(0, done ? 1 + random.nextInt(64) : 0)
                                .mapToObj(i -> new StatePoint(i, StateNet.key(i), hash(random), hash(random)))
                                .toList());
            case 3 ->
                new StateMessage.Fetch(
                        ledger, request, "points", new StateHash(9, 9), random.nextInt(3000), random.nextInt(33));
            default -> {
                int bytes = done ? 1 + random.nextInt(1000) : 0;
                yield new StateMessage.Part(
                        ledger,
                        request,
                        done ? 2 : 0,
                        progress,
                        done ? 2L * StateLimits.PART_BYTES + bytes : 0,
                        new byte[bytes]);
            }
        };
    }

    private static StateHash hash(Random random) {
        return new StateHash(random.nextLong(), random.nextLong());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyMessageComesBackAndNothingElseIsOne(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            byte[] frame = StateFrames.write(sample(random));
            assertThat(frame.length).isLessThanOrEqualTo(SyncLimits.FRAME_BYTES_MAX);
            assertThat(StateFrames.read(frame))
                    .as("seed %d", seed)
                    .isInstanceOfSatisfying(
                            StateMessage.OfLedger.class,
                            message -> assertThat(StateFrames.write(message)).isEqualTo(frame));
            byte[] shorter = Arrays.copyOf(frame, random.nextInt(frame.length));
            byte[] longer = Arrays.copyOf(frame, frame.length + 1);
            for (byte[] broken : List.of(shorter, longer)) {
                assertThat(StateFrames.read(broken)).as("seed %d", seed).isInstanceOf(StateMessage.Malformed.class);
            }
        }
    }
}
