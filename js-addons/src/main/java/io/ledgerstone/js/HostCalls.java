package io.ledgerstone.js;

import io.ledgerstone.addon.AddonException;
import io.ledgerstone.addon.AddonHost;
import io.ledgerstone.addon.TestBench;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.entry.LedgerException;
import io.ledgerstone.ledger.entry.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.graalvm.polyglot.proxy.ProxyExecutable;

/**
 * What the script's half of the engine may call on the host. Refusals come back as data, so that no Java exception is ever in a
 * script's hands.
 */
final class HostCalls {
    private final AddonHost host;
    private final ValueSink sink;
    private final Watch watch;
    private final Map<String, KeyLayout> layouts = new HashMap<>();

    HostCalls(AddonHost host, ValueSink sink, Watch watch) {
        this.host = host;
        this.sink = sink;
        this.watch = watch;
    }

    void addFunctions(Map<String, Object> functions) {
        ProxyExecutable log = arguments -> {
            watch.pause();
            try {
                host.log(arguments[0].asString());
            } finally {
                watch.resume();
            }
            return true;
        };
        functions.put("log", log);
        function(functions, "submit", arguments -> {
            Fields fields = fields(sink.take());
            return host.submit(arguments[0].asString(), arguments[1].asString(), fields);
        });
        function(functions, "ignore", arguments -> host.ignore(arguments[0].asString(), arguments[1].asString()));
        function(functions, "layout", arguments -> {
            String ledger = arguments[0].asString();
            layouts.put(ledger, host.layout(ledger));
            return ledger;
        });
        if (host instanceof TestBench bench) {
            addTestFunctions(functions, bench);
        }
    }

    private void addTestFunctions(Map<String, Object> functions, TestBench bench) {
        function(functions, "append", arguments -> {
            List<Value> given = given();
            return bench.append(arguments[0].asString(), fields(given.get(0)), given.get(1));
        });
        function(functions, "view", arguments -> {
            Value viewArguments = sink.take();
            return ValueTape.of(bench.view(arguments[0].asString(), viewArguments));
        });
        function(functions, "state", arguments -> ValueTape.of(bench.state()));
        function(functions, "equal", arguments -> {
            List<Value> given = given();
            bench.equal(given.get(0), given.get(1), given.get(2) instanceof Value.Text(String text) ? text : null);
            return true;
        });
        function(functions, "near", arguments -> {
            List<Value> given = given();
            bench.near(given.get(0), given.get(1), given.get(2));
            return true;
        });
        function(functions, "failed", arguments -> {
            bench.failed(arguments[0].isNull() ? null : arguments[0].asString(), arguments[1].asString());
            return true;
        });
    }

    /** The key layouts of the ledgers that the addon has asked for. */
    KeyLayout layout(String ledger) {
        return Objects.requireNonNull(layouts.get(ledger), ledger);
    }

    private List<Value> given() {
        return ((Value.Sequence) sink.take()).values();
    }

    private interface Request {
        Object answer(org.graalvm.polyglot.Value[] arguments);
    }

    private void function(Map<String, Object> functions, String name, Request request) {
        functions.put(name, (ProxyExecutable) arguments -> answer(() -> request.answer(arguments)));
    }

    private Object[] answer(Supplier<Object> request) {
        watch.pause();
        try {
            return new Object[] {request.get(), null};
        } catch (AddonException | LedgerException refused) {
            return new Object[] {null, String.valueOf(refused.getMessage())};
        } finally {
            watch.resume();
        }
    }

    private static Fields fields(Value value) {
        if (value instanceof Value.Mapping map) {
            return Fields.of(map);
        }
        if (value.isEmptyContainer()) {
            return Fields.NONE;
        }
        throw new AddonException("fields have names, such as { player: \"Bob\", amount: 10 }");
    }
}
