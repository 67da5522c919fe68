package io.ledgerstone.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows, the purity and the names of the house, each proven by a planted violation. */
final class ArchitectureTest {
    private static final String ROOT = "io.ledgerstone";
    private static final String PLANTED_ROOT = "io.ledgerstone.planted";
    private static final ImportOption NO_TESTS = location -> !location.contains("/test-classes/");

    private static final JavaClasses HOUSE =
            new ClassFileImporter().withImportOption(NO_TESTS).importPackages(ROOT);
    private static final JavaClasses PLANTED = new ClassFileImporter().importPackages(PLANTED_ROOT);

    static List<HouseRule> rules() {
        return HouseRule.all(ROOT);
    }

    static List<HouseRule> rulesOfThePlantedHouse() {
        return HouseRule.all(PLANTED_ROOT);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theHouseKeepsTheRule(HouseRule rule) {
        rule.rule().check(HOUSE);
    }

    @ParameterizedTest
    @MethodSource("rulesOfThePlantedHouse")
    void thePlantedViolationIsCaught(HouseRule rule) {
        assertThatThrownBy(() -> rule.rule().check(PLANTED))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(PLANTED_ROOT + "." + rule.planted());
    }

    @Test
    void everyRoomOfTheHouseIsLookedAt() {
        assertThat(HOUSE.stream().map(type -> type.getPackageName()).distinct())
                .contains(
                        "io.ledgerstone.ledger",
                        "io.ledgerstone.ledger.entry",
                        "io.ledgerstone.ledger.codec",
                        "io.ledgerstone.addon",
                        "io.ledgerstone.lua",
                        "io.ledgerstone.js",
                        "io.ledgerstone.transport",
                        "io.ledgerstone.transport.memory",
                        "io.ledgerstone.gossip.link",
                        "io.ledgerstone.gossip.protocol",
                        "io.ledgerstone.host",
                        "io.ledgerstone.bench")
                .doesNotContain(PLANTED_ROOT, "io.ledgerstone.architecture");
    }
}
