package io.ledgerstone.gossip.link;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.CorruptedFrameException;
import java.util.List;

/** Cuts what arrives into messages. Nothing is read any more once something was wrong. */
final class MessageDecoder extends ByteToMessageDecoder {
    /** How the first four bytes of TLS look when taken for a length: a handshake, or a warning. */
    private static final int TLS_HANDSHAKE = 0x1603;

    private static final int TLS_ALERT = 0x1503;

    private int bytesMax;
    private boolean isBroken;

    MessageDecoder(int bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** How large a message may be from now on. */
    void allow(int bytes) {
        bytesMax = bytes;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (isBroken) {
            in.skipBytes(in.readableBytes());
            return;
        }
        if (in.readableBytes() < Integer.BYTES) {
            return;
        }
        int bytes = in.getInt(in.readerIndex());
        if (bytes < 1 || bytes > bytesMax) {
            isBroken = true;
            throw new CorruptedFrameException(wrong(bytes));
        }
        if (in.readableBytes() >= Integer.BYTES + bytes) {
            in.skipBytes(Integer.BYTES);
            out.add(Wire.decode(in, bytes));
        }
    }

    private String wrong(int bytes) {
        int start = bytes >>> 16;
        if (start == TLS_HANDSHAKE || start == TLS_ALERT) {
            return "it speaks TLS, but this host is insecure; both must be the same";
        }
        return "it announced a message of " + Integer.toUnsignedString(bytes) + " bytes; 1 to " + bytesMax
                + " are possible";
    }
}
