package io.ledgerstone.addon.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class LoadOrderTest {
    /** An addon as {@code Name needs A,B likes C}. */
    private static AddonManifest addon(String text) {
        List<String> words = Arrays.asList(text.split(" "));
        return AddonManifest.of(words.getFirst(), after(words, "needs"), after(words, "likes"));
    }

    private static List<String> after(List<String> words, String word) {
        int at = words.indexOf(word);
        return at < 0 ? List.of() : Arrays.asList(words.get(at + 1).split(","));
    }

    private static LoadOrder order(String... addons) {
        return LoadOrder.of(Arrays.stream(addons).map(LoadOrderTest::addon).toList());
    }

    private static List<String> names(LoadOrder order) {
        return order.addons().stream().map(AddonManifest::name).toList();
    }

    @Test
    void withoutDependenciesNamesDecide() {
        assertThat(names(order("Addon10", "zeta", "addon2", "Alpha")))
                .containsExactly("addon2", "Addon10", "Alpha", "zeta");
    }

    @Test
    void dependenciesComeFirst() {
        LoadOrder order = order("A needs Z,M", "B", "M needs Z", "Z");
        assertThat(names(order)).containsExactly("Z", "M", "A", "B");
        assertThat(order.leftOut()).isEmpty();
    }

    @Test
    void dependenciesAreKnownInAnyCase() {
        assertThat(names(order("Alpha needs CORE likes SKIN", "core", "Skin")))
                .containsExactly("core", "Skin", "Alpha");
    }

    @Test
    void optionalDependenciesOrderOnly() {
        LoadOrder order = order("A likes Z,Nobody", "Z");
        assertThat(names(order)).containsExactly("Z", "A");
        assertThat(order.leftOut()).isEmpty();
    }

    @Test
    void optionalCirclesDoNotCount() {
        assertThat(names(order("A likes B", "B likes A"))).containsExactly("B", "A");
        assertThat(names(order("A likes A"))).containsExactly("A");
        assertThat(names(order("A needs B", "B likes A"))).containsExactly("B", "A");
        assertThat(names(order("A needs B", "B likes C", "C needs A"))).containsExactly("B", "A", "C");
    }

    @Test
    void missingOnesAreToldByName() {
        LoadOrder order = order("A needs Gone,Lost", "B needs A", "C needs B", "D");
        assertThat(names(order)).containsExactly("D");
        assertThat(order.leftOut())
                .containsExactly(
                        Map.entry("A", "needs Gone, Lost, which is not there"),
                        Map.entry("B", "needs A, which cannot load"),
                        Map.entry("C", "needs B, which cannot load"));
    }

    @Test
    void circlesAreSpelledOut() {
        LoadOrder order = order("A needs B", "B needs C", "C needs A", "D needs C", "E", "Self needs self");
        assertThat(names(order)).containsExactly("E");
        assertThat(order.leftOut())
                .containsExactly(
                        Map.entry("A", "needs itself: A -> B -> C -> A"),
                        Map.entry("B", "needs itself: B -> C -> A -> B"),
                        Map.entry("C", "needs itself: C -> A -> B -> C"),
                        Map.entry("D", "needs C, which cannot load"),
                        Map.entry("Self", "needs itself: Self -> Self"));
    }

    @Test
    void circleWithSomethingMissingTellsBoth() {
        assertThat(order("A needs B,Gone", "B needs A").leftOut())
                .containsExactly(
                        Map.entry("A", "needs Gone, which is not there; needs itself: A -> B -> A"),
                        Map.entry("B", "needs itself: B -> A -> B"));
    }

    @Test
    void namesThatDifferOnlyInCaseCollide() {
        LoadOrder order = order("Guild", "guild", "A needs guild");
        assertThat(names(order)).containsExactly("Guild", "A");
        assertThat(order.leftOut().get("guild")).contains("Guild", "rename");
    }

    @Test
    void longChainsAreNoTrouble() {
        List<AddonManifest> chain = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            chain.add(addon("A" + i + " needs A" + (i + 1)));
        }
        chain.add(addon("A1000"));
        assertThat(names(LoadOrder.of(chain)))
                .startsWith("A1000", "A999")
                .endsWith("A1", "A0")
                .hasSize(1001);
    }

    @Test
    void anyGraphIsOrderedWellAndTheSameWay() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            List<AddonManifest> addons = randomAddons(random);
            LoadOrder order = LoadOrder.of(addons);
            requireSound(order, addons, "seed " + seed + ", round " + round + ": " + addons);
            Collections.shuffle(addons, random);
            assertThat(LoadOrder.of(addons)).as("seed %d", seed).isEqualTo(order);
        }
    }

    private static List<AddonManifest> randomAddons(Random random) {
        int count = 1 + random.nextInt(9);
        List<AddonManifest> addons = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            addons.add(AddonManifest.of("N" + i, randomNames(random, count), randomNames(random, count)));
        }
        return addons;
    }

    private static List<String> randomNames(Random random, int count) {
        Set<String> names = new HashSet<>();
        while (random.nextInt(3) == 0) {
            names.add((random.nextBoolean() ? "N" : "n") + random.nextInt(count + 1));
        }
        return List.copyOf(names);
    }

    private static void requireSound(LoadOrder order, List<AddonManifest> addons, String as) {
        Set<String> placed = new HashSet<>();
        for (AddonManifest addon : order.addons()) {
            for (String needed : addon.dependencies()) {
                assertThat(placed).as(as).contains(needed.toUpperCase(Locale.ROOT));
            }
            assertThat(placed.add(addon.name())).as(as).isTrue();
        }
        for (AddonManifest addon : addons) {
            assertThat(placed.contains(addon.name()))
                    .as(as)
                    .isNotEqualTo(order.leftOut().containsKey(addon.name()));
            // Whatever is left out could not have loaded: something it needs never loads.
            if (!placed.contains(addon.name())) {
                assertThat(addon.dependencies())
                        .as(as)
                        .anyMatch(each -> !placed.contains(each.toUpperCase(Locale.ROOT)));
            }
        }
    }
}
