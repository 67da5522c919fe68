package io.ledgerstone.host.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerstone.host.HostException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** One side of a control connection. Reading and writing are each for one thread at a time. */
final class JsonLines implements AutoCloseable {
    /** Bytes of a request: a channel's largest message as base64, or an entry of the largest size many times over. */
    static final int REQUEST_BYTES_MAX = 2 * 1024 * 1024;

    /** Bytes of an answer. */
    static final int ANSWER_BYTES_MAX = 64 * 1024 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SocketChannel channel;
    private final InputStream in;
    private final OutputStream out;

    JsonLines(SocketChannel channel) {
        this.channel = channel;
        in = new BufferedInputStream(Channels.newInputStream(channel));
        out = Channels.newOutputStream(channel);
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** The next line, or null if the other side is gone. */
    @Nullable ObjectNode read(int bytesMax) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return null;
            }
            if (line.size() == bytesMax) {
                throw new HostException("A line on the control socket is longer than " + bytesMax + " bytes");
            }
            line.write(next);
        }
        try {
            JsonNode node = JSON.readTree(line.toByteArray());
            if (node instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw new HostException("A line on the control socket is no JSON: " + e.getOriginalMessage(), e);
        }
        throw new HostException("A line on the control socket is no JSON object");
    }

    synchronized void write(ObjectNode line, int bytesMax) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(line);
        if (bytes.length >= bytesMax) {
            throw new HostException("That takes " + bytes.length + " bytes, more than the " + bytesMax
                    + " that fit on the control socket; ask for a part of it");
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream(bytes.length + 1);
        whole.writeBytes(bytes);
        whole.write('\n');
        out.write(whole.toByteArray());
        out.flush();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
