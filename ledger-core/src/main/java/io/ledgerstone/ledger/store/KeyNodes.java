package io.ledgerstone.ledger.store;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.mapdb.DataInput2;
import org.mapdb.DataOutput2;
import org.mapdb.serializer.GroupSerializerObjectArray;

/** How a node's keys are written: check word, then 32 bytes a key. */
final class KeyNodes extends GroupSerializerObjectArray<TableKey> {
    static final KeyNodes INSTANCE = new KeyNodes();

    private static final int SALT = 'K';
    private static final byte[] NOTHING = {};
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    @Override
    public void serialize(DataOutput2 out, TableKey key) throws IOException {
        out.writeLong(key.high);
        out.writeLong(key.low);
        out.writeLong(key.idHigh);
        out.writeLong(key.idLow);
    }

    @Override
    public TableKey deserialize(DataInput2 in, int available) throws IOException {
        return new TableKey(in.readLong(), in.readLong(), in.readLong(), in.readLong());
    }

    @Override
    public void valueArraySerialize(DataOutput2 out, Object keys) throws IOException {
        Object[] all = (Object[]) keys;
        ByteBuffer bytes = ByteBuffer.allocate(all.length * TableKey.BYTES);
        for (Object object : all) {
            TableKey key = (TableKey) object;
            bytes.putLong(key.high).putLong(key.low).putLong(key.idHigh).putLong(key.idLow);
        }
        byte[] raw = bytes.array();
        out.writeInt(CheckWord.of(SALT, raw, NOTHING));
        out.write(raw);
    }

    @Override
    public Object[] valueArrayDeserialize(DataInput2 in, int size) throws IOException {
        CheckWord.require(size > 0 && size <= TableShape.NODE_ENTRIES_MAX, "a node of " + size + " entries");
        int checkWord = in.readInt();
        byte[] raw = new byte[size * TableKey.BYTES];
        in.readFully(raw);
        CheckWord.require(checkWord == CheckWord.of(SALT, raw, NOTHING), "the check word of a node of keys is wrong");
        Object[] keys = new Object[size];
        for (int i = 0, at = 0; i < size; i++, at += TableKey.BYTES) {
            keys[i] = new TableKey(
                    (long) LONG.get(raw, at), (long) LONG.get(raw, at + 8), (long) LONG.get(raw, at + 16), (long)
                            LONG.get(raw, at + 24));
        }
        return keys;
    }
}
