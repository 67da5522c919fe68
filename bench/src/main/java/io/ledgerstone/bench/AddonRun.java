package io.ledgerstone.bench;

import io.ledgerstone.addon.AddonEngine;
import io.ledgerstone.addon.AddonException;
import io.ledgerstone.addon.AddonHost;
import io.ledgerstone.addon.AddonInstance;
import io.ledgerstone.addon.AddonLimits;
import io.ledgerstone.addon.AddonSource;
import io.ledgerstone.addon.CallOutcome;
import io.ledgerstone.addon.Callable;
import io.ledgerstone.addon.LoadOutcome;
import io.ledgerstone.addon.Registrations;
import io.ledgerstone.addon.ReplayOutcome;
import io.ledgerstone.addon.ScriptError;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.entry.Value;
import io.ledgerstone.ledger.replay.Applied;
import io.ledgerstone.ledger.replay.HandlerError;
import io.ledgerstone.ledger.replay.Projection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An addon, loaded with all limits, as what a replay drives. Its ledger is {@link Ledgers#NAME}. */
final class AddonRun implements Projection, AutoCloseable {
    private final AddonEngine engine;
    private final AddonInstance instance;
    private final Registrations.Handlers handlers;

    /** Loads the addon; the engine is closed with it. */
    AddonRun(AddonEngine engine, AddonSource source) {
        this.engine = engine;
        this.instance = switch (engine.load(source, new Reader(), AddonLimits.DEFAULT)) {
            case LoadOutcome.Loaded(AddonInstance loaded) -> loaded;
            case LoadOutcome.Failed(ScriptError error) -> throw new IllegalStateException(error.toString());
        };
        handlers = Objects.requireNonNull(instance.registrations().ledgers().get(Ledgers.NAME));
    }

    @Override
    public boolean wants(String type) {
        return handlers.wants(type);
    }

    @Override
    public Applied reset() {
        return applied(instance.reset(Ledgers.NAME));
    }

    @Override
    public Applied apply(List<Entry> entries) {
        return applied(instance.replay(Ledgers.NAME, entries));
    }

    private static Applied applied(ReplayOutcome outcome) {
        ScriptError error = outcome.error();
        @Nullable HandlerError handlerError = error == null ? null : new HandlerError(error.message(), error.position());
        return new Applied(outcome.applied(), handlerError);
    }

    /** What a view answers. */
    Value view(String name) {
        return switch (instance.call(new Callable(Callable.Kind.VIEW, name), Value.of(List.of()))) {
            case CallOutcome.Returned(Value value) -> value;
            case CallOutcome.Failed(ScriptError error) -> throw new IllegalStateException(error.toString());
        };
    }

    @Override
    public void close() {
        instance.close();
        engine.close();
    }

    /** Lets an addon replay and nothing else. */
    private static final class Reader implements AddonHost {
        @Override
        public KeyLayout layout(String ledger) {
            return Ledgers.LAYOUT;
        }

        @Override
        public String submit(String ledger, String type, Fields fields) {
            throw new AddonException("a benchmark appends nothing");
        }

        @Override
        public String ignore(String ledger, String keyText) {
            throw new AddonException("a benchmark ignores nothing");
        }

        @Override
        public void log(String line) {
            System.err.println(line);
        }
    }
}
