package io.ledgerstone.lua.runtime;

import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.VarArgFunction;

/** A function that is not the addon's own. It is never called in the manner of a tail, so that its errors keep their place. */
public abstract class Builtin extends VarArgFunction {
    /** For subclasses. */
    protected Builtin() {}

    @Override
    public abstract Varargs invoke(Varargs args);
}
