package io.ledgerstone.js;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.graalvm.polyglot.proxy.ProxyExecutable;

/**
 * The functions of JavaScript's {@code Math} whose last digit the language leaves open, from {@link StrictMath}: the same on every
 * processor, interpreted and compiled.
 */
final class ExactMath {
    private static final double LN_2 = StrictMath.log(2);

    private ExactMath() {}

    /** The functions by name, of one number or of two. */
    static Map<String, Object> functions() {
        Map<String, Object> functions = new LinkedHashMap<>();
        one(functions, "sin", StrictMath::sin);
        one(functions, "cos", StrictMath::cos);
        one(functions, "tan", StrictMath::tan);
        one(functions, "asin", StrictMath::asin);
        one(functions, "acos", StrictMath::acos);
        one(functions, "atan", StrictMath::atan);
        one(functions, "sinh", StrictMath::sinh);
        one(functions, "cosh", StrictMath::cosh);
        one(functions, "tanh", StrictMath::tanh);
        one(functions, "asinh", ExactMath::asinh);
        one(functions, "acosh", ExactMath::acosh);
        one(functions, "atanh", ExactMath::atanh);
        one(functions, "exp", StrictMath::exp);
        one(functions, "expm1", StrictMath::expm1);
        one(functions, "log", StrictMath::log);
        one(functions, "log1p", StrictMath::log1p);
        one(functions, "log2", ExactMath::log2);
        one(functions, "log10", StrictMath::log10);
        one(functions, "cbrt", StrictMath::cbrt);
        two(functions, "pow", StrictMath::pow);
        two(functions, "atan2", StrictMath::atan2);
        two(functions, "hypot", StrictMath::hypot);
        return functions;
    }

    private static void one(Map<String, Object> functions, String name, DoubleUnaryOperator function) {
        functions.put(name, (ProxyExecutable) arguments -> function.applyAsDouble(arguments[0].asDouble()));
    }

    private static void two(Map<String, Object> functions, String name, DoubleBinaryOperator function) {
        functions.put(name, (ProxyExecutable)
                arguments -> function.applyAsDouble(arguments[0].asDouble(), arguments[1].asDouble()));
    }

    static double log2(double x) {
        boolean powerOfTwo = x >= Double.MIN_NORMAL && Double.isFinite(x) && x == Math.scalb(1.0, Math.getExponent(x));
        return powerOfTwo ? Math.getExponent(x) : StrictMath.log(x) / LN_2;
    }

    static double asinh(double x) {
        double size = Math.abs(x);
        if (size == 0 || !Double.isFinite(x)) {
            return x;
        }
        double result = size > 1e150
                ? StrictMath.log(size) + LN_2
                : StrictMath.log1p(size + size * size / (1 + StrictMath.sqrt(size * size + 1)));
        return Math.copySign(result, x);
    }

    static double acosh(double x) {
        if (!(x >= 1)) {
            return Double.NaN;
        }
        double more = x - 1;
        return x > 1e150 ? StrictMath.log(x) + LN_2 : StrictMath.log1p(more + StrictMath.sqrt(2 * more + more * more));
    }

    static double atanh(double x) {
        double size = Math.abs(x);
        return size == 0 ? x : Math.copySign(StrictMath.log1p(2 * size / (1 - size)) / 2, x);
    }
}
