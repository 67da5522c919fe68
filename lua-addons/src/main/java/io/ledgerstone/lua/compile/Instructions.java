package io.ledgerstone.lua.compile;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import org.luaj.vm2.Lua;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.Upvaldesc;

/**
 * Writes the code of one function: Lua's instructions in order, a register in a local variable each.
 *
 * <p>A step is spent at the entry, where the depth is counted too, and before every jump backwards; each return counts the depth
 * down. The line numbers are those of the instructions, counted from 1.
 */
final class Instructions {
    private static final ClassDesc VALUE = Names.VALUE;
    private static final ClassDesc VARARGS = Names.VARARGS;

    private final FunctionClass function;
    private final Prototype prototype;
    private final CodeBuilder code;
    private final Registers at;
    private final Label[] labels;
    private final int openLocal;
    /** The register from which the last instruction with any number of results left them. */
    private int openFrom;

    Instructions(FunctionClass function, CodeBuilder code) {
        this.function = function;
        this.code = code;
        prototype = function.prototype;
        labels = new Label[prototype.code.length + 1];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = code.newLabel();
        }
        openLocal = (function.isGeneral ? 1 : prototype.numparams) + 1;
        at = new Registers(function, code, openLocal + 1);
    }

    void write() {
        at.callMachine("enter");
        at.prepare(openLocal);
        for (int pc = 0; pc < prototype.code.length; pc++) {
            code.labelBinding(labels[pc]);
            code.lineNumber(pc + 1);
            instruction(pc, prototype.code[pc]);
        }
        code.labelBinding(labels[prototype.code.length]);
        at.none();
        finish();
    }

    private void instruction(int pc, int instruction) {
        int a = Lua.GETARG_A(instruction);
        int b = Lua.GETARG_B(instruction);
        int c = Lua.GETARG_C(instruction);
        int opcode = Lua.GET_OPCODE(instruction);
        switch (opcode) {
            case Lua.OP_MOVE, Lua.OP_LOADK, Lua.OP_LOADKX, Lua.OP_LOADBOOL, Lua.OP_LOADNIL ->
                load(pc, opcode, a, b, c, Lua.GETARG_Bx(instruction));
            case Lua.OP_GETUPVAL, Lua.OP_SETUPVAL, Lua.OP_GETTABUP, Lua.OP_SETTABUP -> upvalues(opcode, a, b, c);
            case Lua.OP_GETTABLE, Lua.OP_SETTABLE, Lua.OP_SELF, Lua.OP_NEWTABLE -> tables(opcode, a, b, c);
            case Lua.OP_SETLIST -> list(a, b, c == 0 ? Lua.GETARG_Ax(prototype.code[pc + 1]) : c);
            case Lua.OP_ADD, Lua.OP_SUB, Lua.OP_MUL, Lua.OP_DIV, Lua.OP_MOD, Lua.OP_POW -> {
                at.operand(b);
                at.operand(c);
                arithmetic(opcode);
                at.store(a);
            }
            case Lua.OP_UNM, Lua.OP_NOT, Lua.OP_LEN -> {
                at.register(b);
                if (opcode == Lua.OP_UNM) {
                    code.invokestatic(Names.ARITHMETIC, "neg", MethodTypeDesc.of(VALUE, VALUE));
                } else {
                    code.invokevirtual(VALUE, opcode == Lua.OP_NOT ? "not" : "len", MethodTypeDesc.of(VALUE));
                }
                at.store(a);
            }
            case Lua.OP_CONCAT -> concat(a, b, c);
            case Lua.OP_JMP -> {
                at.close(a);
                jump(pc, pc + 1 + Lua.GETARG_sBx(instruction));
            }
            case Lua.OP_EQ, Lua.OP_LT, Lua.OP_LE, Lua.OP_TEST, Lua.OP_TESTSET -> test(pc, opcode, a, b, c);
            case Lua.OP_CALL -> call(a, b - 1, c - 1);
            case Lua.OP_TAILCALL -> {
                at.register(a);
                values(a + 1, b - 1);
                at.ops("tailcall", VARARGS, VALUE, VARARGS);
                finish();
            }
            case Lua.OP_RETURN -> result(a, b - 1);
            case Lua.OP_FORPREP, Lua.OP_FORLOOP, Lua.OP_TFORCALL, Lua.OP_TFORLOOP ->
                loop(pc, opcode, a, c, pc + 1 + Lua.GETARG_sBx(instruction));
            case Lua.OP_CLOSURE -> closure(a, Lua.GETARG_Bx(instruction));
            case Lua.OP_VARARG -> varargs(a, b - 1);
            default -> {} // The argument of the instruction before.
        }
    }

    private void load(int pc, int opcode, int a, int b, int c, int bx) {
        switch (opcode) {
            case Lua.OP_MOVE -> {
                at.register(b);
                at.store(a);
            }
            case Lua.OP_LOADNIL -> {
                for (int register = a; register <= a + b; register++) {
                    at.nil();
                    at.store(register);
                }
            }
            case Lua.OP_LOADBOOL -> {
                at.constant(LuaValue.valueOf(b != 0), 0);
                at.store(a);
                if (c != 0) {
                    jump(pc, pc + 2);
                }
            }
            default -> {
                int index = opcode == Lua.OP_LOADKX ? Lua.GETARG_Ax(prototype.code[pc + 1]) : bx;
                at.constant(prototype.k[index], index);
                at.store(a);
            }
        }
    }

    private void upvalues(int opcode, int a, int b, int c) {
        switch (opcode) {
            case Lua.OP_GETUPVAL -> {
                at.upvalue(b);
                at.store(a);
            }
            case Lua.OP_SETUPVAL -> {
                at.upvalueField(b);
                at.register(a);
                code.putfield(Names.CELL, Names.CELL_FIELD, VALUE);
            }
            case Lua.OP_GETTABUP -> {
                at.upvalue(b);
                at.operand(c);
                index();
                at.store(a);
            }
            default -> {
                at.upvalue(a);
                at.operand(b);
                at.operand(c);
                at.ops("assign", Names.VOID, VALUE, VALUE, VALUE);
            }
        }
    }

    private void tables(int opcode, int a, int b, int c) {
        switch (opcode) {
            case Lua.OP_GETTABLE -> {
                at.register(b);
                at.operand(c);
                index();
                at.store(a);
            }
            case Lua.OP_SETTABLE -> {
                at.register(a);
                at.operand(b);
                at.operand(c);
                at.ops("assign", Names.VOID, VALUE, VALUE, VALUE);
            }
            case Lua.OP_SELF -> {
                at.register(b);
                code.dup();
                at.store(a + 1);
                at.operand(c);
                index();
                at.store(a);
            }
            default -> {
                at.machine();
                at.ops("table", VALUE, Names.MACHINE);
                at.store(a);
            }
        }
    }

    private void index() {
        at.machine();
        at.ops("index", VALUE, VALUE, VALUE, Names.MACHINE);
    }

    private void list(int a, int count, int block) {
        int first = (block - 1) * Lua.LFIELDS_PER_FLUSH + 1;
        int plain = count == 0 ? Math.max(0, openFrom - a - 1) : count;
        for (int i = 0; i < plain; i++) {
            at.register(a);
            code.loadConstant(first + i);
            at.register(a + 1 + i);
            code.invokevirtual(VALUE, "rawset", MethodTypeDesc.of(Names.VOID, Names.INT, VALUE));
        }
        if (count == 0) {
            at.register(a);
            code.loadConstant(first + plain).aload(openLocal);
            code.invokevirtual(VALUE, "rawsetlist", MethodTypeDesc.of(Names.VOID, Names.INT, VARARGS));
        }
    }

    private void arithmetic(int opcode) {
        String name = switch (opcode) {
            case Lua.OP_ADD -> "add";
            case Lua.OP_SUB -> "sub";
            case Lua.OP_MUL -> "mul";
            case Lua.OP_DIV -> "div";
            case Lua.OP_MOD -> "mod";
            default -> "pow";
        };
        code.invokestatic(Names.ARITHMETIC, name, MethodTypeDesc.of(VALUE, VALUE, VALUE));
    }

    private void concat(int a, int first, int last) {
        for (int register = first; register <= last; register++) {
            at.register(register);
        }
        at.machine();
        at.ops("last", Names.JOINT, VALUE, Names.MACHINE);
        for (int register = first; register < last; register++) {
            at.ops("join", Names.JOINT, VALUE, Names.JOINT);
        }
        code.invokevirtual(Names.JOINT, "value", MethodTypeDesc.of(VALUE));
        at.store(a);
    }

    private void jump(int pc, int target) {
        tickIfBack(pc, target);
        code.goto_(labels[target]);
    }

    private void tickIfBack(int pc, int target) {
        if (target <= pc) {
            at.callMachine("tick");
        }
    }

    /** Skips the jump that follows unless the test comes out as wanted. */
    private void test(int pc, int opcode, int a, int b, int c) {
        boolean wanted;
        if (opcode == Lua.OP_TEST || opcode == Lua.OP_TESTSET) {
            at.register(opcode == Lua.OP_TEST ? a : b);
            code.invokevirtual(VALUE, "toboolean", MethodTypeDesc.of(Names.BOOLEAN));
            wanted = c != 0;
        } else {
            at.operand(b);
            at.operand(c);
            if (opcode == Lua.OP_EQ) {
                code.invokevirtual(VALUE, "eq_b", MethodTypeDesc.of(Names.BOOLEAN, VALUE));
            } else {
                at.ops(opcode == Lua.OP_LT ? "less" : "lessOrEqual", Names.BOOLEAN, VALUE, VALUE);
            }
            wanted = a != 0;
        }
        if (wanted) {
            code.ifeq(labels[pc + 2]);
        } else {
            code.ifne(labels[pc + 2]);
        }
        if (opcode == Lua.OP_TESTSET) {
            at.register(b);
            at.store(a);
        }
    }

    /** Calls a register; counts of -1 mean any number. */
    private void call(int a, int arguments, int results) {
        at.register(a);
        boolean plain = arguments >= 0 && arguments <= 3 && (results == 0 || results == 1);
        if (plain) {
            ClassDesc[] types = new ClassDesc[arguments];
            for (int i = 0; i < arguments; i++) {
                at.register(a + 1 + i);
                types[i] = VALUE;
            }
            code.invokevirtual(VALUE, "call", MethodTypeDesc.of(VALUE, types));
            if (results == 1) {
                at.ops("one", VALUE, VALUE);
                at.store(a);
            } else {
                code.pop();
            }
            return;
        }
        values(a + 1, arguments);
        code.invokevirtual(VALUE, "invoke", MethodTypeDesc.of(VARARGS, VARARGS));
        spread(a, results);
    }

    /** Puts values into registers, or keeps them all for the next instruction. */
    private void spread(int first, int count) {
        if (count < 0) {
            code.astore(openLocal);
            openFrom = first;
            return;
        }
        for (int i = 0; i < count; i++) {
            code.dup();
            at.argument(i + 1);
            at.store(first + i);
        }
        code.pop();
    }

    /** The values of registers, or of those up to the ones kept by the instruction before and all of these. */
    private void values(int first, int count) {
        int plain = count < 0 ? openFrom - first : count;
        if (plain == 1 && count >= 0) {
            at.register(first);
            return;
        }
        if (plain <= 0) {
            if (count < 0) {
                code.aload(openLocal);
            } else {
                at.none();
            }
            return;
        }
        code.loadConstant(plain).anewarray(VALUE);
        for (int i = 0; i < plain; i++) {
            code.dup().loadConstant(i);
            at.register(first + i);
            code.aastore();
        }
        if (count < 0) {
            code.aload(openLocal);
            code.invokestatic(VALUE, "varargsOf", MethodTypeDesc.of(VARARGS, Names.VALUES, VARARGS));
        } else {
            code.invokestatic(VALUE, "varargsOf", MethodTypeDesc.of(VARARGS, Names.VALUES));
        }
    }

    private void result(int first, int count) {
        if (function.isGeneral) {
            values(first, count);
        } else if (count == 1) {
            at.register(first);
        } else {
            at.none();
        }
        finish();
    }

    private void finish() {
        at.callMachine("leave");
        code.return_(TypeKind.REFERENCE);
    }

    private void loop(int pc, int opcode, int a, int c, int target) {
        switch (opcode) {
            case Lua.OP_FORPREP -> {
                at.register(a);
                at.register(a + 1);
                at.register(a + 2);
                at.ops("prepare", VALUE, VALUE, VALUE, VALUE);
                at.store(a);
                jump(pc, target);
            }
            case Lua.OP_FORLOOP -> {
                at.register(a);
                at.register(a + 2);
                code.invokestatic(Names.ARITHMETIC, "add", MethodTypeDesc.of(VALUE, VALUE, VALUE));
                code.dup();
                at.store(a);
                code.dup();
                at.store(a + 3);
                at.register(a + 1);
                at.register(a + 2);
                at.ops("goesOn", Names.BOOLEAN, VALUE, VALUE, VALUE);
                tickIfBack(pc, target);
                code.ifne(labels[target]);
            }
            case Lua.OP_TFORCALL -> {
                at.register(a);
                at.register(a + 1);
                at.register(a + 2);
                code.invokevirtual(VALUE, "invoke", MethodTypeDesc.of(VARARGS, VALUE, VARARGS));
                spread(a + 3, c);
            }
            default -> {
                Label end = code.newLabel();
                at.register(a + 1);
                code.invokevirtual(VALUE, "isnil", MethodTypeDesc.of(Names.BOOLEAN));
                code.ifne(end);
                at.register(a + 1);
                at.store(a);
                jump(pc, target);
                code.labelBinding(end);
            }
        }
    }

    private void closure(int a, int index) {
        FunctionClass inner = function.inner(index);
        code.new_(inner.self).dup().invokespecial(inner.self, ConstantDescs.INIT_NAME, Names.NOTHING);
        for (int i = 0; i < inner.prototype.upvalues.length; i++) {
            Upvaldesc upvalue = inner.prototype.upvalues[i];
            boolean shared = inner.captures.isSharedUpvalue(i);
            code.dup();
            if (!upvalue.instack) {
                at.upvalueField(upvalue.idx);
            } else if (shared) {
                at.cell(upvalue.idx);
            } else {
                at.register(upvalue.idx);
            }
            code.putfield(inner.self, Names.upvalue(i), inner.upvalueType(i));
        }
        at.store(a);
    }

    private void varargs(int a, int count) {
        code.aload(Registers.ARGUMENTS);
        spread(a, count);
    }
}
