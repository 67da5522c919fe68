package io.ledgerstone.js;

import io.ledgerstone.addon.AddonEngine;
import io.ledgerstone.addon.AddonHost;
import io.ledgerstone.addon.AddonLimits;
import io.ledgerstone.addon.AddonSource;
import io.ledgerstone.addon.AddonSource.SourceFile;
import io.ledgerstone.addon.LoadOutcome;
import io.ledgerstone.addon.Registrations;
import io.ledgerstone.addon.ScriptError;
import io.ledgerstone.addon.TestBench;
import io.ledgerstone.js.Realm.Phase;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.jspecify.annotations.Nullable;

/**
 * The JavaScript engine, on GraalJS: one engine for the process, one context for each addon.
 *
 * <p>A file of an addon is a classic script in strict mode; its top-level names are seen by the files after it. Keys of an object
 * come in JavaScript's own order: those that look like array indexes first, ascending, then the others as they were put in.
 */
public final class JsEngine implements AddonEngine {
    private static final String TESTS_FOLDER = "tests/";

    private final Engine engine = Sandbox.engine();
    private final Watchdog watchdog;

    /** An engine; make one for the process. */
    public JsEngine() {
        this(Watchdog.Bounds.DEFAULT);
    }

    JsEngine(Watchdog.Bounds bounds) {
        watchdog = new Watchdog(bounds);
    }

    @Override
    public String language() {
        return "JavaScript";
    }

    @Override
    public boolean runs(String fileName) {
        return fileName.toLowerCase(Locale.ROOT).endsWith(".js");
    }

    @Override
    public LoadOutcome load(AddonSource source, AddonHost host, AddonLimits limits) {
        Context context = Sandbox.context(engine, limits);
        ValueSink sink = new ValueSink();
        Watch watch = new Watch(watchdog, context);
        Map<String, Object> functions = new HashMap<>();
        functions.put("fetch", (ProxyExecutable) EntryFeed::fetch);
        HostCalls calls = new HostCalls(host, sink, watch);
        calls.addFunctions(functions);
        Set<String> files = source.files().stream().map(SourceFile::name).collect(Collectors.toSet());
        Realm realm = new Realm(context, watch, sink, new Faults(files, limits.stepsPerCallMax()), functions);

        @Nullable ScriptError error = runFiles(source, host instanceof TestBench, realm);
        if (error == null) {
            error = realm.run(Phase.LOADING, () -> realm.runtime().invokeMember("registrations"));
        }
        if (error != null) {
            realm.close();
            return new LoadOutcome.Failed(error);
        }
        Registrations registrations = RegistrationReader.read(sink.take());
        EntryFeed feed = new EntryFeed(source.name(), calls, realm, Sandbox.isCompiled(engine));
        return new LoadOutcome.Loaded(new JsAddon(realm, feed, registrations));
    }

    private static @Nullable ScriptError runFiles(AddonSource source, boolean hostRunsTests, Realm realm) {
        for (SourceFile file : source.files()) {
            boolean withTests = hostRunsTests && file.name().startsWith(TESTS_FOLDER);
            @Nullable ScriptError error = realm.run(Phase.LOADING, () -> {
                realm.runtime().invokeMember("tests", withTests);
                realm.eval(
                        Source.newBuilder(Sandbox.JS, file.text(), file.name()).buildLiteral());
            });
            if (error != null) {
                return error;
            }
        }
        return null;
    }

    @Override
    public void close() {
        watchdog.close();
        engine.close(true);
    }
}
