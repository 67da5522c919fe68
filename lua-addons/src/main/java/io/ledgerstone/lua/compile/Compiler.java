package io.ledgerstone.lua.compile;

import io.ledgerstone.lua.runtime.FunctionOrigin;
import io.ledgerstone.lua.runtime.Machine;
import io.ledgerstone.lua.runtime.Table;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.compiler.LuaC;
import org.luaj.vm2.lib.MathLib;
import org.luaj.vm2.luajc.JavaGen;

/** Compiles the files of one addon into classes of their own, which go when the addon goes. Used by one thread at a time. */
public final class Compiler {
    /** Instructions of one function; each takes six bytes of Java or more, and a Java method has 65,535. */
    static final int INSTRUCTIONS_MAX = 10_000;

    private static final Pattern POSITION = Pattern.compile("(.*?):(\\d+): (.*)", Pattern.DOTALL);
    /** LuaJ's generator is not meant for several threads. */
    private static final Object LOCK = new Object();

    static {
        // Constructed for its side effect: LuaJ's power operator asks the last one made, also while it folds constants.
        MathLib _ = new StrictPower();
    }

    private final Machine machine;
    private final AddonClasses classes;
    private int files;

    /** The power of numbers, the same on every machine. */
    private static final class StrictPower extends MathLib {
        @Override
        public double dpow_lib(double base, double exponent) {
            return StrictMath.pow(base, exponent);
        }
    }

    /** A compiler for the addon of this machine. */
    public Compiler(Machine machine) {
        this.machine = machine;
        classes = new AddonClasses(machine);
    }

    /**
     * The function that runs a file.
     *
     * @throws SyntaxException if the file is not Lua, or has too large a function
     */
    public LuaFunction compile(String file, String text, Table globals) {
        synchronized (LOCK) {
            Prototype prototype = parse(file, text);
            String name = "lua" + ++files;
            IdentityHashMap<Prototype, int[]> lines = new IdentityHashMap<>();
            number(prototype, lines, file);
            try {
                add(new JavaGen(prototype, name, file, false), prototype, lines, file);
                LuaFunction function = (LuaFunction)
                        classes.loadClass(name).getDeclaredConstructor().newInstance();
                function.initupvalue1(globals);
                return function;
            } catch (ReflectiveOperationException | RuntimeException | ClassFormatError | VerifyError e) {
                throw tooLarge(file, largest(prototype, prototype), lines, e);
            }
        }
    }

    /** Numbers the instructions where LuaJ would keep their lines, so that a stack trace names the instruction. */
    private static void number(Prototype prototype, IdentityHashMap<Prototype, int[]> lines, String file) {
        lines.put(prototype, prototype.lineinfo);
        if (prototype.code.length > INSTRUCTIONS_MAX) {
            throw tooLarge(file, prototype, lines, null);
        }
        prototype.lineinfo = IntStream.rangeClosed(1, prototype.code.length).toArray();
        for (Prototype inner : prototype.p) {
            number(inner, lines, file);
        }
    }

    private void add(JavaGen generated, Prototype prototype, IdentityHashMap<Prototype, int[]> lines, String file) {
        classes.add(generated.classname, Bounds.put(generated.bytecode));
        int[] own = Objects.requireNonNull(lines.get(prototype));
        machine.origin(generated.classname, new FunctionOrigin(file, prototype, own));
        for (int i = 0; i < prototype.p.length; i++) {
            add(generated.inners[i], prototype.p[i], lines, file);
        }
    }

    private static Prototype largest(Prototype one, Prototype other) {
        Prototype larger = one.code.length >= other.code.length ? one : other;
        for (Prototype inner : other.p) {
            larger = largest(larger, inner);
        }
        return larger;
    }

    private static SyntaxException tooLarge(
            String file, Prototype prototype, IdentityHashMap<Prototype, int[]> lines, @Nullable Throwable cause) {
        int[] own = Objects.requireNonNullElse(lines.get(prototype), new int[0]);
        int line = prototype.linedefined > 0 || own.length == 0 ? prototype.linedefined : own[0];
        String what = prototype.linedefined > 0 ? "this function is" : "the file's own code, outside of functions, is";
        SyntaxException exception = new SyntaxException(
                what + " too large; move parts of it into functions of their own"
                        + " (for a long table: fill it in pieces, each in its own function or file)",
                file + ":" + Math.max(1, line));
        if (cause != null) {
            exception.initCause(cause);
        }
        return exception;
    }

    private static Prototype parse(String file, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        try {
            return LuaC.instance.compile(new ByteArrayInputStream(utf8), "@" + file);
        } catch (LuaError e) {
            Matcher positioned = POSITION.matcher(String.valueOf(e.getMessage()));
            throw positioned.matches()
                    ? new SyntaxException(positioned.group(3), file + ":" + positioned.group(2))
                    : new SyntaxException(String.valueOf(e.getMessage()), file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException | StackOverflowError e) {
            throw new SyntaxException(
                    "the file cannot be read as Lua; does a function have more than 200 locals?", file);
        }
    }
}
