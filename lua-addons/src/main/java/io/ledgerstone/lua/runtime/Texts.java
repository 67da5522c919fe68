package io.ledgerstone.lua.runtime;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;

/** Lua's texts, which are bytes, and Java's, which are Unicode. */
public final class Texts {
    private Texts() {}

    /** The bytes of a Java text in UTF-8. */
    public static LuaString lua(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return LuaString.valueUsing(bytes, 0, bytes.length);
    }

    /** A Java text for people to read: bytes that are no UTF-8 become question marks in a diamond. */
    public static String java(LuaString text) {
        return new String(text.m_bytes, text.m_offset, text.m_length, StandardCharsets.UTF_8);
    }

    /** The same text in Java, or null if the bytes are no UTF-8. */
    public static @Nullable String exact(LuaString text) {
        byte[] bytes = text.m_bytes;
        int end = text.m_offset + text.m_length;
        int at = text.m_offset;
        while (at < end && bytes[at] >= 0) {
            at++;
        }
        if (at == end) {
            return new String(bytes, text.m_offset, text.m_length, StandardCharsets.ISO_8859_1);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, text.m_offset, text.m_length))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return null;
        }
    }

    /** Order by unsigned bytes, as C compares texts. */
    public static int compare(LuaString a, LuaString b) {
        return java.util.Arrays.compareUnsigned(
                a.m_bytes, a.m_offset, a.m_offset + a.m_length, b.m_bytes, b.m_offset, b.m_offset + b.m_length);
    }
}
