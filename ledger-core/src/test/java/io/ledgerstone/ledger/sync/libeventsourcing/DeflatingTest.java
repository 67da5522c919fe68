package io.ledgerstone.ledger.sync.libeventsourcing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class DeflatingTest {
    @Test
    void everythingDeflatedInflatesToTheSame() {
        for (long seed = 0; seed < 300; seed++) {
            byte[] plain = bytes(new Random(seed));
            DeflateLevel level = seed % 2 == 0 ? DeflateLevel.FOUR : DeflateLevel.forSize(plain.length);
            byte[] deflated = Deflating.deflate(plain, level);
            assertThat(Inflating.inflate(deflated)).as("seed %s", seed).isEqualTo(plain);
        }
    }

    /** Runs, repeats and noise, from nothing to several blocks; few different bytes or all. */
    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[random.nextInt(1 << random.nextInt(1, 18))];
        int kinds = 1 + random.nextInt(256);
        for (int at = 0; at < bytes.length; ) {
            int length = Math.min(bytes.length - at, 1 + random.nextInt(300));
            if (random.nextBoolean() && at > 0) {
                int distance = 1 + random.nextInt(at);
                for (int i = 0; i < length; i++) {
                    bytes[at + i] = bytes[at + i - distance];
                }
            } else {
                for (int i = 0; i < length; i++) {
                    bytes[at + i] = (byte) random.nextInt(kinds);
                }
            }
            at += length;
        }
        return bytes;
    }

    @Test
    void codesStayShortHoweverUnevenTheCounts() {
        byte[] plain = new byte[46_367];
        int at = 0;
        int one = 1;
        int two = 1;
        for (int symbol = 0; at < plain.length; symbol++) { // Fibonacci counts make the deepest tree.
            int end = Math.min(plain.length, at + one);
            Arrays.fill(plain, at, end, (byte) symbol);
            at = end;
            int sum = one + two;
            one = two;
            two = sum;
        }
        int[] counts = new int[256];
        for (byte value : plain) {
            counts[value & 0xFF]++;
        }
        HuffmanCode code = HuffmanCode.of(counts, 15);
        double room = 0;
        for (int symbol = 0; symbol < counts.length; symbol++) {
            assertThat(code.length(symbol)).isLessThanOrEqualTo(15);
            room += counts[symbol] > 0 ? Math.pow(2, -code.length(symbol)) : 0;
        }
        assertThat(room).isEqualTo(1);
        Random random = new Random(1);
        for (int i = plain.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            byte moved = plain[i];
            plain[i] = plain[other];
            plain[other] = moved;
        }
        assertThat(Inflating.inflate(Deflating.deflate(plain, DeflateLevel.FOUR)))
                .isEqualTo(plain);
    }

    @Test
    void cutOrLengthenedDataIsRefused() {
        byte[] deflated = Deflating.deflate("a week of events".getBytes(StandardCharsets.UTF_8), DeflateLevel.FOUR);
        assertThatThrownBy(() -> Inflating.inflate(Arrays.copyOf(deflated, deflated.length - 1)))
                .hasMessageContaining("early");
        assertThatThrownBy(() -> Inflating.inflate(Arrays.copyOf(deflated, deflated.length + 1)))
                .hasMessageContaining("follow");
        assertThatThrownBy(() -> Inflating.inflate(new byte[0])).isInstanceOf(MalformedException.class);
    }

    @Test
    void channelsCarryEveryByte() {
        byte[] plain = new byte[256];
        for (int i = 0; i < plain.length; i++) {
            plain[i] = (byte) i;
        }
        byte[] escaped = ChannelEscape.escape(plain);
        assertThat(escaped).doesNotContain(0).startsWith(1, 2, 1, 3, 2).hasSize(258);
        assertThat(ChannelEscape.unescape(escaped)).isEqualTo(plain);
        for (byte[] broken : new byte[][] {{0}, {1}, {1, 1}, {5, 1}}) {
            assertThatThrownBy(() -> ChannelEscape.unescape(broken)).isInstanceOf(MalformedException.class);
        }
    }
}
