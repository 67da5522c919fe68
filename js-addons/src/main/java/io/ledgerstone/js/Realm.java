package io.ledgerstone.js;

import io.ledgerstone.addon.AddonException;
import io.ledgerstone.addon.HostFunction;
import io.ledgerstone.addon.ScriptError;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyObject;
import org.jspecify.annotations.Nullable;

/**
 * The globals of one addon, with the engine's own script in them, and the one way in: {@link #run}. Once a limit has stopped the
 * addon, every run answers with that error. Used by one thread at a time; runs may be nested.
 */
final class Realm implements AutoCloseable {
    private static final Source PRELUDE = Sandbox.script("prelude.js", "prelude.js");
    private static final Source PLAIN = Sandbox.script("plain.js", "plain.js");
    private static final Source RUNTIME = Sandbox.script("runtime.js", "runtime.js");

    private final Context context;
    private final Watch watch;
    private final ValueSink sink;
    private final Faults faults;
    private final Value runtime;
    private int depth;
    private @Nullable ScriptError dead;

    /** What the addon's code is doing, which decides what it may call. */
    enum Phase {
        LOADING,
        HANDLER,
        VIEW,
        COMMAND,
        TEST;

        private String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Realm(Context context, Watch watch, ValueSink sink, Faults faults, Map<String, Object> functions) {
        this.context = context;
        this.watch = watch;
        this.sink = sink;
        this.faults = faults;
        Map<String, Object> hostFunctions = new HashMap<>(functions);
        sink.addFunctions(hostFunctions);
        Value proxyOf = context.eval(PRELUDE).execute(ProxyObject.fromMap(ExactMath.functions()));
        String[] table = HostFunction.ALL.stream()
                .flatMap(function -> Stream.of(
                        function.owner().name(),
                        function.name(),
                        function.permission().name()))
                .toArray(String[]::new);
        runtime =
                context.eval(RUNTIME).execute(ProxyObject.fromMap(hostFunctions), table, proxyOf, context.eval(PLAIN));
        requireAllBound();
    }

    private void requireAllBound() {
        runtime.invokeMember("bound");
        Set<String> bound = new TreeSet<>(RegistrationReader.texts(sink.take()));
        Set<String> wanted = new TreeSet<>();
        HostFunction.ALL.forEach(function -> wanted.add(function.owner() + "." + function.name()));
        if (!bound.equals(wanted)) {
            throw new IllegalStateException(
                    "the JavaScript engine binds " + bound + " but the table of host functions says " + wanted);
        }
    }

    /** The script's half of the engine. */
    Value runtime() {
        return runtime;
    }

    /** What the script has handed over. */
    ValueSink sink() {
        return sink;
    }

    /** Evaluates a script to its value. */
    Value eval(Source source) {
        return context.eval(source);
    }

    /** Gives the addon a full ration of statements for its next call. */
    void nextCall() {
        watch.nextCall();
        context.resetLimits();
    }

    /** Runs something inside the addon; answers what went wrong, or null. */
    @Nullable ScriptError run(Phase phase, Runnable body) {
        if (dead != null) {
            return dead;
        }
        context.enter();
        watch.begin();
        depth++;
        String before = null;
        try {
            nextCall();
            before = runtime.invokeMember("phase", phase.text()).asString();
            body.run();
            String stopped = watch.reason();
            if (stopped != null) {
                dead = new ScriptError(stopped, null);
            }
            return dead;
        } catch (PolyglotException thrown) {
            return failed(thrown);
        } finally {
            if (dead == null && before != null) {
                runtime.invokeMember("phase", before);
            }
            depth--;
            watch.end();
            context.leave();
            closeIfDead();
        }
    }

    private ScriptError failed(PolyglotException thrown) {
        sink.clear();
        if (thrown.isHostException()) {
            throw new AddonException("The host failed while an addon called it", thrown.asHostException());
        }
        String stopped = watch.reason();
        ScriptError error = faults.of(thrown, stopped);
        if (stopped != null || Faults.isFinal(thrown)) {
            dead = error;
        }
        return error;
    }

    private void closeIfDead() {
        if (dead != null && depth == 0) {
            context.close(true);
        }
    }

    /** Whether nothing can be run any more. */
    boolean isDead() {
        return dead != null;
    }

    @Override
    public void close() {
        if (dead == null) {
            dead = new ScriptError("the addon is closed", null);
            context.close(true);
        }
    }
}
