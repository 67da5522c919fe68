package io.ledgerstone.addon.contract;

import io.ledgerstone.addon.AddonEngine;
import io.ledgerstone.addon.AddonInstance;
import io.ledgerstone.addon.AddonLimits;
import io.ledgerstone.addon.AddonSource;
import io.ledgerstone.addon.AddonSource.SourceFile;
import io.ledgerstone.addon.LoadOutcome;
import io.ledgerstone.addon.ScriptError;
import java.util.ArrayList;
import java.util.List;

/** Where the contract suite loads its addons: one engine, and every addon a test loaded, closed when the test ends. */
public final class EngineBench {
    private final AddonEngine engine;
    private final List<AddonInstance> opened = new ArrayList<>();

    EngineBench(AddonEngine engine) {
        this.engine = engine;
    }

    /** The engine under test. */
    public AddonEngine engine() {
        return engine;
    }

    /** The name of the nth file of an addon, from 1: {@code main.lua}, {@code main2.lua} or the same with {@code .js}. */
    public String fileName(int number) {
        return (number == 1 ? "main" : "main" + number) + Script.extension(engine.language());
    }

    /** A position in the first file, as errors tell it. */
    public String line(int line) {
        return fileName(1) + ":" + line;
    }

    /** The source of an addon of these files. */
    public AddonSource source(String name, Script... files) {
        List<SourceFile> sources = new ArrayList<>();
        for (Script file : files) {
            sources.add(new SourceFile(fileName(sources.size() + 1), file.in(engine.language())));
        }
        return new AddonSource(name, sources);
    }

    /** Loads an addon of these files, which must work. */
    public RunningAddon load(Script... files) {
        return load(AddonLimits.DEFAULT, files);
    }

    /** Loads an addon with limits of its own, which must work. */
    public RunningAddon load(AddonLimits limits, Script... files) {
        RecordingHost host = new RecordingHost();
        return switch (engine.load(source("Contract", files), host, limits)) {
            case LoadOutcome.Loaded(AddonInstance instance) -> {
                opened.add(instance);
                yield new RunningAddon(instance, host);
            }
            case LoadOutcome.Failed(ScriptError error) ->
                throw new AssertionError("the addon should have loaded, but: " + error);
        };
    }

    /** Loads an addon of these files, which must fail, and gives the reason. */
    public ScriptError failingLoad(Script... files) {
        return failingLoad(new RecordingHost(), AddonLimits.DEFAULT, files);
    }

    /** Loads an addon on a host with limits of its own, which must fail, and gives the reason. */
    public ScriptError failingLoad(RecordingHost host, AddonLimits limits, Script... files) {
        return switch (engine.load(source("Contract", files), host, limits)) {
            case LoadOutcome.Loaded(AddonInstance instance) -> {
                opened.add(instance);
                throw new AssertionError("the addon should have failed to load");
            }
            case LoadOutcome.Failed(ScriptError error) -> error;
        };
    }

    void closeAll() {
        opened.forEach(AddonInstance::close);
        opened.clear();
    }
}
