package io.ledgerstone.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import java.util.List;

/** Words that say nothing about what a thing is. */
final class NameRules {
    private NameRules() {}

    static List<HouseRule> all(String root) {
        return List.of(
                new HouseRule(
                        "no package is named after nothing",
                        "host.util.Leftovers",
                        noClasses()
                                .that()
                                .resideInAPackage(root + "..")
                                .should()
                                .resideInAnyPackage("..util..", "..utils..", "..common..", "..misc..", "..impl..")),
                new HouseRule(
                        "no class is named after nothing",
                        "host.SessionManager",
                        noClasses()
                                .that()
                                .resideInAPackage(root + "..")
                                .should()
                                .haveNameMatching(".*(Impl|Manager|Helper|Utils?)(\\$.*)?")));
    }
}
