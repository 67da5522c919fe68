package io.ledgerstone.addon.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.addon.folder.ManifestOutcome.Malformed;
import io.ledgerstone.addon.folder.ManifestOutcome.Understood;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JsonManifestReaderTest {
    private static AddonManifest read(String text) {
        return switch (JsonManifestReader.read("Loot", "addon.json", text)) {
            case Understood(AddonManifest manifest, List<String> notices) -> manifest;
            case Malformed(String problem) -> throw new AssertionError(problem);
        };
    }

    private static String problem(String text) {
        return switch (JsonManifestReader.read("Loot", "addon.json", text)) {
            case Understood(AddonManifest manifest, List<String> notices) -> throw new AssertionError(manifest);
            case Malformed(String problem) -> problem;
        };
    }

    @Test
    void everyKeyIsRead() {
        AddonManifest manifest = read("""
                {
                  "name": "Loot", "title": "Loot History", "notes": "Who got what.", "author": "Bob", "version": "1",
                  "dependencies": ["Core"], "optionalDependencies": ["Skin", "Map"], "loadOnDemand": true,
                  "files": ["a.js", "lib\\\\b.js"],
                  "homepage": "https://example.org", "rank": 5, "off": false, "nothing": null, "more": {"a": [1, "b"]}
                }
                """);
        assertThat(manifest)
                .isEqualTo(new AddonManifest(
                        "Loot",
                        "Loot History",
                        "Who got what.",
                        "Bob",
                        "1",
                        List.of(),
                        List.of("Core"),
                        List.of("Skin", "Map"),
                        true,
                        List.of(),
                        List.of(),
                        List.of("a.js", "lib/b.js"),
                        Map.of(
                                "homepage",
                                "https://example.org",
                                "rank",
                                "5",
                                "off",
                                "false",
                                "nothing",
                                "null",
                                "more",
                                "{\"a\":[1,\"b\"]}")));
    }

    @Test
    void everythingMayBeLeftOut() {
        assertThat(read("{}")).isEqualTo(AddonManifest.of("Loot", List.of(), List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[] | line 1, column 1 | one object",
                "`` | line 1, column | one object",
                "{ | line 1, column | end-of-input",
                "{\"title\": } | line 1, column | Unexpected character",
                "{\"title\": \"a\", \"title\": \"b\"} | line 1, column | Duplicate",
                "{\"title\": 5} | line 1, column 11 | title must be a text",
                "{\"loadOnDemand\": \"yes\"} | line 1, column 18 | true or false",
                "{\"files\": \"a.js\"} | line 1, column 11 | list of texts",
                "{\"files\": [5]} | line 1, column 12 | files must be a text",
                "{\"files\": [\"../a.js\"]} | line 1, column 11 | leads out",
                "{\"name\": \"Other\"} | line 1, column 10 | rename",
                "{} {} | line 1, column 4 | follows",
                "{\"a\": [1, {]} | line 1, column 12 | expected '}'",
            })
    void mistakesNameLineAndColumn(String text, String place, String words) {
        assertThat(problem(text))
                .startsWith("addon.json, " + place)
                .contains(words)
                .doesNotContain("Source");
    }

    @Test
    void mistakesFurtherDownNameTheirLine() {
        assertThat(problem("{\n  \"title\": \"a\",\n  \"files\": [\n    \"a.js\"\n    \"b.js\"\n  ]\n}"))
                .contains("line 5");
    }
}
