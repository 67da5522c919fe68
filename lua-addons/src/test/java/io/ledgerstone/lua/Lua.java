package io.ledgerstone.lua;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.addon.AddonHost;
import io.ledgerstone.addon.AddonInstance;
import io.ledgerstone.addon.AddonLimits;
import io.ledgerstone.addon.AddonSource;
import io.ledgerstone.addon.AddonSource.SourceFile;
import io.ledgerstone.addon.CallOutcome;
import io.ledgerstone.addon.Callable;
import io.ledgerstone.addon.LoadOutcome;
import io.ledgerstone.addon.ScriptError;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.entry.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scripts to test, in few words. */
final class Lua {
    static final AddonLimits SMALL = new AddonLimits(200_000, 180, 1 << 20);

    private Lua() {}

    /** A host that remembers what it was asked. */
    static final class Host implements AddonHost {
        final List<String> lines = new ArrayList<>();
        final List<String> submitted = new ArrayList<>();

        @Override
        public KeyLayout layout(String ledger) {
            return KeyLayout.CLASSIC;
        }

        @Override
        public String submit(String ledger, String type, Fields fields) {
            submitted.add(ledger + " " + type + " " + fields.toMapping().toJava());
            return "1-0-1";
        }

        @Override
        public String ignore(String ledger, String keyText) {
            submitted.add(ledger + " ignore " + keyText);
            return "1--1-1";
        }

        @Override
        public void log(String line) {
            lines.add(line);
        }
    }

    static LoadOutcome load(AddonHost host, AddonLimits limits, String... files) {
        List<SourceFile> sources = new ArrayList<>();
        for (int i = 0; i < files.length; i++) {
            sources.add(new SourceFile(i == 0 ? "main.lua" : "file" + (i + 1) + ".lua", files[i]));
        }
        return new LuaEngine().load(new AddonSource("Test", sources), host, limits);
    }

    static AddonInstance loaded(String... files) {
        return loaded(new Host(), files);
    }

    static AddonInstance loaded(AddonHost host, String... files) {
        LoadOutcome outcome = load(host, AddonLimits.DEFAULT, files);
        assertThat(outcome).isInstanceOf(LoadOutcome.Loaded.class);
        return ((LoadOutcome.Loaded) outcome).instance();
    }

    static ScriptError failure(String... files) {
        LoadOutcome outcome = load(new Host(), SMALL, files);
        assertThat(outcome).isInstanceOf(LoadOutcome.Failed.class);
        return ((LoadOutcome.Failed) outcome).error();
    }

    /** What a chunk prints, line by line. */
    static List<String> printed(String chunk) {
        Host host = new Host();
        LoadOutcome outcome = load(host, AddonLimits.DEFAULT, chunk);
        if (outcome instanceof LoadOutcome.Failed failed) {
            throw new AssertionError(failed.error().toString());
        }
        return host.lines;
    }

    static CallOutcome view(AddonInstance addon, String name, Object... arguments) {
        return addon.call(new Callable(Callable.Kind.VIEW, name), Value.of(List.of(arguments)));
    }

    static @Nullable Object returned(CallOutcome outcome) {
        assertThat(outcome).isInstanceOf(CallOutcome.Returned.class);
        return ((CallOutcome.Returned) outcome).value().toJava();
    }

    static ScriptError error(CallOutcome outcome) {
        assertThat(outcome).isInstanceOf(CallOutcome.Failed.class);
        return ((CallOutcome.Failed) outcome).error();
    }
}
