package io.ledgerstone.lua.runtime;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Lua;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.Prototype;

/**
 * Where a compiled function comes from: its file and its Lua instructions. The line numbers in its class are instruction numbers
 * from 1, so that an error finds both the line and the names of what it was working with.
 */
public final class FunctionOrigin {
    private static final int NO_REGISTER = -1;

    private final String file;
    private final Prototype prototype;
    private final int[] lines;

    /** The origin of a function. */
    public FunctionOrigin(String file, Prototype prototype) {
        this.file = file;
        this.prototype = prototype;
        lines = prototype.lineinfo;
    }

    /** The place of an instruction, counted from 1, as {@code file:line}. */
    String position(int instruction) {
        int index = Math.clamp(instruction - 1L, 0, Math.max(0, lines.length - 1));
        return lines.length == 0 ? file : file + ":" + lines[index];
    }

    /** What the instruction that indexes, calls or computes was working with, such as {@code field 'points'}, or null. */
    @Nullable String subject(int instruction, Fault fault) {
        int pc = instruction - 1;
        if (pc < 0 || pc >= prototype.code.length) {
            return null;
        }
        int code = prototype.code[pc];
        int register = switch (Lua.GET_OPCODE(code)) {
            case Lua.OP_CALL, Lua.OP_TAILCALL -> fault == Fault.CALL ? Lua.GETARG_A(code) : NO_REGISTER;
            case Lua.OP_GETTABLE, Lua.OP_SELF -> fault == Fault.INDEX ? Lua.GETARG_B(code) : NO_REGISTER;
            case Lua.OP_SETTABLE -> fault == Fault.INDEX ? Lua.GETARG_A(code) : NO_REGISTER;
            case Lua.OP_UNM, Lua.OP_LEN -> Lua.GETARG_B(code);
            default -> NO_REGISTER;
        };
        if (register != NO_REGISTER) {
            return name(pc, register);
        }
        return switch (Lua.GET_OPCODE(code)) {
            case Lua.OP_GETTABUP -> upvalue(Lua.GETARG_B(code));
            case Lua.OP_SETTABUP -> upvalue(Lua.GETARG_A(code));
            case Lua.OP_ADD, Lua.OP_SUB, Lua.OP_MUL, Lua.OP_DIV, Lua.OP_MOD, Lua.OP_POW ->
                operand(pc, fault == Fault.SECOND ? Lua.GETARG_C(code) : Lua.GETARG_B(code));
            case Lua.OP_CONCAT -> null;
            default -> null;
        };
    }

    private @Nullable String operand(int pc, int registerOrConstant) {
        return registerOrConstant > 0xFF ? null : name(pc, registerOrConstant);
    }

    private @Nullable String upvalue(int index) {
        LuaString name = index < prototype.upvalues.length ? prototype.upvalues[index].name : null;
        return name == null || Texts.java(name).equals("_ENV") ? null : "upvalue '" + Texts.java(name) + "'";
    }

    private @Nullable String name(int lastPc, int register) {
        LuaString local = prototype.getlocalname(register + 1, lastPc);
        if (local != null) {
            return "local '" + Texts.java(local) + "'";
        }
        int pc = setter(lastPc, register);
        if (pc < 0) {
            return null;
        }
        int code = prototype.code[pc];
        return switch (Lua.GET_OPCODE(code)) {
            case Lua.OP_MOVE -> Lua.GETARG_B(code) < Lua.GETARG_A(code) ? name(pc, Lua.GETARG_B(code)) : null;
            case Lua.OP_GETTABUP -> {
                LuaString table = prototype.upvalues[Lua.GETARG_B(code)].name;
                boolean global = table != null && Texts.java(table).equals("_ENV");
                yield constant(global ? "global" : "field", Lua.GETARG_C(code));
            }
            case Lua.OP_GETTABLE -> constant("field", Lua.GETARG_C(code));
            case Lua.OP_SELF -> constant("method", Lua.GETARG_C(code));
            case Lua.OP_GETUPVAL -> upvalue(Lua.GETARG_B(code));
            default -> null;
        };
    }

    private @Nullable String constant(String kind, int registerOrConstant) {
        if (registerOrConstant <= 0xFF) {
            return null;
        }
        return prototype.k[registerOrConstant & 0xFF] instanceof LuaString name
                ? kind + " '" + Texts.java(name) + "'"
                : null;
    }

    /** The last instruction before this one that set a register on every path, or -1; the rule of Lua's own debug library. */
    private int setter(int lastPc, int register) {
        int found = -1;
        int jumpTarget = 0;
        for (int pc = 0; pc < lastPc; pc++) {
            int code = prototype.code[pc];
            int a = Lua.GETARG_A(code);
            boolean sets = switch (Lua.GET_OPCODE(code)) {
                case Lua.OP_LOADNIL -> a <= register && register <= a + Lua.GETARG_B(code);
                case Lua.OP_TFORCALL -> register >= a + 2;
                case Lua.OP_CALL, Lua.OP_TAILCALL -> register >= a;
                case Lua.OP_SELF -> register == a || register == a + 1;
                case Lua.OP_JMP -> {
                    int target = pc + 1 + Lua.GETARG_sBx(code);
                    if (target > pc && target <= lastPc) {
                        jumpTarget = Math.max(jumpTarget, target);
                    }
                    yield false;
                }
                case Lua.OP_TEST, Lua.OP_SETTABLE, Lua.OP_SETTABUP, Lua.OP_SETUPVAL, Lua.OP_SETLIST -> false;
                case Lua.OP_EQ, Lua.OP_LT, Lua.OP_LE, Lua.OP_RETURN -> false;
                default -> a == register;
            };
            if (sets) {
                found = pc < jumpTarget ? -1 : pc;
            }
        }
        return found;
    }

    /** Which operand of an instruction an error blames. */
    enum Fault {
        /** What was called. */
        CALL,
        /** What was indexed. */
        INDEX,
        /** The first or only operand. */
        FIRST,
        /** The second operand. */
        SECOND
    }
}
