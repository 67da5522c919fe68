package io.ledgerstone.addon.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.addon.folder.ManifestOutcome.Malformed;
import io.ledgerstone.addon.folder.ManifestOutcome.Understood;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TocReaderTest {
    private static AddonManifest read(String text) {
        return understood(text).manifest();
    }

    private static Understood understood(String text) {
        return switch (TocReader.read("Guild", "Guild.toc", text)) {
            case Understood understood -> understood;
            case Malformed(String problem) -> throw new AssertionError(problem);
        };
    }

    private static String problem(String text) {
        return switch (TocReader.read("Guild", "Guild.toc", text)) {
            case Understood(AddonManifest manifest, List<String> notices) -> throw new AssertionError(manifest);
            case Malformed(String problem) -> problem;
        };
    }

    @Test
    void everyDirectiveIsRead() {
        AddonManifest manifest = read("""
                ## Interface: 11503, 40400
                ## Title: |cff00ff00Guild|r |TInterface\\Icons\\x:0|tPoints
                ## Notes: Keeps |cFFFF0000points|r.
                ## Author: Ann
                ## Version: 1.2-beta
                ## Dependencies: Core, Lib
                ## OptionalDeps: Skin
                ## LoadOnDemand: 1
                ## SavedVariables: DB, Log
                ## SavedVariablesPerCharacter: CharDB
                ## X-Website: https://example.org/a:b
                # a comment
                main.lua
                """);
        assertThat(manifest)
                .isEqualTo(new AddonManifest(
                        "Guild",
                        "Guild Points",
                        "Keeps points.",
                        "Ann",
                        "1.2-beta",
                        List.of("11503", "40400"),
                        List.of("Core", "Lib"),
                        List.of("Skin"),
                        true,
                        List.of("DB", "Log"),
                        List.of("CharDB"),
                        List.of("main.lua"),
                        Map.of("X-Website", "https://example.org/a:b")));
    }

    @Test
    void emptyManifestHasTheFoldersNameAsTitle() {
        assertThat(read("")).isEqualTo(AddonManifest.of("Guild", List.of(), List.of()));
        assertThat(read("## Title: |cff00ff00|r").title()).isEqualTo("Guild");
    }

    @Test
    void keysAreKnownInAnyCaseAndSpacing() {
        AddonManifest manifest = read("##TITLE:A\n##  version :  2 \n## loadondemand: TRUE\n##optionaldeps:B,,C,");
        assertThat(manifest.title()).isEqualTo("A");
        assertThat(manifest.version()).isEqualTo("2");
        assertThat(manifest.loadOnDemand()).isTrue();
        assertThat(manifest.optionalDependencies()).containsExactly("B", "C");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dependencies", "RequiredDeps", "Dep", "deps", "DEPENDENCY", "requireddeps"})
    void dependenciesHaveManyNames(String key) {
        assertThat(read("## " + key + ": One, Two").dependencies()).containsExactly("One", "Two");
    }

    @Test
    void listsOfSeveralLinesAddUpAndKeepEachNameOnce() {
        assertThat(read("## Dependencies: A, B\n## RequiredDeps: B, C").dependencies())
                .containsExactly("A", "B", "C");
    }

    @Test
    void unknownKeysAreKept() {
        AddonManifest manifest = read("## X-License: MIT\n## Title-deDE: Gilde\n## DefaultState: enabled");
        assertThat(manifest.extras())
                .containsOnly(
                        Map.entry("DefaultState", "enabled"),
                        Map.entry("Title-deDE", "Gilde"),
                        Map.entry("X-License", "MIT"));
        assertThat(manifest.extras().get("x-license")).isEqualTo("MIT");
    }

    @Test
    void commentsAndRulersAreNoFiles() {
        AddonManifest manifest = read("# main.lua\n#main.lua\n## just words\n##\n####: x\n### \n\n   \n\tmain.lua  ");
        assertThat(manifest.files()).containsExactly("main.lua");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void linesEndInEveryWay(String end) {
        AddonManifest manifest = read("## Title: A" + end + "a.lua" + end + end + "b.lua" + end);
        assertThat(manifest.title()).isEqualTo("A");
        assertThat(manifest.files()).containsExactly("a.lua", "b.lua");
    }

    @Test
    void filesKeepTheirOrderAndGetForwardSlashes() {
        assertThat(read("z.lua\ncore\\init.lua\n./a.lua\n.\\libs\\b c\\d.lua\nframes.xml")
                        .files())
                .containsExactly("z.lua", "core/init.lua", "a.lua", "libs/b c/d.lua", "frames.xml");
    }

    @Test
    void fileListedTwiceRunsOnceAndIsTold() {
        Understood understood = understood("a.lua\nb.lua\n.\\a.lua");
        assertThat(understood.manifest().files()).containsExactly("a.lua", "b.lua");
        assertThat(understood.notices()).containsExactly("Guild.toc, line 3: a.lua is listed twice; it runs once");
    }

    @Test
    void conditionsAreTold() {
        Understood understood = understood("a.lua [AllowLoadGameType classic]");
        assertThat(understood.manifest().files()).containsExactly("a.lua");
        assertThat(understood.notices().getFirst()).contains("line 1", "[AllowLoadGameType classic]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "../other/main.lua | leads out",
                "a/../../b.lua | leads out",
                "a\\..\\b.lua | leads out",
                "/etc/passwd | outside",
                "\\\\server\\share.lua | outside",
                "C:\\main.lua | outside",
                "file:main.lua | outside",
                "a//b.lua | no file name",
                "a/./b.lua | no file name",
                "a/ | no file name",
                "a\tb.lua | control character",
            })
    void filesOutsideTheFolderAreRefused(String file, String words) {
        assertThat(problem("ok.lua\n" + file))
                .startsWith("Guild.toc, line 2: '")
                .contains(words);
    }

    @Test
    void everythingIsBounded() {
        assertThat(problem("x\n".repeat(0) + files(1001))).contains("line 1001", "1000 files");
        assertThat(problem("## Dependencies: " + files(257).replace('\n', ','))).contains("line 1", "256 names");
    }

    private static String files(int count) {
        StringBuilder files = new StringBuilder();
        for (int i = 0; i < count; i++) {
            files.append('f').append(i).append(".lua\n");
        }
        return files.toString();
    }
}
