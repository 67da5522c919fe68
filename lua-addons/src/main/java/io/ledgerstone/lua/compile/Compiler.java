package io.ledgerstone.lua.compile;

import io.ledgerstone.lua.runtime.Cell;
import io.ledgerstone.lua.runtime.FunctionOrigin;
import io.ledgerstone.lua.runtime.Machine;
import io.ledgerstone.lua.runtime.Table;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.compiler.LuaC;
import org.luaj.vm2.lib.MathLib;

/** Compiles the files of one addon into classes of their own, which go when the addon goes. Used by one thread at a time. */
public final class Compiler {
    /** Instructions of one function. Each takes six bytes of Java or more, and a Java method has 65,535. */
    private static final int INSTRUCTIONS_MAX = 10_000;

    private static final Pattern POSITION = Pattern.compile("(.*?):(\\d+): (.*)", Pattern.DOTALL);

    /** How LuaJ names a character it did not expect, such as {@code unexpected symbol 61 (=)}. */
    private static final Pattern CHARACTER = Pattern.compile(" \\d+ \\((.)\\)$");

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
        Prototype prototype = parse(file, text);
        FunctionClass main = new FunctionClass("lua" + ++files, prototype, Captures.of(prototype));
        add(main, file);
        try {
            LuaFunction function = (LuaFunction)
                    classes.loadClass(main.name()).getDeclaredConstructor().newInstance();
            Field environment = function.getClass().getDeclaredField(Names.upvalue(0));
            environment.setAccessible(true);
            environment.set(function, main.captures.isSharedUpvalue(0) ? new Cell(globals) : globals);
            return function;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the compiled file cannot be used", e);
        }
    }

    private void add(FunctionClass function, String file) {
        Prototype prototype = function.prototype;
        if (prototype.code.length > INSTRUCTIONS_MAX) {
            throw tooLarge(file, prototype);
        }
        byte[] bytes;
        try {
            bytes = function.bytes();
        } catch (IllegalArgumentException tooManyBytes) {
            throw tooLarge(file, prototype);
        }
        LuaValue[] constants = new LuaValue[prototype.k.length];
        for (int i = 0; i < constants.length; i++) {
            constants[i] = prototype.k[i] instanceof LuaString constant ? machine.constant(constant) : prototype.k[i];
        }
        classes.add(function.name(), bytes, constants);
        machine.origin(function.name(), new FunctionOrigin(file, prototype));
        for (int i = 0; i < prototype.p.length; i++) {
            add(function.inner(i), file);
        }
    }

    private static SyntaxException tooLarge(String file, Prototype prototype) {
        boolean isFile = prototype.linedefined <= 0;
        int line = isFile && prototype.lineinfo.length > 0 ? prototype.lineinfo[0] : prototype.linedefined;
        return new SyntaxException(
                (isFile ? "the file's own code, outside of functions, is" : "this function is")
                        + " too large; move parts of it into functions of their own"
                        + " (for a long table: fill it in pieces, each in its own function or file)",
                file + ":" + Math.max(1, line));
    }

    private static Prototype parse(String file, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        try {
            return LuaC.instance.compile(new ByteArrayInputStream(utf8), "@" + file);
        } catch (LuaError e) {
            Matcher positioned = POSITION.matcher(String.valueOf(e.getMessage()));
            throw positioned.matches()
                    ? new SyntaxException(
                            CHARACTER.matcher(positioned.group(3)).replaceAll(" near '$1'"),
                            file + ":" + positioned.group(2))
                    : new SyntaxException(String.valueOf(e.getMessage()), file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException | StackOverflowError e) {
            throw new SyntaxException(
                    "the file cannot be read as Lua; does a function have more than 200 locals?", file);
        }
    }
}
