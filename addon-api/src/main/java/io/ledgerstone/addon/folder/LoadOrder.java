package io.ledgerstone.addon.folder;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The order in which addons load: by name, in {@link NaturalOrder}, but what an addon depends on before it. The same addons always
 * give the same order. Names of dependencies are known in any case, as in game clients.
 *
 * <p>An addon is left out if something it needs is missing, is left out, or needs it in turn. Optional dependencies only order;
 * one that would make a circle does not count.
 *
 * @param addons the addons that can load, in order
 * @param leftOut the names of the others, each with the reason, in natural order
 */
public record LoadOrder(List<AddonManifest> addons, Map<String, String> leftOut) {
    /** Copies both. */
    public LoadOrder {
        addons = List.copyOf(addons);
        leftOut = Collections.unmodifiableMap(new LinkedHashMap<>(leftOut));
    }

    /** The order of these addons. */
    public static LoadOrder of(Collection<AddonManifest> addons) {
        return new DependencyGraph(addons).order();
    }
}
