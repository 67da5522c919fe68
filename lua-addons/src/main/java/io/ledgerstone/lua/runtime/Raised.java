package io.ledgerstone.lua.runtime;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;

/** An error that a script raised with {@code error}: any value, and the place it blames. */
public final class Raised extends LuaError {
    private static final long serialVersionUID = 1L;

    private final transient LuaValue value;
    private final @Nullable String position;

    /** An error of a value, which already starts with the position if it is a text. */
    public Raised(LuaValue value, @Nullable String position) {
        super(value.isstring() ? Texts.java(Numbers.text(value)) : "an error that is a " + value.typename());
        this.value = value;
        this.position = position;
    }

    /** What was raised. */
    public LuaValue value() {
        return value;
    }

    /** The place that the error blames, or null if it blames none. */
    public @Nullable String position() {
        return position;
    }

    @Override
    public LuaValue getMessageObject() {
        return value;
    }
}
