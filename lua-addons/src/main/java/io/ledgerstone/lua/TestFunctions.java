package io.ledgerstone.lua;

import io.ledgerstone.addon.AddonException;
import io.ledgerstone.addon.TestBench;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.Value;
import io.ledgerstone.lua.HostFunctions.Action;
import io.ledgerstone.lua.data.Plain;
import io.ledgerstone.lua.runtime.Faults;
import io.ledgerstone.lua.runtime.Machine;
import io.ledgerstone.lua.runtime.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The functions of the object that a test is given. */
final class TestFunctions {
    static final Map<String, Action> ACTIONS = Map.of(
            "append", TestFunctions::append,
            "view", TestFunctions::view,
            "state", TestFunctions::state,
            "equal", TestFunctions::equal,
            "near", TestFunctions::near,
            "fails", TestFunctions::fails);

    private TestFunctions() {}

    private static TestBench bench(Call call) {
        if (call.addon().host instanceof TestBench bench) {
            return bench;
        }
        throw new AddonException("this host runs no tests");
    }

    private static Varargs append(Call call) {
        String type = call.name(1);
        Fields fields = HostFunctions.fields(call, 2);
        Value key = Plain.value(call.get(3), "key");
        return Texts.lua(HostFunctions.ask(() -> bench(call).append(type, fields, key)));
    }

    private static Varargs view(Call call) {
        String name = call.text(1);
        List<Value> arguments = new ArrayList<>();
        for (int i = 2; i <= call.args().narg(); i++) {
            arguments.add(Plain.value(call.get(i), "argument " + i));
        }
        Value result = HostFunctions.ask(() -> bench(call).view(name, new Value.Sequence(arguments)));
        return Plain.lua(result, call.addon().machine);
    }

    private static Varargs state(Call call) {
        return Plain.lua(HostFunctions.ask(() -> bench(call).state()), call.addon().machine);
    }

    private static Varargs equal(Call call) {
        Value actual = Plain.value(call.get(1), "actual");
        Value expected = Plain.value(call.get(2), "expected");
        return done(() -> bench(call).equal(actual, expected, call.get(3).isnil() ? null : call.text(3)));
    }

    private static Varargs near(Call call) {
        Value actual = Plain.value(call.get(1), "actual");
        Value expected = Plain.value(call.get(2), "expected");
        Value tolerance = Plain.value(call.get(3), "tolerance");
        return done(() -> bench(call).near(actual, expected, tolerance));
    }

    private static Varargs fails(Call call) {
        LuaValue function = call.function(1);
        String wanted = call.text(2);
        String message = failure(function, call.addon().machine);
        return done(() -> bench(call).failed(message, wanted));
    }

    private static Varargs done(Runnable check) {
        HostFunctions.ask(() -> {
            check.run();
            return Value.NIL;
        });
        return LuaValue.NONE;
    }

    private static @Nullable String failure(LuaValue function, Machine machine) {
        int depth = machine.depth();
        try {
            function.call();
            return null;
        } catch (LuaError e) {
            machine.depth(depth);
            return Faults.error(e, machine).message();
        }
    }
}
