package io.ledgerstone.host.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerstone.host.HostException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries lines between the relay and a channel of a host: reads one stream until it ends, and writes the other. A thread reads
 * ahead by a few lines, everything else is done by whoever calls {@link #run}.
 */
public final class ChannelRelay {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelRelay.class);
    private static final int LINES_AHEAD_MAX = 4;
    private static final JsonMapper ASCII =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final Function<@Nullable ObjectNode, ObjectNode> channel;
    private final PrintWriter out;
    private final Consumer<JsonNode> watcher;
    private final BlockingQueue<Read> lines = new ArrayBlockingQueue<>(LINES_AHEAD_MAX);
    private long refused;

    /** What was read; without a line, the end. */
    private record Read(long number, @Nullable ChannelLine line) {}

    /**
     * A relay that has not begun.
     *
     * @param channel takes a line or null; answers {@code lines} and {@code waitMs}
     * @param out where lines are written to
     * @param watcher sees every line that is written
     */
    public ChannelRelay(
            Function<@Nullable ObjectNode, ObjectNode> channel, PrintWriter out, Consumer<JsonNode> watcher) {
        this.channel = channel;
        this.out = out;
        this.watcher = watcher;
    }

    /**
     * Carries lines until the stream ends, or nobody reads what is written.
     *
     * @return how many lines were not understood
     * @throws HostException if the host does not go on
     */
    public long run(InputStream in) throws InterruptedException {
        Thread reader = Thread.ofPlatform().name("channel reader").daemon().start(() -> read(in));
        try {
            long waitMs = 0;
            while (true) {
                Read next = lines.poll(waitMs, TimeUnit.MILLISECONDS);
                if (next != null && next.line == null) {
                    flush(waitMs);
                    return refused;
                }
                if (next != null && next.line instanceof ChannelLine.Refused no) {
                    refuse(next.number, no.reason());
                } else {
                    waitMs = exchange(next == null ? null : next.line);
                }
                if (out.checkError()) {
                    return refused;
                }
            }
        } finally {
            reader.interrupt();
        }
    }

    /** Writes what waits already. */
    private void flush(long waitMs) {
        for (long next = waitMs; next == 0 && !out.checkError(); ) {
            next = exchange(null);
        }
    }

    private long exchange(@Nullable ChannelLine line) {
        ObjectNode answer = channel.apply(line == null ? null : line.json());
        answer.path("lines").forEach(this::write);
        return answer.path("waitMs").asLong();
    }

    private void refuse(long number, String reason) {
        refused++;
        write(JsonNodeFactory.instance
                .objectNode()
                .put("type", "error")
                .put("line", number)
                .put("message", reason));
    }

    /** Writes a line at once. */
    public void write(JsonNode line) {
        try {
            out.print(ASCII.writeValueAsString(line) + "\n");
            out.flush();
        } catch (JsonProcessingException e) {
            throw new HostException("A line cannot be written: " + e.getOriginalMessage(), e);
        }
        watcher.accept(line);
    }

    private void read(InputStream in) {
        LineReader reader = new LineReader(in, ChannelLine.LINE_BYTES_MAX);
        try {
            for (long number = 1; true; number++) {
                switch (reader.next()) {
                    case LineReader.Next.End end -> {
                        lines.put(new Read(number, null));
                        return;
                    }
                    case LineReader.Next.TooLong tooLong ->
                        lines.put(new Read(
                                number,
                                new ChannelLine.Refused(
                                        "the line has more than " + ChannelLine.LINE_BYTES_MAX + " bytes")));
                    case LineReader.Next.Line line -> {
                        if (!isBlank(line.bytes())) {
                            lines.put(new Read(number, ChannelLine.read(line.bytes())));
                        }
                    }
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("Nobody takes lines any more", e);
        } catch (IOException | RuntimeException e) {
            LOG.warn("The lines of the relay cannot be read any more", e);
            lines.clear();
            lines.add(new Read(0, null));
        }
    }

    private static boolean isBlank(byte[] line) {
        for (byte each : line) {
            if (each != ' ' && each != '\t' && each != '\r') {
                return false;
            }
        }
        return true;
    }
}
