package io.ledgerstone.lua.compile;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import org.luaj.vm2.LuaBoolean;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;

/** Where a compiled function keeps its values, and the code that fetches and stores them: registers, constants, captures. */
final class Registers {
    /** The local variable with the list of arguments, or with the first of the plain ones. */
    static final int ARGUMENTS = 1;

    private static final ClassDesc VALUE = Names.VALUE;
    private static final ClassDesc VARARGS = Names.VARARGS;
    private static final int CONSTANT_BIT = 0x100;

    private final FunctionClass function;
    private final Prototype prototype;
    private final CodeBuilder code;
    private final int firstRegister;

    Registers(FunctionClass function, CodeBuilder code, int firstRegister) {
        this.function = function;
        this.code = code;
        this.firstRegister = firstRegister;
        prototype = function.prototype;
    }

    /** Fills the registers with the parameters and nils, and the open results with none. */
    void prepare(int openLocal) {
        none();
        code.astore(openLocal);
        for (int register = 0; register < prototype.maxstacksize; register++) {
            boolean shared = function.captures.isShared(register);
            if (shared) {
                code.new_(Names.CELL).dup();
            }
            if (register >= prototype.numparams) {
                nil();
            } else if (function.isGeneral) {
                code.aload(ARGUMENTS);
                argument(register + 1);
            } else {
                code.aload(ARGUMENTS + register);
            }
            if (shared) {
                code.invokespecial(
                        Names.CELL, ConstantDescs.INIT_NAME, MethodTypeDesc.of(ConstantDescs.CD_void, VALUE));
            }
            code.astore(firstRegister + register);
        }
        if (prototype.is_vararg != 0 && prototype.numparams > 0) {
            code.aload(ARGUMENTS);
            rest(prototype.numparams + 1);
            code.astore(ARGUMENTS);
        }
    }

    /** Gives the variables of a block that ends cells of their own, so that the functions that captured them keep theirs. */
    void close(int firstPlusOne) {
        if (firstPlusOne == 0) {
            return;
        }
        for (int register = firstPlusOne - 1; register < prototype.maxstacksize; register++) {
            if (function.captures.isShared(register)) {
                code.new_(Names.CELL).dup();
                register(register);
                code.invokespecial(
                        Names.CELL, ConstantDescs.INIT_NAME, MethodTypeDesc.of(ConstantDescs.CD_void, VALUE));
                code.astore(firstRegister + register);
            }
        }
    }

    /** Pushes the cell of a register. */
    void cell(int register) {
        code.aload(firstRegister + register);
    }

    /** Pushes what a register holds. */
    void register(int register) {
        code.aload(firstRegister + register);
        if (function.captures.isShared(register)) {
            code.getfield(Names.CELL, Names.CELL_FIELD, VALUE);
        }
    }

    /** Pops a value into a register. */
    void store(int register) {
        if (function.captures.isShared(register)) {
            code.aload(firstRegister + register).swap().putfield(Names.CELL, Names.CELL_FIELD, VALUE);
        } else {
            code.astore(firstRegister + register);
        }
    }

    /** Pushes what a register holds, or a constant. */
    void operand(int registerOrConstant) {
        if (registerOrConstant < CONSTANT_BIT) {
            register(registerOrConstant);
        } else {
            int index = registerOrConstant & CONSTANT_BIT - 1;
            constant(prototype.k[index], index);
        }
    }

    /** Pushes a constant. */
    void constant(LuaValue constant, int index) {
        if (FunctionClass.isField(constant)) {
            code.getstatic(function.self, Names.constant(index), VALUE);
        } else if (constant.isboolean()) {
            code.getstatic(VALUE, constant.toboolean() ? "TRUE" : "FALSE", Names.desc(LuaBoolean.class));
        } else {
            nil();
        }
    }

    /** Pushes a captured variable as it came: its value, or its cell. */
    void upvalueField(int index) {
        code.aload(0).getfield(function.self, Names.upvalue(index), function.upvalueType(index));
    }

    /** Pushes what a captured variable holds. */
    void upvalue(int index) {
        upvalueField(index);
        if (function.captures.isSharedUpvalue(index)) {
            code.getfield(Names.CELL, Names.CELL_FIELD, VALUE);
        }
    }

    /** Takes a value from a list on the stack. */
    void argument(int number) {
        code.loadConstant(number).invokevirtual(VARARGS, "arg", MethodTypeDesc.of(VALUE, Names.INT));
    }

    /** Takes what follows from a list on the stack. */
    void rest(int from) {
        code.loadConstant(from).invokevirtual(VARARGS, "subargs", MethodTypeDesc.of(VARARGS, Names.INT));
    }

    void nil() {
        code.getstatic(VALUE, "NIL", VALUE);
    }

    void none() {
        code.getstatic(VALUE, "NONE", VALUE);
    }

    void machine() {
        code.getstatic(function.self, Names.MACHINE_FIELD, Names.MACHINE);
    }

    /** Calls a method of the machine that takes and gives nothing. */
    void callMachine(String name) {
        machine();
        code.invokevirtual(Names.MACHINE, name, Names.NOTHING);
    }

    /** Calls an operator. */
    void ops(String name, ClassDesc result, ClassDesc... parameters) {
        code.invokestatic(Names.OPS, name, MethodTypeDesc.of(result, parameters));
    }
}
