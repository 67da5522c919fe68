package io.ledgerstone.lua.runtime;

import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** The right end of {@code a .. b .. c}, to which operands are joined from right to left; the bytes are put together once. */
public final class Joint {
    private final Machine machine;
    private LuaValue value;
    private LuaString[] parts = new LuaString[4];
    private int count;
    private long bytes;

    Joint(LuaValue last, Machine machine) {
        this.machine = machine;
        value = last;
        restart();
    }

    private void restart() {
        count = 0;
        bytes = 0;
        if (Numbers.joins(value)) {
            add(Numbers.text(value));
        }
    }

    private void add(LuaString part) {
        if (count == parts.length) {
            parts = java.util.Arrays.copyOf(parts, count * 2);
        }
        parts[count++] = part;
        bytes += part.m_length;
    }

    Joint join(LuaValue left) {
        if (count > 0 && Numbers.joins(left)) {
            add(Numbers.text(left));
            return this;
        }
        LuaValue right = value();
        LuaValue handler = left.metatag(LuaValue.CONCAT);
        if (handler.isnil()) {
            handler = right.metatag(LuaValue.CONCAT);
        }
        if (handler.isnil()) {
            LuaValue wrong = Numbers.joins(left) ? right : left;
            throw new LuaError("attempt to concatenate a " + wrong.typename() + " value");
        }
        value = handler.call(left, right);
        restart();
        return this;
    }

    /** What the operands so far make. */
    public LuaValue value() {
        if (count <= 1) {
            return value;
        }
        machine.text(bytes);
        byte[] all = new byte[(int) bytes];
        int at = 0;
        for (int i = count - 1; i >= 0; i--) {
            LuaString part = parts[i];
            System.arraycopy(part.m_bytes, part.m_offset, all, at, part.m_length);
            at += part.m_length;
        }
        value = LuaString.valueUsing(all, 0, all.length);
        restart();
        return value;
    }
}
