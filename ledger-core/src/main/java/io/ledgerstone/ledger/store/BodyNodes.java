package io.ledgerstone.ledger.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.mapdb.DataInput2;
import org.mapdb.DataOutput2;
import org.mapdb.serializer.GroupSerializerObjectArray;

/** How a node's bodies are written: check word, the length of each in 4 bytes, then the bodies. */
final class BodyNodes extends GroupSerializerObjectArray<byte[]> {
    static final BodyNodes INSTANCE = new BodyNodes();

    private static final int SALT = 'B';
    private static final int BODY_BYTES_MAX = 1 << 20;

    @Override
    public void serialize(DataOutput2 out, byte[] body) throws IOException {
        out.writeInt(body.length);
        out.write(body);
    }

    @Override
    public byte[] deserialize(DataInput2 in, int available) throws IOException {
        byte[] body = new byte[in.readInt()];
        in.readFully(body);
        return body;
    }

    @Override
    public void valueArraySerialize(DataOutput2 out, Object bodies) throws IOException {
        Object[] all = (Object[]) bodies;
        ByteBuffer lengths = ByteBuffer.allocate(all.length * Integer.BYTES);
        int end = 0;
        for (Object body : all) {
            lengths.putInt(((byte[]) body).length);
            end += ((byte[]) body).length;
        }
        byte[] head = lengths.array();
        byte[] block = new byte[end];
        int at = 0;
        for (Object body : all) {
            int length = ((byte[]) body).length;
            System.arraycopy(body, 0, block, at, length);
            at += length;
        }
        out.writeInt(CheckWord.of(SALT, head, block));
        out.write(head);
        out.write(block);
    }

    @Override
    public Object[] valueArrayDeserialize(DataInput2 in, int size) throws IOException {
        CheckWord.require(size > 0 && size <= TableShape.NODE_ENTRIES_MAX, "a node of " + size + " entries");
        int checkWord = in.readInt();
        byte[] head = new byte[size * Integer.BYTES];
        in.readFully(head);
        int[] ends = ends(head, size);
        byte[] block = new byte[ends[size - 1]];
        in.readFully(block);
        CheckWord.require(checkWord == CheckWord.of(SALT, head, block), "the check word of a node of bodies is wrong");
        Object[] bodies = new Object[size];
        for (int i = 0, from = 0; i < size; from = ends[i++]) {
            bodies[i] = Arrays.copyOfRange(block, from, ends[i]);
        }
        return bodies;
    }

    private static int[] ends(byte[] head, int size) {
        int[] ends = new int[size];
        int end = 0;
        for (int i = 0, at = 0; i < size; i++, at += Integer.BYTES) {
            int length = (head[at] & 0xFF) << 24
                    | (head[at + 1] & 0xFF) << 16
                    | (head[at + 2] & 0xFF) << 8
                    | (head[at + 3] & 0xFF);
            CheckWord.require(length >= 0 && length <= BODY_BYTES_MAX, "a body of " + length + " bytes");
            end += length;
            ends[i] = end;
        }
        return ends;
    }
}
