package io.ledgerstone.addon.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.addon.AddonInstance;
import io.ledgerstone.addon.CallOutcome;
import io.ledgerstone.addon.Callable;
import io.ledgerstone.addon.Callable.Kind;
import io.ledgerstone.addon.ReplayOutcome;
import io.ledgerstone.addon.ScriptError;
import io.ledgerstone.ledger.codec.StateDigest;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An addon that loaded, driven as a host drives it. Unless another one is named, its ledger is {@code guild}. */
public final class RunningAddon {
    private final AddonInstance instance;
    private final RecordingHost host;

    RunningAddon(AddonInstance instance, RecordingHost host) {
        this.instance = instance;
        this.host = host;
    }

    /** The instance itself. */
    public AddonInstance instance() {
        return instance;
    }

    /** The host it runs on. */
    public RecordingHost host() {
        return host;
    }

    /** Replays entries from the start, which must work. */
    public RunningAddon replays(Entry... entries) {
        reset();
        return continues(entries);
    }

    /** Replays more entries, which must work. */
    public RunningAddon continues(Entry... entries) {
        assertThat(instance.replay("guild", List.of(entries))).isEqualTo(ReplayOutcome.all(entries.length));
        return this;
    }

    /** Resets the state, which must work. */
    public RunningAddon reset() {
        assertThat(instance.reset("guild")).isEqualTo(ReplayOutcome.all(0));
        return this;
    }

    /** Replays entries from the start; the one at this index must fail, and its error is returned. */
    public ScriptError failsAt(int index, Entry... entries) {
        reset();
        ReplayOutcome outcome = instance.replay("guild", List.of(entries));
        assertThat(outcome.error()).as("the handler's error").isNotNull();
        assertThat(outcome.applied()).as("entries applied before the error").isEqualTo(index);
        return Objects.requireNonNull(outcome.error());
    }

    /** The state, which must be plain data. */
    public Value state() {
        return Data.returned(instance.state("guild"));
    }

    /** The digest of the state. */
    public String digest() {
        return StateDigest.of(state());
    }

    /** Fails unless the state is this data. */
    public void hasState(@Nullable Object expected) {
        Data.assertSameData(state(), expected);
    }

    /** Why the state is no plain data. */
    public ScriptError refusedState() {
        return Data.failure(instance.state("guild"));
    }

    /** What a view returns. */
    public Value view(String name, @Nullable Object... arguments) {
        return Data.returned(call(Kind.VIEW, name, arguments));
    }

    /** Why a view failed. */
    public ScriptError failingView(String name, @Nullable Object... arguments) {
        return Data.failure(call(Kind.VIEW, name, arguments));
    }

    /** What a command returns. */
    public Value command(String name, @Nullable Object... arguments) {
        return Data.returned(call(Kind.COMMAND, name, arguments));
    }

    /** Why a command failed. */
    public ScriptError failingCommand(String name, @Nullable Object... arguments) {
        return Data.failure(call(Kind.COMMAND, name, arguments));
    }

    private CallOutcome call(Kind kind, String name, @Nullable Object... arguments) {
        return instance.call(new Callable(kind, name), Value.of(Arrays.asList(arguments)));
    }
}
