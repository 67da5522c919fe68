package io.ledgerstone.lua.compile;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Collections;
import java.util.List;
import org.luaj.vm2.Lua;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.lib.OneArgFunction;
import org.luaj.vm2.lib.ThreeArgFunction;
import org.luaj.vm2.lib.TwoArgFunction;
import org.luaj.vm2.lib.VarArgFunction;
import org.luaj.vm2.lib.ZeroArgFunction;

/**
 * The Java class of one Lua function: its constants, the variables it captured, and one method with its code.
 *
 * <p>A function of at most three parameters that always gives at most one value takes and gives plain values; every other one
 * takes and gives lists of them.
 */
final class FunctionClass {
    /** The version before stack maps, which we need not write then; it knows class constants. */
    private static final int JAVA_5 = 49;

    private static final List<Class<?>> SUPERCLASSES =
            List.of(ZeroArgFunction.class, OneArgFunction.class, TwoArgFunction.class, ThreeArgFunction.class);

    final ClassDesc self;
    final Prototype prototype;
    final Captures captures;
    /** Whether it takes and gives lists. */
    final boolean isGeneral;

    private final String name;

    FunctionClass(String name, Prototype prototype, Captures captures) {
        this.name = name;
        this.prototype = prototype;
        this.captures = captures;
        self = ClassDesc.of(name);
        isGeneral = isGeneral(prototype);
    }

    private static boolean isGeneral(Prototype prototype) {
        if (prototype.is_vararg != 0 || prototype.numparams >= SUPERCLASSES.size()) {
            return true;
        }
        for (int code : prototype.code) {
            int opcode = Lua.GET_OPCODE(code);
            int results = Lua.GETARG_B(code) - 1;
            if (opcode == Lua.OP_TAILCALL || (opcode == Lua.OP_RETURN && (results < 0 || results > 1))) {
                return true;
            }
        }
        return false;
    }

    String name() {
        return name;
    }

    /** The class of a function inside. */
    FunctionClass inner(int index) {
        return new FunctionClass(name + "$" + index, prototype.p[index], captures.inner(index));
    }

    /** Whether a constant is kept in a field of the class; nil and booleans are not. */
    static boolean isField(LuaValue constant) {
        return constant instanceof LuaString || constant instanceof LuaNumber;
    }

    ClassDesc upvalueType(int index) {
        return captures.isSharedUpvalue(index) ? Names.CELL : Names.VALUE;
    }

    /** The bytes of the class. */
    byte[] bytes() {
        return ClassFile.of(ClassFile.DeadCodeOption.KEEP_DEAD_CODE).build(self, this::build);
    }

    private void build(ClassBuilder builder) {
        ClassDesc superclass = Names.desc(isGeneral ? VarArgFunction.class : SUPERCLASSES.get(prototype.numparams));
        builder.withVersion(JAVA_5, 0);
        builder.withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL | ClassFile.ACC_SUPER);
        builder.withSuperclass(superclass);
        builder.withField(Names.MACHINE_FIELD, Names.MACHINE, ClassFile.ACC_STATIC | ClassFile.ACC_FINAL);
        for (int i = 0; i < prototype.k.length; i++) {
            if (isField(prototype.k[i])) {
                builder.withField(Names.constant(i), Names.VALUE, ClassFile.ACC_STATIC | ClassFile.ACC_FINAL);
            }
        }
        for (int i = 0; i < prototype.upvalues.length; i++) {
            builder.withField(Names.upvalue(i), upvalueType(i), 0);
        }
        builder.withMethodBody(ConstantDescs.CLASS_INIT_NAME, Names.NOTHING, ClassFile.ACC_STATIC, this::initializer);
        builder.withMethodBody(
                ConstantDescs.INIT_NAME,
                Names.NOTHING,
                ClassFile.ACC_PUBLIC,
                code -> code.aload(0)
                        .invokespecial(superclass, ConstantDescs.INIT_NAME, Names.NOTHING)
                        .return_());
        MethodTypeDesc type = isGeneral
                ? MethodTypeDesc.of(Names.VARARGS, Names.VARARGS)
                : MethodTypeDesc.of(Names.VALUE, Collections.nCopies(prototype.numparams, Names.VALUE));
        builder.withMethodBody(
                isGeneral ? "onInvoke" : "call",
                type,
                ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL,
                code -> new Instructions(this, code).write());
    }

    private void initializer(CodeBuilder code) {
        code.loadConstant(self)
                .invokestatic(Names.CLASSES, "machineOf", MethodTypeDesc.of(Names.MACHINE, ConstantDescs.CD_Class))
                .putstatic(self, Names.MACHINE_FIELD, Names.MACHINE)
                .loadConstant(self)
                .invokestatic(Names.CLASSES, "constantsOf", MethodTypeDesc.of(Names.VALUES, ConstantDescs.CD_Class))
                .astore(0);
        for (int i = 0; i < prototype.k.length; i++) {
            if (isField(prototype.k[i])) {
                code.aload(0).loadConstant(i).aaload().putstatic(self, Names.constant(i), Names.VALUE);
            }
        }
        code.return_();
    }
}
