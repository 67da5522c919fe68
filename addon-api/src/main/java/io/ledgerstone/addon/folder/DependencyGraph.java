package io.ledgerstone.addon.folder;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Addons by lower-case name, in natural order, and which must come before which. Used once. */
final class DependencyGraph {
    private final Map<String, AddonManifest> addons = new TreeMap<>(NaturalOrder.ORDER);
    private final Map<String, String> leftOut = new TreeMap<>(NaturalOrder.ORDER);
    /** For each addon what comes before it: first what it needs, then what it would like. */
    private final Map<String, Set<String>> before = new HashMap<>();

    DependencyGraph(Collection<AddonManifest> all) {
        all.stream()
                .sorted((a, b) -> NaturalOrder.ORDER.compare(a.name(), b.name()))
                .forEach(this::add);
    }

    private void add(AddonManifest addon) {
        AddonManifest other = addons.putIfAbsent(key(addon.name()), addon);
        if (other == null) {
            before.put(key(addon.name()), keys(addon.dependencies()));
        } else {
            leftOut.put(addon.name(), "there is an addon named " + other.name() + " already; rename one of them");
        }
    }

    LoadOrder order() {
        Map<String, String> reasons = new LinkedHashMap<>();
        addons.forEach((key, addon) -> {
            String reason = join(missing(addon), circle(key));
            if (reason != null) {
                reasons.put(key, reason);
            }
        });
        while (!reasons.isEmpty()) {
            reasons.forEach(this::leaveOut);
            reasons.clear();
            addons.forEach((key, addon) -> {
                String missing = missing(addon);
                if (missing != null) {
                    reasons.put(key, missing);
                }
            });
        }
        addons.forEach(this::addOptional);
        Map<String, AddonManifest> placed = new LinkedHashMap<>();
        addons.keySet().forEach(key -> place(key, placed));
        return new LoadOrder(List.copyOf(placed.values()), leftOut);
    }

    private void leaveOut(String key, String reason) {
        AddonManifest addon = addons.remove(key);
        if (addon != null) {
            leftOut.put(addon.name(), reason);
        }
    }

    private static @Nullable String join(@Nullable String one, @Nullable String other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one + "; " + other;
    }

    private @Nullable String missing(AddonManifest addon) {
        List<String> absent = new ArrayList<>();
        List<String> unusable = new ArrayList<>();
        for (String needed : addon.dependencies()) {
            if (!addons.containsKey(key(needed))) {
                (before.containsKey(key(needed)) ? unusable : absent).add(needed);
            }
        }
        return join(
                absent.isEmpty() ? null : "needs " + String.join(", ", absent) + ", which is not there",
                unusable.isEmpty() ? null : "needs " + String.join(", ", unusable) + ", which cannot load");
    }

    /** How an addon needs itself, spelled out along a shortest way, or null if it does not. */
    private @Nullable String circle(String key) {
        Map<String, String> cameFrom = new HashMap<>();
        Queue<String> open = new ArrayDeque<>(List.of(key));
        while (!open.isEmpty()) {
            String at = open.remove();
            for (String next : before.getOrDefault(at, Set.of())) {
                if (next.equals(key)) {
                    return "needs itself: " + way(key, at, cameFrom) + " -> " + name(key);
                }
                if (cameFrom.putIfAbsent(next, at) == null) {
                    open.add(next);
                }
            }
        }
        return null;
    }

    private String way(String from, String to, Map<String, String> cameFrom) {
        StringBuilder way = new StringBuilder(name(to));
        for (String at = to; !at.equals(from); ) {
            at = cameFrom.getOrDefault(at, from);
            way.insert(0, name(at) + " -> ");
        }
        return way.toString();
    }

    private String name(String key) {
        AddonManifest addon = addons.get(key);
        return addon == null ? key : addon.name();
    }

    private void addOptional(String key, AddonManifest addon) {
        for (String wanted : keys(addon.optionalDependencies())) {
            if (addons.containsKey(wanted) && !comesBefore(key, wanted)) {
                before.getOrDefault(key, new HashSet<>()).add(wanted);
            }
        }
    }

    /** Whether one addon is, or must come before, another. */
    private boolean comesBefore(String one, String other) {
        Set<String> seen = new HashSet<>(Set.of(other));
        Queue<String> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            String at = open.remove();
            if (at.equals(one)) {
                return true;
            }
            for (String next : before.getOrDefault(at, Set.of())) {
                if (seen.add(next)) {
                    open.add(next);
                }
            }
        }
        return false;
    }

    /** Places what comes before an addon, then the addon. Without recursion: a chain may be as long as there are addons. */
    private void place(String first, Map<String, AddonManifest> placed) {
        ArrayDeque<String> open = new ArrayDeque<>(List.of(first));
        while (!open.isEmpty()) {
            String key = open.getFirst();
            List<String> waiting = before.getOrDefault(key, Set.of()).stream()
                    .filter(other -> !placed.containsKey(other))
                    .toList();
            if (waiting.isEmpty()) {
                open.removeFirst();
                AddonManifest addon = addons.get(key);
                if (addon != null) {
                    placed.put(key, addon);
                }
            } else {
                waiting.reversed().forEach(open::addFirst);
            }
        }
    }

    private static Set<String> keys(Collection<String> names) {
        Set<String> keys = new LinkedHashSet<>();
        names.stream().map(DependencyGraph::key).sorted(NaturalOrder.ORDER).forEach(keys::add);
        return keys;
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
