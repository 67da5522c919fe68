package io.ledgerstone.lua;

import io.ledgerstone.addon.AddonException;
import io.ledgerstone.addon.Callable;
import io.ledgerstone.addon.HostFunction;
import io.ledgerstone.addon.HostFunction.Owner;
import io.ledgerstone.addon.HostFunction.Permission;
import io.ledgerstone.addon.TestBench;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.LedgerException;
import io.ledgerstone.ledger.entry.Value;
import io.ledgerstone.lua.Hooks.Registered;
import io.ledgerstone.lua.data.EntryTable;
import io.ledgerstone.lua.data.Plain;
import io.ledgerstone.lua.library.Native;
import io.ledgerstone.lua.runtime.Table;
import io.ledgerstone.lua.runtime.Texts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Binds {@link HostFunction#ALL} to Lua: each under its name, on what it belongs to, under its permission. */
final class HostFunctions {
    /** What a host function does. Arguments are counted without the object before the colon. */
    @FunctionalInterface
    interface Action {
        Varargs run(Call call);
    }

    private static final Map<Owner, Map<String, Action>> ACTIONS = Map.of(
            Owner.GLOBAL,
            Map.of("ledger", HostFunctions::ledger, "log", HostFunctions::log, "test", HostFunctions::test),
            Owner.LEDGER,
            Map.of(
                    "init", HostFunctions::init,
                    "on", HostFunctions::on,
                    "when", HostFunctions::when,
                    "any", HostFunctions::any,
                    "otherwise", HostFunctions::otherwise,
                    "view", call -> offer(call, Callable.Kind.VIEW),
                    "command", call -> offer(call, Callable.Kind.COMMAND),
                    "submit", HostFunctions::submit,
                    "ignore", HostFunctions::ignore),
            Owner.TEST,
            TestFunctions.ACTIONS);

    private HostFunctions() {}

    /** Requires that exactly the described functions are bound. */
    static void requireComplete() {
        Map<Owner, Set<String>> described = HostFunction.ALL.stream()
                .collect(Collectors.groupingBy(
                        HostFunction::owner, Collectors.mapping(HostFunction::name, Collectors.toSet())));
        Map<Owner, Set<String>> bound = new HashMap<>();
        ACTIONS.forEach((owner, actions) -> bound.put(owner, new HashSet<>(actions.keySet())));
        if (!described.equals(bound)) {
            throw new IllegalStateException("the Lua engine binds " + bound + ", but described are " + described);
        }
    }

    /** Defines the global functions. Those for tests exist only if the host is a test bench. */
    static void define(LuaAddon addon, Table globals) {
        for (HostFunction function : HostFunction.ALL) {
            boolean wanted = !function.name().equals("test") || addon.host instanceof TestBench;
            if (function.owner() == Owner.GLOBAL && wanted) {
                globals.rawset(
                        Texts.lua(function.name()),
                        new Native(function.name(), args -> run(function, addon, null, args.all())));
            }
        }
        globals.rawset(Texts.lua("print"), globals.rawget(Texts.lua("log")));
    }

    /** What a test is given. */
    static Table testObject(LuaAddon addon) {
        return object(addon, null, Owner.TEST, "t");
    }

    private static Table object(LuaAddon addon, @Nullable Hooks hooks, Owner owner, String called) {
        Table object = new Table(addon.machine);
        for (HostFunction function : HostFunction.ALL) {
            if (function.owner() == owner) {
                object.rawset(Texts.lua(function.name()), new Native(function.name(), args -> {
                    if (!object.equals(args.get(1))) {
                        throw new LuaError("call it with a colon: " + called + ":" + function.name() + "(...)");
                    }
                    return run(function, addon, hooks, args.all().subargs(2));
                }));
            }
        }
        object.close("this object cannot be changed");
        return object;
    }

    private static Varargs run(HostFunction function, LuaAddon addon, @Nullable Hooks hooks, Varargs args) {
        permit(function, addon.phase());
        Action action = ACTIONS.getOrDefault(function.owner(), Map.of()).get(function.name());
        if (action == null) {
            throw new IllegalStateException(function.name());
        }
        return action.run(new Call(addon, hooks, function, args));
    }

    private static void permit(HostFunction function, Phase phase) {
        if (function.permission() == Permission.LOADING && phase != Phase.LOADING) {
            throw new LuaError("'" + function.name() + "' may be called only while the addon loads, not "
                    + phase.words() + "; put it at the top of a file, outside of functions");
        }
        if (function.permission() == Permission.COMMANDS && phase != Phase.COMMANDING) {
            throw new LuaError("'" + function.name() + "' may be called only in commands, not " + phase.words()
                    + "; register one with command(name, function) and call it there");
        }
    }

    /** Asks the host, whose refusals become errors of the script. */
    static <T> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (AddonException | LedgerException e) {
            throw new LuaError(String.valueOf(e.getMessage()));
        }
    }

    private static Varargs ledger(Call call) {
        String name = call.name(1);
        Hooks known = call.addon().ledgers.get(name);
        Hooks hooks = known != null ? known : ask(() -> call.addon().hooks(name));
        if (hooks.handle == null) {
            hooks.handle = object(call.addon(), hooks, Owner.LEDGER, "ledger");
        }
        return hooks.handle;
    }

    private static Varargs log(Call call) {
        String line = IntStream.rangeClosed(1, call.args().narg())
                .mapToObj(i -> Texts.java(Native.text(call.get(i), call.addon().machine)))
                .collect(Collectors.joining(" "));
        call.addon().host.log(line);
        return LuaValue.NONE;
    }

    private static Registered registered(Call call, int argument) {
        return new Registered(call.function(argument), call.addon().machine.position(1));
    }

    private static Varargs init(Call call) {
        Hooks hooks = call.ledger();
        Registered.requireNone(hooks.init, "'init' of ledger '" + hooks.ledger + "'");
        hooks.init = registered(call, 1);
        return LuaValue.NONE;
    }

    private static Varargs on(Call call) {
        type(call, call.name(1), registered(call, 2));
        return LuaValue.NONE;
    }

    private static void type(Call call, String type, Registered handler) {
        Hooks hooks = call.ledger();
        Registered.requireNone(hooks.types.get(type), "a handler for '" + type + "' in ledger '" + hooks.ledger + "'");
        hooks.types.put(type, handler);
    }

    private static Varargs when(Call call) {
        call.table(1).forEach((type, function) -> {
            String name = type instanceof LuaString text ? Texts.java(text) : "";
            if (name.isEmpty() || !function.isfunction()) {
                throw call.wrong(
                        1, "a function for each type; under '" + name + "' there is " + Call.described(function));
            }
            type(call, name, new Registered(function, call.addon().machine.position(1)));
        });
        return LuaValue.NONE;
    }

    private static Varargs any(Call call) {
        Hooks hooks = call.ledger();
        Registered.requireNone(hooks.any, "'any' of ledger '" + hooks.ledger + "'");
        hooks.any = registered(call, 1);
        return LuaValue.NONE;
    }

    private static Varargs otherwise(Call call) {
        Hooks hooks = call.ledger();
        Registered.requireNone(hooks.otherwise, "'otherwise' of ledger '" + hooks.ledger + "'");
        hooks.otherwise = registered(call, 1);
        return LuaValue.NONE;
    }

    private static Varargs offer(Call call, Callable.Kind kind) {
        offer(call, new Callable(kind, call.name(1)), call.ledger());
        return LuaValue.NONE;
    }

    private static void offer(Call call, Callable callable, @Nullable Hooks hooks) {
        LuaAddon.Offer earlier = call.addon().offers.get(callable);
        String kind = callable.kind().name().toLowerCase(Locale.ROOT);
        Registered.requireNone(
                earlier == null ? null : earlier.registered(), "a " + kind + " '" + callable.name() + "'");
        call.addon().offers.put(callable, new LuaAddon.Offer(hooks, registered(call, 2)));
    }

    private static Varargs test(Call call) {
        offer(call, new Callable(Callable.Kind.TEST, call.text(1)), null);
        return LuaValue.NONE;
    }

    /** The fields that a script gives, by name; none if it gives none. */
    static Fields fields(Call call, int i) {
        if (call.get(i).isnil()) {
            return Fields.NONE;
        }
        Value value = Plain.value(call.table(i), "fields");
        if (value instanceof Value.Mapping map) {
            return Fields.of(map);
        }
        if (value.isEmptyContainer()) {
            return Fields.NONE;
        }
        throw call.wrong(i, "data by name, such as { player = \"Bob\" }, not a list");
    }

    private static Varargs submit(Call call) {
        String type = call.name(1);
        Fields fields = fields(call, 2);
        return Texts.lua(ask(() -> call.addon().host.submit(call.ledger().ledger, type, fields)));
    }

    private static Varargs ignore(Call call) {
        String key = switch (call.get(1)) {
            case EntryTable entry -> entry.keyText();
            case LuaString text -> Texts.java(text);
            default -> throw call.wrong(1, "an entry or its key text, not " + Call.described(call.get(1)));
        };
        return Texts.lua(ask(() -> call.addon().host.ignore(call.ledger().ledger, key)));
    }
}
