package io.ledgerstone.lua.compile;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LocVars;
import org.luaj.vm2.Lua;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.Upvaldesc;

/**
 * Which variables a function shares with the functions inside it, and how.
 *
 * <p>A variable that is set once, before any function captures it, is copied into each of them. Every other captured variable
 * lives in a {@link io.ledgerstone.lua.runtime.Cell} that its functions share; so does then its register, all through the
 * function. Which it is follows from the instructions that write the register while the variable is in scope.
 */
final class Captures {
    private final Prototype prototype;
    private final boolean[] sharedRegisters;
    private final boolean[] sharedUpvalues;
    private final Captures[] inners;

    /** The captures of a whole file. */
    static Captures of(Prototype main) {
        boolean[] shared = new boolean[main.upvalues.length];
        for (int i = 0; i < shared.length; i++) {
            shared[i] = assigns(main, i);
        }
        return new Captures(main, shared);
    }

    private Captures(Prototype prototype, boolean[] sharedUpvalues) {
        this.prototype = prototype;
        this.sharedUpvalues = sharedUpvalues;
        sharedRegisters = new boolean[prototype.maxstacksize];
        inners = new Captures[prototype.p.length];
        Map<LocVars, Boolean> sharedLocals = sharedLocals();
        for (int pc = 0; pc < prototype.code.length; pc++) {
            int code = prototype.code[pc];
            if (Lua.GET_OPCODE(code) == Lua.OP_CLOSURE) {
                int child = Lua.GETARG_Bx(code);
                inners[child] = new Captures(prototype.p[child], capturedBy(prototype.p[child], pc, sharedLocals));
            }
        }
    }

    /** Whether a register holds its value in a cell. */
    boolean isShared(int register) {
        return sharedRegisters[register];
    }

    /** Whether a captured variable comes in a cell. */
    boolean isSharedUpvalue(int index) {
        return sharedUpvalues[index];
    }

    /** The captures of a function inside. */
    Captures inner(int index) {
        return inners[index];
    }

    private boolean[] capturedBy(Prototype child, int pc, Map<LocVars, Boolean> sharedLocals) {
        boolean[] shared = new boolean[child.upvalues.length];
        for (int i = 0; i < shared.length; i++) {
            Upvaldesc upvalue = child.upvalues[i];
            if (upvalue.instack) {
                LocVars local = local(upvalue.idx, pc);
                shared[i] = local == null || sharedLocals.getOrDefault(local, false);
                sharedRegisters[upvalue.idx] |= shared[i];
            } else {
                shared[i] = sharedUpvalues[upvalue.idx];
            }
        }
        return shared;
    }

    /** The captured locals, and whether each has to be shared because somebody sets it after it may have been captured. */
    private Map<LocVars, Boolean> sharedLocals() {
        Map<LocVars, Boolean> shared = new HashMap<>();
        for (int pc = 0; pc < prototype.code.length; pc++) {
            int code = prototype.code[pc];
            if (Lua.GET_OPCODE(code) != Lua.OP_CLOSURE) {
                continue;
            }
            Prototype child = prototype.p[Lua.GETARG_Bx(code)];
            for (int i = 0; i < child.upvalues.length; i++) {
                Upvaldesc upvalue = child.upvalues[i];
                LocVars local = upvalue.instack ? local(upvalue.idx, pc) : null;
                if (local != null) {
                    boolean set = assigns(child, i) || isWritten(upvalue.idx, local);
                    shared.merge(local, set, Boolean::logicalOr);
                }
            }
        }
        return shared;
    }

    /** Whether a function, or one inside it, sets a variable that it captured. */
    private static boolean assigns(Prototype prototype, int upvalue) {
        for (int code : prototype.code) {
            if (Lua.GET_OPCODE(code) == Lua.OP_SETUPVAL && Lua.GETARG_B(code) == upvalue) {
                return true;
            }
        }
        for (Prototype child : prototype.p) {
            for (int i = 0; i < child.upvalues.length; i++) {
                Upvaldesc desc = child.upvalues[i];
                if (!desc.instack && desc.idx == upvalue && assigns(child, i)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The local variable that a register is at an instruction, or null if it has no name there. */
    private @Nullable LocVars local(int register, int pc) {
        int left = register;
        for (LocVars local : prototype.locvars) {
            if (local.startpc <= pc && pc < local.endpc && left-- == 0) {
                return local;
            }
        }
        return null;
    }

    private boolean isWritten(int register, LocVars local) {
        for (int pc = local.startpc; pc < local.endpc && pc < prototype.code.length; pc++) {
            if (writes(prototype.code[pc], register)) {
                return true;
            }
        }
        return false;
    }

    private static boolean writes(int code, int register) {
        int a = Lua.GETARG_A(code);
        int c = Lua.GETARG_C(code);
        int b = Lua.GETARG_B(code);
        return switch (Lua.GET_OPCODE(code)) {
            case Lua.OP_SETTABUP, Lua.OP_SETUPVAL, Lua.OP_SETTABLE, Lua.OP_SETLIST, Lua.OP_EXTRAARG -> false;
            case Lua.OP_JMP, Lua.OP_EQ, Lua.OP_LT, Lua.OP_LE, Lua.OP_TEST, Lua.OP_RETURN, Lua.OP_TAILCALL -> false;
            case Lua.OP_LOADNIL -> register >= a && register <= a + b;
            case Lua.OP_SELF -> register == a || register == a + 1;
            case Lua.OP_CALL -> register >= a && (c == 0 || register < a + c - 1);
            case Lua.OP_VARARG -> register >= a && (b == 0 || register < a + b - 1);
            case Lua.OP_FORLOOP -> register == a || register == a + 3;
            case Lua.OP_TFORCALL -> register >= a + 3 && register < a + 3 + c;
            default -> register == a;
        };
    }
}
