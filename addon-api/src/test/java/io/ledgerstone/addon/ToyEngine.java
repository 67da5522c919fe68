package io.ledgerstone.addon;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An engine without a language, for this module's own tests. Whatever its files say, its addon keeps the types of the entries of
 * the ledger {@code guild} in a list and fails at type {@code bad}; its view {@code seen} returns that list, and fails if it is
 * given an argument. What its tests do is Java.
 */
public final class ToyEngine implements AddonEngine {
    private final String language;
    private final String extension;
    private final Map<String, Consumer<TestBench>> tests = new LinkedHashMap<>();
    private @Nullable ScriptError loadError;
    private int loads;

    /** An engine that runs files of an extension. */
    public ToyEngine(String language, String extension) {
        this.language = language;
        this.extension = extension;
    }

    ToyEngine test(String name, Consumer<TestBench> body) {
        tests.put(name, body);
        return this;
    }

    void failingLoad(ScriptError error) {
        loadError = error;
    }

    int loads() {
        return loads;
    }

    @Override
    public String language() {
        return language;
    }

    @Override
    public boolean runs(String fileName) {
        return fileName.endsWith(extension);
    }

    @Override
    public LoadOutcome load(AddonSource source, AddonHost host, AddonLimits limits) {
        loads++;
        return loadError != null ? new LoadOutcome.Failed(loadError) : new LoadOutcome.Loaded(new Toy(host));
    }

    @Override
    public void close() {}

    private final class Toy implements AddonInstance {
        private final AddonHost host;
        private final Map<String, List<Value>> seen = new HashMap<>();

        Toy(AddonHost host) {
            this.host = host;
        }

        @Override
        public Registrations registrations() {
            return new Registrations(
                    Map.of("guild", new Registrations.Handlers(Set.of(), true, false)),
                    Map.of("seen", "guild"),
                    Map.of(),
                    List.copyOf(tests.keySet()));
        }

        @Override
        public ReplayOutcome reset(String ledger) {
            seen.put(ledger, new ArrayList<>());
            return ReplayOutcome.all(0);
        }

        @Override
        public ReplayOutcome replay(String ledger, List<Entry> entries) {
            for (int i = 0; i < entries.size(); i++) {
                if (entries.get(i).type().equals("bad")) {
                    return new ReplayOutcome(i, new ScriptError("bad entry", "main.toy:7"));
                }
                seen.getOrDefault(ledger, new ArrayList<>())
                        .add(Value.of(entries.get(i).type()));
            }
            return ReplayOutcome.all(entries.size());
        }

        @Override
        public CallOutcome state(String ledger) {
            return new CallOutcome.Returned(Value.of(Map.of("seen", seen.getOrDefault(ledger, List.of()))));
        }

        @Override
        public CallOutcome call(Callable callable, Value arguments) {
            Consumer<TestBench> test = tests.get(callable.name());
            if (callable.kind() == Callable.Kind.TEST && test != null && host instanceof TestBench bench) {
                try {
                    test.accept(bench);
                    return new CallOutcome.Returned(Value.NIL);
                } catch (AddonException e) {
                    return new CallOutcome.Failed(new ScriptError(String.valueOf(e.getMessage()), "tests/t.toy:1"));
                }
            }
            return arguments.isEmptyContainer()
                    ? new CallOutcome.Returned(Value.of(seen.getOrDefault("guild", List.of())))
                    : new CallOutcome.Failed(new ScriptError("no arguments, please", "main.toy:3"));
        }

        @Override
        public void close() {}
    }
}
