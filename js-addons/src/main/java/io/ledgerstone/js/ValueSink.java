package io.ledgerstone.js;

import io.ledgerstone.ledger.entry.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.jspecify.annotations.Nullable;

/**
 * Plain data on its way out of a script, which hands it over value by value after having checked it. Confined to one thread.
 */
final class ValueSink {
    private final Deque<Open> open = new ArrayDeque<>();
    private @Nullable Value result;

    /** A list or map that is not complete yet. */
    private static final class Open {
        private final @Nullable List<Value> list;
        private final Map<String, Value> map = new LinkedHashMap<>();
        private String name = "";

        Open(boolean isList) {
            list = isList ? new ArrayList<>() : null;
        }

        void add(Value value) {
            if (list != null) {
                list.add(value);
            } else {
                map.put(name, value);
            }
        }

        Value close() {
            return list != null ? new Value.Sequence(list) : new Value.Mapping(map);
        }
    }

    /** Adds the functions that the script calls. */
    void addFunctions(Map<String, Object> functions) {
        function(functions, "begin", arguments -> open.push(new Open(arguments[0].asBoolean())));
        function(functions, "end", arguments -> add(open.pop().close()));
        function(functions, "key", arguments -> Objects.requireNonNull(open.peek()).name = arguments[0].asString());
        function(functions, "number", arguments -> add(new Value.Num(arguments[0].asDouble())));
        function(functions, "boolean", arguments -> add(new Value.Bool(arguments[0].asBoolean())));
        function(functions, "text", arguments -> add(new Value.Text(arguments[0].asString())));
        function(functions, "nil", arguments -> add(Value.NIL));
    }

    private interface Taker {
        void take(org.graalvm.polyglot.Value[] arguments);
    }

    private static void function(Map<String, Object> functions, String name, Taker taker) {
        functions.put(name, (ProxyExecutable) arguments -> {
            taker.take(arguments);
            return true;
        });
    }

    private void add(Value value) {
        Open inner = open.peek();
        if (inner == null) {
            result = value;
        } else {
            inner.add(value);
        }
    }

    /** What has been handed over since the last time. */
    Value take() {
        Value taken = Objects.requireNonNull(result, "the script handed nothing over");
        result = null;
        return taken;
    }

    /** Forgets what a failed script has handed over in part. */
    void clear() {
        open.clear();
        result = null;
    }
}
