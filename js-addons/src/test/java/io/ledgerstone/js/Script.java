package io.ledgerstone.js;

import io.ledgerstone.addon.AddonException;
import io.ledgerstone.addon.AddonHost;
import io.ledgerstone.addon.AddonInstance;
import io.ledgerstone.addon.AddonLimits;
import io.ledgerstone.addon.AddonSource;
import io.ledgerstone.addon.CallOutcome;
import io.ledgerstone.addon.Callable;
import io.ledgerstone.addon.LoadOutcome;
import io.ledgerstone.addon.ReplayOutcome;
import io.ledgerstone.addon.ScriptError;
import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.entry.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** An addon for tests: its files, loaded, with a ledger called guild and a host that remembers what it was asked. */
final class Script implements AddonHost, AutoCloseable {
    static final AddonLimits SMALL = new AddonLimits(100_000, 180, 1_000_000);
    private static final EntryCodec CODEC = new EntryCodec("guild", KeyLayout.CLASSIC);

    final List<String> lines = new ArrayList<>();
    final List<String> requests = new ArrayList<>();
    private final LoadOutcome outcome;

    private Script(JsEngine engine, AddonLimits limits, List<AddonSource.SourceFile> files) {
        outcome = engine.load(new AddonSource("Addon", files), this, limits);
    }

    /** Loads one file. */
    static Script of(JsEngine engine, String text) {
        return of(engine, SMALL, text);
    }

    static Script of(JsEngine engine, AddonLimits limits, String text) {
        return new Script(engine, limits, List.of(new AddonSource.SourceFile("addon.js", text)));
    }

    static Script ofFiles(JsEngine engine, AddonSource.SourceFile... files) {
        return new Script(engine, SMALL, List.of(files));
    }

    /** The n-th entry of a test. */
    static Entry entry(int n, String type, Map<String, ?> fields) {
        return CODEC.seal(Key.of(1_700_000_000L + n, n, 0, 43_981), type, Fields.of(fields));
    }

    AddonInstance instance() {
        return switch (outcome) {
            case LoadOutcome.Loaded loaded -> loaded.instance();
            case LoadOutcome.Failed failed ->
                throw new AssertionError(failed.error().toString());
        };
    }

    ScriptError loadError() {
        return switch (outcome) {
            case LoadOutcome.Loaded loaded -> throw new AssertionError("it loaded");
            case LoadOutcome.Failed failed -> failed.error();
        };
    }

    /** Starts the ledger and replays. */
    ReplayOutcome replay(Entry... entries) {
        ReplayOutcome reset = instance().reset("guild");
        return reset.error() != null ? reset : instance().replay("guild", List.of(entries));
    }

    @Nullable Object state() {
        return returned(instance().state("guild"));
    }

    @Nullable Object view(String name, @Nullable Object... arguments) {
        return returned(instance().call(new Callable(Callable.Kind.VIEW, name), Value.of(List.of(arguments))));
    }

    ScriptError viewError(String name) {
        return failed(instance().call(new Callable(Callable.Kind.VIEW, name), Value.NIL));
    }

    CallOutcome command(String name) {
        return instance().call(new Callable(Callable.Kind.COMMAND, name), Value.NIL);
    }

    static @Nullable Object returned(CallOutcome outcome) {
        return switch (outcome) {
            case CallOutcome.Returned returned -> returned.value().toJava();
            case CallOutcome.Failed failed ->
                throw new AssertionError(failed.error().toString());
        };
    }

    static ScriptError failed(CallOutcome outcome) {
        return switch (outcome) {
            case CallOutcome.Returned returned -> throw new AssertionError("it returned " + returned.value());
            case CallOutcome.Failed failed -> failed.error();
        };
    }

    @Override
    public String submit(String ledger, String type, Fields fields) {
        if (type.equals("refused")) {
            throw new AddonException("the guild says no");
        }
        if (type.equals("slow")) {
            LockSupport.parkNanos(200_000_000);
        }
        requests.add("submit " + ledger + " " + type + " " + fields);
        return "1700000100-0-1";
    }

    @Override
    public String ignore(String ledger, String keyText) {
        requests.add("ignore " + ledger + " " + keyText);
        return "1700000101--5-1";
    }

    @Override
    public void log(String line) {
        lines.add(line);
    }

    @Override
    public KeyLayout layout(String ledger) {
        return KeyLayout.CLASSIC;
    }

    @Override
    public void close() {
        if (outcome instanceof LoadOutcome.Loaded loaded) {
            loaded.instance().close();
        }
    }
}
