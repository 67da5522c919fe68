package io.ledgerstone.lua;

import io.ledgerstone.addon.AddonEngine;
import io.ledgerstone.addon.AddonHost;
import io.ledgerstone.addon.AddonLimits;
import io.ledgerstone.addon.AddonSource;
import io.ledgerstone.addon.LoadOutcome;
import io.ledgerstone.addon.ScriptError;
import io.ledgerstone.lua.compile.SyntaxException;
import java.util.Locale;

/**
 * The engine for addons in Lua, in the flavour that World of Warcraft's addons are written in: Lua 5.1 compiled to Java classes,
 * counted and bounded, the same on every machine.
 *
 * <p>Holds nothing but what its addons hold; each of those has globals, a library and classes of its own.
 */
public final class LuaEngine implements AddonEngine {
    /** An engine whose functions are those of the one table that describes them. */
    public LuaEngine() {
        HostFunctions.requireComplete();
    }

    @Override
    public String language() {
        return "Lua";
    }

    @Override
    public boolean runs(String fileName) {
        return fileName.toLowerCase(Locale.ROOT).endsWith(".lua");
    }

    @Override
    public LoadOutcome load(AddonSource source, AddonHost host, AddonLimits limits) {
        LuaAddon addon = new LuaAddon(source.name(), host, limits);
        try {
            for (AddonSource.SourceFile file : source.files()) {
                ScriptError error = addon.run(file);
                if (error != null) {
                    addon.close();
                    return new LoadOutcome.Failed(error);
                }
            }
        } catch (SyntaxException e) {
            addon.close();
            return new LoadOutcome.Failed(new ScriptError(String.valueOf(e.getMessage()), e.position()));
        }
        addon.loaded();
        return new LoadOutcome.Loaded(addon);
    }

    @Override
    public void close() {}
}
