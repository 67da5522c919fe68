package io.ledgerstone.host.addons;

import io.ledgerstone.addon.AddonEngine;
import io.ledgerstone.addon.AddonHost;
import io.ledgerstone.addon.AddonLimits;
import io.ledgerstone.addon.AddonSource;
import io.ledgerstone.addon.LoadOutcome;
import io.ledgerstone.js.JsEngine;
import io.ledgerstone.lua.LuaEngine;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The engines of this process, each started when the first addon needs it: JavaScript takes a good part of a second. */
final class Engines implements AutoCloseable {
    private final List<LazyEngine> engines = List.of(
            new LazyEngine("Lua", ".lua", () -> new LuaEngine()),
            new LazyEngine("JavaScript", ".js", () -> new JsEngine()));

    /** All of them, none of them started by this. */
    List<? extends AddonEngine> all() {
        return engines;
    }

    /** Closes what was started; addons must be closed before. */
    @Override
    public void close() {
        engines.forEach(AddonEngine::close);
    }

    /** An engine that starts when something is loaded. */
    private static final class LazyEngine implements AddonEngine {
        private final String language;
        private final String suffix;
        private final Supplier<AddonEngine> maker;
        private @Nullable AddonEngine started;

        LazyEngine(String language, String suffix, Supplier<AddonEngine> maker) {
            this.language = language;
            this.suffix = suffix;
            this.maker = maker;
        }

        @Override
        public String language() {
            return language;
        }

        @Override
        public boolean runs(String fileName) {
            return fileName.endsWith(suffix);
        }

        @Override
        public LoadOutcome load(AddonSource source, AddonHost host, AddonLimits limits) {
            return start().load(source, host, limits);
        }

        private synchronized AddonEngine start() {
            if (started == null) {
                started = maker.get();
            }
            return started;
        }

        @Override
        public synchronized void close() {
            if (started != null) {
                started.close();
                started = null;
            }
        }
    }
}
