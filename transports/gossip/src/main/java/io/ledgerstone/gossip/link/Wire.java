package io.ledgerstone.gossip.link;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.CorruptedFrameException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Messages as bytes; the tables are in the package's description. */
final class Wire {
    static final int VERSION = 1;
    static final int FRAME_BYTES_MAX = 96 << 10;

    /** Length and kind. */
    static final int HEADER_BYTES = 5;

    /** Of a message, before a link is up. */
    static final int STRANGER_BYTES_MAX = 20 << 10;

    static final int CREDENTIALS_BYTES_MAX = 16 << 10;
    static final int JOIN_BYTES_MAX = 4 << 10;
    static final byte[] NOTHING = {};

    private static final int REASON_CHARS_MAX = 200;
    private static final List<Kind> KINDS = List.of(Kind.values());

    enum Kind {
        GREETING(1),
        WELCOME(2),
        REFUSED(3),
        FRAME(4),
        PING(5),
        PONG(6),
        BYE(7),
        JOIN(8),
        JOINED(9);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        private static Kind of(int code) {
            for (Kind kind : KINDS) {
                if (kind.code == code) {
                    return kind;
                }
            }
            throw new CorruptedFrameException("it sent a message of a kind that does not exist");
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    record Message(Kind kind, byte[] body) {}

    /** A greeting without the key, which TLS tells. */
    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    record Hello(int version, int node, long life, String address, byte[] credentials) {}

    private Wire() {}

    static ByteBuf encode(ByteBufAllocator allocator, Kind kind, byte[] body) {
        ByteBuf out = allocator.buffer(HEADER_BYTES + body.length);
        out.writeInt(1 + body.length);
        out.writeByte(kind.code);
        return out.writeBytes(body);
    }

    /** Reads a message without its length. */
    static Message decode(ByteBuf in, int bytes) {
        Kind kind = Kind.of(in.readUnsignedByte());
        byte[] body = new byte[bytes - 1];
        in.readBytes(body);
        return new Message(kind, body);
    }

    static byte[] hello(Hello hello) {
        byte[] address = hello.address().getBytes(StandardCharsets.UTF_8);
        ByteBuf out = Unpooled.buffer(16 + address.length + hello.credentials().length);
        out.writeShort(hello.version()).writeInt(hello.node()).writeLong(hello.life());
        out.writeShort(address.length).writeBytes(address).writeBytes(hello.credentials());
        return bytes(out);
    }

    static Hello hello(byte[] body) {
        ByteBuf in = Unpooled.wrappedBuffer(body);
        try {
            int version = in.readUnsignedShort();
            int node = in.readInt();
            long life = in.readLong();
            byte[] address = new byte[in.readUnsignedShort()];
            if (node < 1 || address.length > LinkAddress.CHARS_MAX) {
                throw new CorruptedFrameException("its greeting makes no sense");
            }
            in.readBytes(address);
            byte[] credentials = bytes(in);
            if (credentials.length > CREDENTIALS_BYTES_MAX) {
                throw new CorruptedFrameException("it shows credentials of more than 16 KiB");
            }
            return new Hello(version, node, life, new String(address, StandardCharsets.UTF_8), credentials);
        } catch (IndexOutOfBoundsException e) {
            throw new CorruptedFrameException("its greeting is too short", e);
        }
    }

    static byte[] refusal(boolean isDouble, String reason) {
        ByteBuf out = Unpooled.buffer();
        out.writeByte(isDouble ? 1 : 0).writeBytes(reason(reason));
        return bytes(out);
    }

    static boolean isDouble(byte[] refusal) {
        return refusal.length > 0 && refusal[0] == 1;
    }

    static String refusalReason(byte[] refusal) {
        return refusal.length < 2
                ? "without a word"
                : printable(new String(refusal, 1, refusal.length - 1, StandardCharsets.UTF_8));
    }

    static byte[] reason(String reason) {
        return printable(reason).getBytes(StandardCharsets.UTF_8);
    }

    static String reason(byte[] body) {
        return body.length == 0 ? "without a word" : printable(new String(body, StandardCharsets.UTF_8));
    }

    /** At most 200 characters, and none that does something to a terminal: the text may be a stranger's. */
    static String printable(String text) {
        String start = text.length() <= REASON_CHARS_MAX ? text : text.substring(0, REASON_CHARS_MAX) + "...";
        StringBuilder out = new StringBuilder();
        start.codePoints()
                .map(c -> switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR -> '?';
                    default -> c;
                })
                .forEach(out::appendCodePoint);
        return out.toString();
    }

    private static byte[] bytes(ByteBuf buffer) {
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        return bytes;
    }
}
