package io.ledgerstone.lua.library;

import io.ledgerstone.lua.runtime.Machine;
import io.ledgerstone.lua.runtime.Table;
import java.util.function.DoubleUnaryOperator;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The libraries {@code math} and {@code bit}. */
final class MathFunctions {
    private static final long UINT32 = 0xFFFF_FFFFL;
    private static final double UINT32_END = 0x1p32;

    private MathFunctions() {}

    static Table math(Machine machine) {
        Table math = new Table(machine);
        of(math, "abs", Math::abs);
        of(math, "acos", StrictMath::acos);
        of(math, "asin", StrictMath::asin);
        of(math, "atan", StrictMath::atan);
        of(math, "ceil", Math::ceil);
        of(math, "cos", StrictMath::cos);
        of(math, "cosh", StrictMath::cosh);
        of(math, "deg", x -> x / (Math.PI / 180));
        of(math, "exp", StrictMath::exp);
        of(math, "floor", Math::floor);
        of(math, "log", StrictMath::log);
        of(math, "log10", StrictMath::log10);
        of(math, "rad", x -> x * (Math.PI / 180));
        of(math, "sin", StrictMath::sin);
        of(math, "sinh", StrictMath::sinh);
        of(math, "sqrt", Math::sqrt);
        of(math, "tan", StrictMath::tan);
        of(math, "tanh", StrictMath::tanh);
        define(math, "atan2", args -> LuaValue.valueOf(StrictMath.atan2(args.number(1), args.number(2))));
        define(math, "pow", args -> LuaValue.valueOf(StrictMath.pow(args.number(1), args.number(2))));
        Native.Body remainder = args -> LuaValue.valueOf(args.number(1) % args.number(2));
        define(math, "fmod", remainder);
        define(math, "mod", remainder);
        define(math, "frexp", MathFunctions::frexp);
        define(
                math,
                "ldexp",
                args -> LuaValue.valueOf(Math.scalb(args.number(1), Math.clamp(args.integer(2), -3000, 3000))));
        define(math, "max", args -> extreme(args, 1));
        define(math, "min", args -> extreme(args, -1));
        define(math, "modf", args -> {
            double number = args.number(1);
            double whole = number < 0 ? Math.ceil(number) : Math.floor(number);
            double fraction = Double.isInfinite(number) ? 0 : number - whole;
            return LuaValue.varargsOf(LuaValue.valueOf(whole), LuaValue.valueOf(fraction));
        });
        Native.Body random = args -> {
            throw new LuaError("addons have no random numbers: every member's copy must come out the same."
                    + " Take chance from the entry, such as its id");
        };
        define(math, "random", random);
        define(math, "randomseed", random);
        math.rawset(LuaString.valueOf("pi"), LuaValue.valueOf(Math.PI));
        math.rawset(LuaString.valueOf("huge"), LuaValue.valueOf(Double.POSITIVE_INFINITY));
        return math;
    }

    private static void define(Table library, String name, Native.Body body) {
        library.rawset(LuaString.valueOf(name), new Native(name, body));
    }

    private static void of(Table math, String name, DoubleUnaryOperator function) {
        define(math, name, args -> LuaValue.valueOf(function.applyAsDouble(args.number(1))));
    }

    private static LuaValue extreme(Args args, int sign) {
        double best = args.number(1);
        for (int i = 2; i <= args.count(); i++) {
            double next = args.number(i);
            if (sign > 0 ? next > best : next < best) {
                best = next;
            }
        }
        return LuaValue.valueOf(best);
    }

    private static Varargs frexp(Args args) {
        double number = args.number(1);
        if (number == 0 || Double.isNaN(number) || Double.isInfinite(number)) {
            return LuaValue.varargsOf(LuaValue.valueOf(number), LuaValue.ZERO);
        }
        boolean subnormal = Math.getExponent(number) < Double.MIN_EXPONENT;
        double scaled = subnormal ? number * 0x1p54 : number;
        int exponent = Math.getExponent(scaled) + 1;
        return LuaValue.varargsOf(
                LuaValue.valueOf(Math.scalb(scaled, -exponent)), LuaValue.valueOf(exponent - (subnormal ? 54 : 0)));
    }

    /** Bits as the game client has them: numbers of 0 to 2^32 - 1. */
    static Table bit(Machine machine) {
        Table bit = new Table(machine);
        define(bit, "band", args -> folded(args, (a, b) -> a & b));
        define(bit, "bor", args -> folded(args, (a, b) -> a | b));
        define(bit, "bxor", args -> folded(args, (a, b) -> a ^ b));
        define(bit, "bnot", args -> number(~bits(args, 1)));
        define(bit, "lshift", args -> number(shift(args) > 31 ? 0 : bits(args, 1) << shift(args)));
        define(bit, "rshift", args -> number(shift(args) > 31 ? 0 : bits(args, 1) >>> shift(args)));
        define(bit, "arshift", args -> number((int) bits(args, 1) >> Math.min(31, shift(args))));
        define(bit, "mod", args -> LuaValue.valueOf(args.number(1) % args.number(2)));
        return bit;
    }

    /** Two patterns of bits made one. */
    @FunctionalInterface
    private interface Fold {
        long of(long a, long b);
    }

    private static LuaValue folded(Args args, Fold fold) {
        long result = bits(args, 1);
        for (int i = 2; i <= args.count(); i++) {
            result = fold.of(result, bits(args, i));
        }
        return number(result);
    }

    private static long shift(Args args) {
        return bits(args, 2);
    }

    private static long bits(Args args, int i) {
        double number = args.number(i);
        double whole = number < 0 ? Math.ceil(number) : Math.floor(number);
        return Double.isNaN(whole) || Double.isInfinite(whole) ? 0 : (long) (whole % UINT32_END) & UINT32;
    }

    private static LuaValue number(long bits) {
        return LuaValue.valueOf((double) (bits & UINT32));
    }
}
