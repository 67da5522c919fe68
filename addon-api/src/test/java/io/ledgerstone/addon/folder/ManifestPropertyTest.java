package io.ledgerstone.addon.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.addon.folder.ManifestOutcome.Malformed;
import io.ledgerstone.addon.folder.ManifestOutcome.Understood;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a manifest holds, it is understood or its fault is told. */
final class ManifestPropertyTest {
    private static final List<String> TOC_PIECES = List.of(
            "## ",
            "#",
            "Title",
            ": ",
            "Dependencies",
            "RequiredDeps",
            "OptionalDeps",
            "X-A",
            "Interface",
            ",",
            "\n",
            "\r\n",
            "\r",
            "a.lua",
            "..",
            "/",
            "\\",
            "C:",
            " [",
            "]",
            "\u0000",
            "\t",
            "ä龍",
            "\ufeff",
            "|cff",
            "|r",
            " ",
            "1");
    private static final List<String> JSON_PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            ":",
            ",",
            "\"files\":",
            "\"title\":",
            "\"name\":",
            "\"Loot\"",
            "\"a.js\"",
            "5",
            "1e999",
            "true",
            "null",
            "\\",
            "\\u00",
            "\"\\ud800\"",
            "\n",
            "//",
            "\"loadOnDemand\":",
            "\"x\":",
            " ");

    @Test
    void anyTocIsUnderstoodOrItsFaultIsTold() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            String text = text(random, TOC_PIECES);
            requireSound(TocReader.read("Loot", "Loot.toc", text), "Loot.toc, line ", "seed " + seed + ": " + text);
        }
    }

    @Test
    void anyJsonIsUnderstoodOrItsFaultIsTold() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            String text = text(random, JSON_PIECES);
            requireSound(
                    JsonManifestReader.read("Loot", "addon.json", text),
                    "addon.json, line ",
                    "seed " + seed + ": " + text);
        }
    }

    private static void requireSound(ManifestOutcome outcome, String place, String as) {
        switch (outcome) {
            case Malformed(String problem) -> assertThat(problem).as(as).startsWith(place);
            case Understood(AddonManifest manifest, List<String> notices) -> {
                assertThat(manifest.name()).as(as).isEqualTo("Loot");
                assertThat(manifest.title()).as(as).isNotBlank();
                assertThat(manifest.files())
                        .as(as)
                        .doesNotHaveDuplicates()
                        .noneMatch(file -> file.startsWith("/") || file.matches("(.*/)?\\.\\.(/.*)?"));
            }
        }
    }

    /** Half of the texts are random bytes, half are pieces that mean something. */
    private static String text(Random random, List<String> pieces) {
        if (random.nextInt(4) == 0) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            return new String(bytes, random.nextBoolean() ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
        }
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "" : pieces.getFirst());
        for (int i = random.nextInt(30); i > 0; i--) {
            text.append(pieces.get(random.nextInt(pieces.size())));
        }
        return text.toString();
    }
}
