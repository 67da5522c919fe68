package io.ledgerstone.lua.compile;

import io.ledgerstone.lua.runtime.Machine;
import java.util.HashMap;
import java.util.Map;
import org.luaj.vm2.LuaValue;

/** The class loader of one addon: it holds the addon's compiled functions and the machine that they run on. */
public final class AddonClasses extends ClassLoader {
    private final Machine machine;
    private final Map<String, byte[]> waiting = new HashMap<>();
    private final Map<String, LuaValue[]> constants = new HashMap<>();

    AddonClasses(Machine machine) {
        super(AddonClasses.class.getClassLoader());
        this.machine = machine;
    }

    /** The machine of the addon that a compiled function belongs to. Called by compiled functions. */
    public static Machine machineOf(Class<?> function) {
        if (function.getClassLoader() instanceof AddonClasses classes) {
            return classes.machine;
        }
        throw new IllegalArgumentException(function + " is no compiled function");
    }

    /** The constants of a compiled function. Called by compiled functions, once. */
    public static LuaValue[] constantsOf(Class<?> function) {
        if (function.getClassLoader() instanceof AddonClasses classes) {
            LuaValue[] constants = classes.constants.remove(function.getName());
            if (constants != null) {
                return constants;
            }
        }
        throw new IllegalArgumentException(function + " is no compiled function");
    }

    void add(String name, byte[] bytes, LuaValue[] functionConstants) {
        waiting.put(name, bytes);
        constants.put(name, functionConstants);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = waiting.remove(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }
}
