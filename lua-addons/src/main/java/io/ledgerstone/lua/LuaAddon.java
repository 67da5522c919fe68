package io.ledgerstone.lua;

import io.ledgerstone.addon.AddonException;
import io.ledgerstone.addon.AddonHost;
import io.ledgerstone.addon.AddonInstance;
import io.ledgerstone.addon.AddonLimits;
import io.ledgerstone.addon.AddonSource;
import io.ledgerstone.addon.CallOutcome;
import io.ledgerstone.addon.Callable;
import io.ledgerstone.addon.Registrations;
import io.ledgerstone.addon.ReplayOutcome;
import io.ledgerstone.addon.ScriptError;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Value;
import io.ledgerstone.lua.Hooks.Registered;
import io.ledgerstone.lua.compile.Compiler;
import io.ledgerstone.lua.data.EntryReader;
import io.ledgerstone.lua.data.Plain;
import io.ledgerstone.lua.library.Library;
import io.ledgerstone.lua.runtime.Exhausted;
import io.ledgerstone.lua.runtime.Faults;
import io.ledgerstone.lua.runtime.Machine;
import io.ledgerstone.lua.runtime.Table;
import io.ledgerstone.lua.runtime.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;

/** One addon: its globals, what it registered, and a state for each of its ledgers. */
final class LuaAddon implements AddonInstance {
    private static final String CLOSED_STATE = "a view may not change the state; copy it first";

    final AddonHost host;
    final Machine machine;
    final Map<String, Hooks> ledgers = new LinkedHashMap<>();
    final Map<Callable, Offer> offers = new LinkedHashMap<>();
    private final LuaValue name;
    private final Table globals;
    private final Table shared;
    private final Compiler compiler;
    private Phase phase = Phase.LOADING;
    private boolean open = true;

    /** A view, a command or a test, and the ledger it belongs to. */
    record Offer(@Nullable Hooks hooks, Registered registered) {}

    LuaAddon(String name, AddonHost host, AddonLimits limits) {
        this.host = host;
        this.name = Texts.lua(name);
        machine = new Machine(limits);
        compiler = new Compiler(machine);
        Machine.Frame frame = machine.beginUnbounded();
        globals = new Table(machine);
        shared = new Table(machine);
        Library.define(machine, globals);
        HostFunctions.define(this, globals);
        machine.end(frame);
    }

    /** What the addon's code is being run for. */
    Phase phase() {
        return phase;
    }

    /** The hooks of a ledger, opened on first use. */
    Hooks hooks(String ledger) {
        Hooks known = ledgers.get(ledger);
        if (known == null) {
            known = new Hooks(ledger, new EntryReader(machine, host.layout(ledger)));
            ledgers.put(ledger, known);
        }
        return known;
    }

    /** Runs a file; gives what failed, or null. */
    @Nullable ScriptError run(AddonSource.SourceFile file) {
        LuaFunction chunk = compiler.compile(file.name(), file.text(), globals);
        return guarded(Phase.LOADING, () -> {
            chunk.call(name, shared);
            return null;
        });
    }

    /** Ends the time for registering. */
    void loaded() {
        machine.loaded();
    }

    /** Runs addon code with a full budget; gives what it gives, or what failed. */
    private @Nullable ScriptError guarded(Phase during, Supplier<@Nullable ScriptError> code) {
        Phase before = phase;
        Machine.Frame frame = machine.begin();
        phase = during;
        try {
            return code.get();
        } catch (Exhausted | StackOverflowError | LinkageError | RuntimeException e) {
            return Faults.error(e, machine);
        } finally {
            phase = before;
            machine.end(frame);
        }
    }

    private Hooks required(String ledger) {
        Hooks hooks = ledgers.get(ledger);
        if (hooks == null || !open) {
            throw new AddonException(
                    "the addon " + name.tojstring() + (open ? " has no ledger '" + ledger + "'" : " is closed"));
        }
        return hooks;
    }

    @Override
    public Registrations registrations() {
        Map<String, Registrations.Handlers> handlers = new LinkedHashMap<>();
        ledgers.forEach((ledger, hooks) -> handlers.put(ledger, hooks.handlers()));
        Map<String, String> views = new LinkedHashMap<>();
        Map<String, String> commands = new LinkedHashMap<>();
        offers.forEach((callable, offer) -> {
            if (offer.hooks != null) {
                (callable.kind() == Callable.Kind.VIEW ? views : commands).put(callable.name(), offer.hooks.ledger);
            }
        });
        List<String> tests = offers.keySet().stream()
                .filter(callable -> callable.kind() == Callable.Kind.TEST)
                .map(Callable::name)
                .toList();
        return new Registrations(handlers, views, commands, tests);
    }

    @Override
    public ReplayOutcome reset(String ledger) {
        return new ReplayOutcome(0, reset(required(ledger)));
    }

    private @Nullable ScriptError reset(Hooks hooks) {
        Table state = new Table(machine);
        hooks.state = state;
        hooks.closedState = null;
        Registered init = hooks.init;
        return init == null
                ? null
                : guarded(Phase.HANDLING, () -> {
                    init.function().call(state);
                    return null;
                });
    }

    @Override
    public ReplayOutcome replay(String ledger, List<Entry> entries) {
        Hooks hooks = required(ledger);
        ScriptError failed = hooks.state == null ? reset(hooks) : null;
        Table state = hooks.state;
        if (failed != null || state == null) {
            return new ReplayOutcome(0, failed);
        }
        hooks.closedState = null;
        int[] applied = {0};
        ScriptError error = guarded(Phase.HANDLING, () -> {
            for (Entry entry : entries) {
                apply(hooks, state, entry);
                applied[0]++;
            }
            return null;
        });
        return new ReplayOutcome(applied[0], error);
    }

    private void apply(Hooks hooks, Table state, Entry entry) {
        Registered own = hooks.types.getOrDefault(entry.type(), hooks.otherwise);
        Registered any = hooks.any;
        if (own != null) {
            machine.refill();
            own.function().call(state, hooks.reader.open(entry));
        }
        if (any != null) {
            machine.refill();
            any.function().call(state, hooks.reader.open(entry));
        }
    }

    @Override
    public CallOutcome state(String ledger) {
        Hooks hooks = required(ledger);
        return valued(Phase.VIEWING, () -> {
            Table state = hooks.state;
            return state == null ? new Value.Mapping(Map.of()) : Plain.value(state, "state");
        });
    }

    @Override
    public CallOutcome call(Callable callable, Value arguments) {
        Offer offer = offers.get(callable);
        if (offer == null) {
            String kind = callable.kind().name().toLowerCase(Locale.ROOT);
            return new CallOutcome.Failed(new ScriptError(
                    "the addon " + name.tojstring() + " has no " + kind + " '" + callable.name() + "'", null));
        }
        LuaValue function = offer.registered.function();
        String result = "what '" + callable.name() + "' returns";
        return switch (callable.kind()) {
            case TEST ->
                valued(Phase.TESTING, () -> {
                    function.call(HostFunctions.testObject(this));
                    return Value.NIL;
                });
            case VIEW, COMMAND -> {
                Phase during = callable.kind() == Callable.Kind.VIEW ? Phase.VIEWING : Phase.COMMANDING;
                yield valued(during, () -> {
                    Table state = closedState(offer.hooks);
                    return Plain.value(function.call(state, arguments(arguments)), result);
                });
            }
        };
    }

    private LuaValue arguments(Value arguments) {
        Value list = arguments instanceof Value.Nil ? new Value.Sequence(List.of()) : arguments;
        return Plain.lua(list, machine);
    }

    private Table closedState(@Nullable Hooks hooks) {
        if (hooks == null) {
            throw new IllegalStateException("views and commands belong to a ledger");
        }
        Table closed = hooks.closedState;
        if (closed == null) {
            ScriptError failed = hooks.state == null ? reset(hooks) : null;
            if (failed != null) {
                throw new LuaError(failed.toString());
            }
            Machine.Frame frame = machine.beginUnbounded();
            try {
                Table state = hooks.state == null ? new Table(machine) : hooks.state;
                closed = Plain.closedCopy(state, machine, "state", CLOSED_STATE);
            } finally {
                machine.end(frame);
            }
            hooks.closedState = closed;
        }
        return closed;
    }

    private CallOutcome valued(Phase during, Supplier<Value> code) {
        Value[] result = {Value.NIL};
        ScriptError error = guarded(during, () -> {
            result[0] = code.get();
            return null;
        });
        return error == null ? new CallOutcome.Returned(result[0]) : new CallOutcome.Failed(error);
    }

    @Override
    public void close() {
        open = false;
        ledgers.clear();
        offers.clear();
        globals.wipe();
        shared.wipe();
    }
}
