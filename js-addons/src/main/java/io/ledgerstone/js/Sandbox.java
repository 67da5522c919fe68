package io.ledgerstone.js;

import io.ledgerstone.addon.AddonLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.EnvironmentAccess;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotAccess;
import org.graalvm.polyglot.ResourceLimits;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.io.IOAccess;

/** Makes contexts from which nothing can be reached: every permission is off, and so is every option that opens a door. */
final class Sandbox {
    /** The language's id. */
    static final String JS = "js";

    // Scripts get arrays of numbers and texts from the host and functions it made for them; no Java object has members.
    private static final HostAccess NOTHING_BUT_ARRAYS =
            HostAccess.newBuilder().allowArrayAccess(true).build();

    private Sandbox() {}

    /** An engine for any number of contexts. */
    static Engine engine() {
        return Engine.newBuilder(JS)
                .option("engine.WarnInterpreterOnly", "false")
                .logHandler(new Silence())
                .out(OutputStream.nullOutputStream())
                .err(OutputStream.nullOutputStream())
                .in(InputStream.nullInputStream())
                .build();
    }

    /** Whether scripts are compiled in the end, and not interpreted for ever. */
    static boolean isCompiled(Engine engine) {
        return !engine.getImplementationName().equals("Interpreted");
    }

    /** A fresh context. */
    static Context context(Engine engine, AddonLimits limits) {
        return Context.newBuilder(JS)
                .engine(engine)
                .allowHostAccess(NOTHING_BUT_ARRAYS)
                .allowHostClassLookup(name -> false)
                .allowHostClassLoading(false)
                .allowPolyglotAccess(PolyglotAccess.NONE)
                .allowIO(IOAccess.NONE)
                .allowEnvironmentAccess(EnvironmentAccess.NONE)
                .allowCreateThread(false)
                .allowCreateProcess(false)
                .allowNativeAccess(false)
                .allowInnerContextOptions(false)
                .allowValueSharing(false)
                .allowExperimentalOptions(true)
                .option("js.strict", "true")
                .option("js.timezone", "UTC")
                .option("js.locale", "en-US")
                .option("js.intl-402", "false")
                .option("js.graal-builtin", "false")
                .option("js.java-package-globals", "false")
                .option("js.console", "false")
                .option("js.print", "false")
                .option("js.load", "false")
                .option("js.performance", "false")
                .option("js.polyglot-builtin", "false")
                .option("js.shared-array-buffer", "false")
                .option("js.atomics", "false")
                .option("js.unhandled-rejections", "throw")
                .option("js.string-length-limit", Integer.toString(limits.textBytesMax()))
                .resourceLimits(ResourceLimits.newBuilder()
                        .statementLimit(limits.stepsPerCallMax(), Counted.ALL)
                        .build())
                .build();
    }

    /** A script of the engine itself, by its file name; another name makes another copy of its code. */
    static Source script(String file, String name) {
        try (InputStream in = Sandbox.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing from the jar");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Source.newBuilder(JS, text, name).internal(true).buildLiteral();
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    /** Counts the steps of addons, not those of the engine's own scripts. One object, as an engine wants it. */
    private static final class Counted implements Predicate<Source> {
        private static final Counted ALL = new Counted();

        @Override
        public boolean test(Source source) {
            return !source.isInternal();
        }
    }

    /** Drops what the engine would print. */
    private static final class Silence extends Handler {
        @Override
        public void publish(LogRecord record) {}

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
