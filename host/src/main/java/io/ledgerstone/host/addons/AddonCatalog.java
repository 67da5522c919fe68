package io.ledgerstone.host.addons;

import io.ledgerstone.addon.AddonEngine;
import io.ledgerstone.addon.folder.AddonFolder;
import io.ledgerstone.addon.folder.AddonManifest;
import io.ledgerstone.addon.folder.FolderOutcome;
import io.ledgerstone.addon.folder.FolderOutcome.ReadableAddon;
import io.ledgerstone.addon.folder.FolderOutcome.UnreadableAddon;
import io.ledgerstone.addon.folder.LoadOrder;
import io.ledgerstone.host.HostException;
import io.ledgerstone.host.config.Config;
import io.ledgerstone.host.config.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The addons in the configured folders, in load order. Read once; an addon's files are read again when it is loaded. */
final class AddonCatalog {
    private final List<? extends AddonEngine> engines;
    private final Map<String, FoundAddon> addons = new LinkedHashMap<>();

    private AddonCatalog(List<? extends AddonEngine> engines) {
        this.engines = engines;
    }

    static AddonCatalog read(Config config, List<? extends AddonEngine> engines) {
        AddonCatalog catalog = new AddonCatalog(engines);
        Map<String, FoundAddon> found = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Map<String, AddonManifest> manifests = new LinkedHashMap<>();
        for (String plugins : config.get(Settings.PLUGINS)) {
            Path folder = config.path(plugins);
            for (FolderOutcome outcome : AddonFolder.readAll(folder, engines)) {
                FoundAddon addon = described(folder.resolve(outcome.name()), outcome);
                String refusal = refusal(config, addon.name());
                boolean first =
                        found.putIfAbsent(addon.name(), refusal == null ? addon : addon.refused(refusal)) == null;
                if (first && refusal == null && outcome instanceof ReadableAddon readable) {
                    manifests.put(addon.name(), readable.manifest());
                }
            }
        }
        LoadOrder order = LoadOrder.of(manifests.values());
        order.addons().forEach(manifest -> catalog.add(found, manifest.name(), null));
        order.leftOut().forEach((name, why) -> catalog.add(found, name, why));
        found.values().forEach(addon -> catalog.addons.putIfAbsent(addon.name(), addon));
        return catalog;
    }

    private void add(Map<String, FoundAddon> found, String name, @Nullable String problem) {
        FoundAddon addon = found.get(name);
        if (addon != null) {
            addons.put(name, problem == null ? addon : addon.refused(problem));
        }
    }

    private static @Nullable String refusal(Config config, String name) {
        if (contains(config.get(Settings.ADDONS_DISABLED), name)) {
            return "it is disabled by addons.disabled";
        }
        List<String> enabled = config.get(Settings.ADDONS_ENABLED);
        return enabled.isEmpty() || contains(enabled, name) ? null : "it is not among addons.enabled";
    }

    private static boolean contains(List<String> names, String name) {
        return names.stream().anyMatch(one -> one.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)));
    }

    private static FoundAddon described(Path folder, FolderOutcome outcome) {
        return switch (outcome) {
            case ReadableAddon addon -> {
                AddonManifest manifest = addon.manifest();
                yield new FoundAddon(
                        manifest.name(),
                        folder,
                        manifest.title(),
                        manifest.notes(),
                        manifest.version(),
                        addon.engine().language(),
                        manifest.loadOnDemand(),
                        addon.notices(),
                        null);
            }
            case UnreadableAddon(String name, String problem) ->
                new FoundAddon(name, folder, name, "", "", "", false, List.of(), problem);
        };
    }

    /** All addons, in load order; those that cannot run come last. */
    List<FoundAddon> addons() {
        return new ArrayList<>(addons.values());
    }

    /**
     * An addon's files as they are now.
     *
     * @throws HostException if they cannot be run any more
     */
    ReadableAddon files(FoundAddon addon) {
        return switch (AddonFolder.read(addon.folder(), engines)) {
            case ReadableAddon readable -> readable;
            case UnreadableAddon(String name, String problem) -> throw new HostException(problem);
        };
    }
}
