package io.ledgerstone.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.ledgerstone.addon.AddonEngine;
import io.ledgerstone.addon.AddonLimits;
import io.ledgerstone.addon.AddonTests;
import io.ledgerstone.addon.TestReport;
import io.ledgerstone.addon.folder.AddonFolder;
import io.ledgerstone.addon.folder.FolderOutcome;
import io.ledgerstone.addon.folder.FolderOutcome.ReadableAddon;
import io.ledgerstone.addon.folder.FolderOutcome.UnreadableAddon;
import io.ledgerstone.js.JsEngine;
import io.ledgerstone.lua.LuaEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The addons that come with the project pass the tests their authors wrote. */
final class ShippedAddonsTest {
    private static final List<AddonEngine> ENGINES = List.of(new LuaEngine(), new JsEngine());

    @AfterAll
    static void closeEngines() {
        ENGINES.forEach(AddonEngine::close);
    }

    @TestFactory
    Stream<DynamicContainer> everyAddonPassesItsTests() {
        List<FolderOutcome> addons = AddonFolder.readAll(Path.of("..", "plugins"), ENGINES);
        assertThat(addons).extracting(FolderOutcome::name).contains("GuildPoints", "LootHistory");
        return addons.stream().map(addon -> DynamicContainer.dynamicContainer(addon.name(), tests(addon)));
    }

    private static Stream<DynamicTest> tests(FolderOutcome outcome) {
        return switch (outcome) {
            case UnreadableAddon(String name, String problem) -> fail(name + ": " + problem);
            case ReadableAddon addon -> {
                assertThat(addon.notices()).isEmpty();
                TestReport report = AddonTests.run(addon.engine(), addon.source(), addon.tests(), AddonLimits.DEFAULT);
                assertThat(report.loadError()).isNull();
                assertThat(report.results()).isNotEmpty();
                yield report.results().stream()
                        .map(result -> DynamicTest.dynamicTest(
                                result.name(), () -> assertThat(result.error()).isNull()));
            }
        };
    }
}
