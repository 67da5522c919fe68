package io.ledgerstone.lua.runtime;

import org.luaj.vm2.LuaValue;

/** A variable that several functions share. */
public final class Cell {
    /** What the variable holds. */
    public LuaValue value;

    /** A variable that holds a value. */
    public Cell(LuaValue value) {
        this.value = value;
    }
}
