package io.ledgerstone.lua.compile;

import io.ledgerstone.lua.runtime.Arithmetic;
import io.ledgerstone.lua.runtime.Cell;
import io.ledgerstone.lua.runtime.Joint;
import io.ledgerstone.lua.runtime.Machine;
import io.ledgerstone.lua.runtime.Ops;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** What compiled functions refer to, by name. */
final class Names {
    static final ClassDesc MACHINE = desc(Machine.class);
    static final ClassDesc CLASSES = desc(AddonClasses.class);
    static final ClassDesc OPS = desc(Ops.class);
    static final ClassDesc ARITHMETIC = desc(Arithmetic.class);
    static final ClassDesc JOINT = desc(Joint.class);
    static final ClassDesc CELL = desc(Cell.class);
    static final ClassDesc VALUE = desc(LuaValue.class);
    static final ClassDesc VALUES = VALUE.arrayType();
    static final ClassDesc VARARGS = desc(Varargs.class);
    static final ClassDesc TABLE = desc(LuaTable.class);
    static final ClassDesc INT = ConstantDescs.CD_int;
    static final ClassDesc BOOLEAN = ConstantDescs.CD_boolean;
    static final ClassDesc VOID = ConstantDescs.CD_void;
    static final MethodTypeDesc NOTHING = MethodTypeDesc.of(VOID);

    static final String MACHINE_FIELD = "machine";
    static final String CELL_FIELD = "value";

    private Names() {}

    static ClassDesc desc(Class<?> type) {
        return ClassDesc.of(type.getName());
    }

    static String constant(int index) {
        return "k" + index;
    }

    static String upvalue(int index) {
        return "u" + index;
    }
}
