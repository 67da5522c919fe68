package io.ledgerstone.js;

import io.ledgerstone.addon.AddonException;
import io.ledgerstone.addon.AddonInstance;
import io.ledgerstone.addon.CallOutcome;
import io.ledgerstone.addon.Callable;
import io.ledgerstone.addon.Registrations;
import io.ledgerstone.addon.ReplayOutcome;
import io.ledgerstone.addon.ScriptError;
import io.ledgerstone.js.Realm.Phase;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Value;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A loaded JavaScript addon. */
final class JsAddon implements AddonInstance {
    private final Realm realm;
    private final EntryFeed feed;
    private final Registrations registrations;

    JsAddon(Realm realm, EntryFeed feed, Registrations registrations) {
        this.realm = realm;
        this.feed = feed;
        this.registrations = registrations;
    }

    @Override
    public Registrations registrations() {
        return registrations;
    }

    @Override
    public ReplayOutcome reset(String ledger) {
        requireLedger(ledger);
        return new ReplayOutcome(
                0, realm.run(Phase.HANDLER, () -> realm.runtime().invokeMember("reset", ledger)));
    }

    @Override
    public ReplayOutcome replay(String ledger, List<Entry> entries) {
        Registrations.Handlers handlers = requireLedger(ledger);
        int[] applied = {0};
        @Nullable ScriptError error = realm.run(Phase.HANDLER, () -> {
            realm.runtime().invokeMember("changes", ledger);
            for (Entry entry : entries) {
                if (handlers.wants(entry.type())) {
                    realm.nextCall();
                    feed.hand(ledger, entry);
                }
                applied[0]++;
            }
        });
        return new ReplayOutcome(applied[0], error);
    }

    @Override
    public CallOutcome state(String ledger) {
        requireLedger(ledger);
        return outcome(Phase.VIEW, () -> realm.runtime().invokeMember("state", ledger));
    }

    @Override
    public CallOutcome call(Callable callable, Value arguments) {
        boolean known = switch (callable.kind()) {
            case VIEW -> registrations.views().containsKey(callable.name());
            case COMMAND -> registrations.commands().containsKey(callable.name());
            case TEST -> registrations.tests().contains(callable.name());
        };
        if (!known) {
            String kind = callable.kind().name().toLowerCase(Locale.ROOT);
            return new CallOutcome.Failed(
                    new ScriptError("this addon has no " + kind + " '" + callable.name() + "'", null));
        }
        Phase phase = switch (callable.kind()) {
            case VIEW -> Phase.VIEW;
            case COMMAND -> Phase.COMMAND;
            case TEST -> Phase.TEST;
        };
        Value list = arguments instanceof Value.Nil ? new Value.Sequence(List.of()) : arguments;
        return outcome(
                phase,
                () -> realm.runtime()
                        .invokeMember("call", callable.kind().name(), callable.name(), ValueTape.of(list)));
    }

    private CallOutcome outcome(Phase phase, Runnable body) {
        Value[] value = {Value.NIL};
        @Nullable ScriptError error = realm.run(phase, () -> {
            body.run();
            value[0] = realm.sink().take();
        });
        return error == null ? new CallOutcome.Returned(value[0]) : new CallOutcome.Failed(error);
    }

    private Registrations.Handlers requireLedger(String ledger) {
        Registrations.Handlers handlers = registrations.ledgers().get(ledger);
        if (handlers == null) {
            throw new AddonException("this addon has no ledger '" + ledger + "'");
        }
        return handlers;
    }

    @Override
    public boolean isSpent() {
        return realm.isDead();
    }

    @Override
    public void close() {
        realm.close();
    }
}
