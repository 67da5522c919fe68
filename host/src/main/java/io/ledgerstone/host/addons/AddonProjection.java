package io.ledgerstone.host.addons;

import io.ledgerstone.addon.AddonInstance;
import io.ledgerstone.addon.Registrations.Handlers;
import io.ledgerstone.addon.ReplayOutcome;
import io.ledgerstone.addon.ScriptError;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.replay.Applied;
import io.ledgerstone.ledger.replay.HandlerError;
import io.ledgerstone.ledger.replay.Projection;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An addon's handlers for one ledger, as a replay drives them. */
final class AddonProjection implements Projection {
    private final String ledger;
    private final Handlers handlers;
    private final UnaryOperator<AddonInstance> revival;
    private AddonInstance instance;

    /**
     * A projection into an instance.
     *
     * @param revival makes another instance of one that a limit stopped
     */
    AddonProjection(AddonInstance instance, String ledger, Handlers handlers, UnaryOperator<AddonInstance> revival) {
        this.instance = instance;
        this.ledger = ledger;
        this.handlers = handlers;
        this.revival = revival;
    }

    @Override
    public boolean wants(String type) {
        return handlers.wants(type);
    }

    @Override
    public Applied reset() {
        instance = revival.apply(instance);
        return applied(instance.reset(ledger));
    }

    @Override
    public Applied apply(List<Entry> entries) {
        return applied(instance.replay(ledger, entries));
    }

    private static Applied applied(ReplayOutcome outcome) {
        @Nullable ScriptError error = outcome.error();
        return new Applied(
                outcome.applied(), error == null ? null : new HandlerError(error.message(), error.position()));
    }
}
