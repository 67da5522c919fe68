package io.ledgerstone.ledger.sync.libeventsourcing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgerstone.ledger.sync.libeventsourcing.AddonMessage.Malformed;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

/** Whatever comes from a channel is a message or is malformed, and takes no more memory than messages do. */
final class HostileBytesTest {
    private static final long ALLOCATED_MAX = 256L << 20;

    private static byte[] deflate(byte[] plain) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(plain);
        deflater.finish();
        byte[] bytes = new byte[plain.length / 100 + 1024];
        int size = deflater.deflate(bytes);
        assertThat(deflater.finished()).isTrue();
        deflater.end();
        return Arrays.copyOf(bytes, size);
    }

    @Test
    void mutatedMessagesAreMessagesOrMalformed() {
        List<byte[]> messages = EnvelopeVectorsTest.vectors()
                .map(vector -> vector.bytes("channelHex"))
                .toList();
        for (long seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            byte[] bytes = messages.get(random.nextInt(messages.size())).clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            byte[] cut = Arrays.copyOf(bytes, random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length);
            for (Envelope envelope : Envelope.values()) {
                assertThat(envelope.open(cut)).as("seed %s", seed).isNotNull();
            }
        }
    }

    @Test
    void mutatedStreamsAreValuesOrMalformed() {
        List<byte[]> streams = EnvelopeVectorsTest.vectors()
                .map(vector -> vector.bytes("serializedHex"))
                .toList();
        for (long seed = 0; seed < 50_000; seed++) {
            Random random = new Random(seed);
            byte[] bytes = streams.get(random.nextInt(streams.size())).clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                bytes[1 + random.nextInt(Math.min(200, bytes.length - 1))] = (byte) random.nextInt(256);
            }
            requireValueOrMalformed(bytes, seed);
            random.nextBytes(bytes);
            bytes[0] = SerializedReader.VERSION;
            requireValueOrMalformed(bytes, seed);
        }
    }

    private static void requireValueOrMalformed(byte[] bytes, long seed) {
        try {
            MessageTables.read(SerializedReader.read(bytes));
        } catch (MalformedException e) {
            assertThat(e).as("seed %s", seed).hasMessageNotContaining("null");
        }
    }

    @Test
    void whatInflatesOutOfProportionIsRefused() {
        byte[] bomb = ChannelEscape.escape(deflate(new byte[64 << 20]));
        assertThat(allocatedBy(() -> assertThat(Envelope.PLAIN.open(bomb)).isInstanceOf(Malformed.class)))
                .isLessThan(ALLOCATED_MAX);
    }

    @Test
    void aLargeMessageOfManySmallValuesTakesLittle() {
        byte[] tables = new byte[1 << 20];
        Arrays.fill(tables, (byte) 0x0A); // Empty tables, as many as there are bytes.
        int count = tables.length - 5;
        tables[0] = SerializedReader.VERSION;
        tables[1] = (byte) (22 << 3);
        tables[2] = (byte) (count >> 16);
        tables[3] = (byte) (count >> 8);
        tables[4] = (byte) count;
        assertThat(allocatedBy(() -> assertThat(SerializedReader.read(tables)).isNotNull()))
                .isLessThan(ALLOCATED_MAX);
        assertThatThrownBy(() -> SerializedReader.read(Arrays.copyOf(tables, 64)))
                .hasMessageContaining("early");
    }

    @Test
    void moreBytesThanAChannelCarriesAreNotLookedAt() {
        assertThat(Envelope.PLAIN.open(new byte[DialectLimits.CHANNEL_BYTES_MAX + 1]))
                .isEqualTo(new Malformed("it has more than " + DialectLimits.CHANNEL_BYTES_MAX + " bytes"));
    }

    private static long allocatedBy(Runnable run) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        run.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
