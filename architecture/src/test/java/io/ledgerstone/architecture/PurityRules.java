package io.ledgerstone.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** What the pure packages must not touch, and who in ledger-core may touch a file. */
final class PurityRules {
    private static final String FILES =
            "java\\.nio\\.(channels\\..*|file\\.Files)|java\\.io\\.(File.*|RandomAccessFile)";

    private final String root;

    private PurityRules(String root) {
        this.root = root;
    }

    static List<HouseRule> all(String root) {
        PurityRules rules = new PurityRules(root);
        return List.of(
                rules.pure("a pure package knows no clock", "ledger.entry.KnowsAClock", "java\\.time\\..*"),
                rules.readsNothingThatChanges(
                        "a pure package reads nothing that changes by itself", "ledger.sync.ReadsTheClock"),
                rules.readsNothingThatChanges(
                        "the protocol of the mesh reads nothing that changes by itself",
                        "gossip.protocol.ReadsTheClock"),
                rules.pure(
                        "a pure package knows no thread",
                        "ledger.replay.StartsAThread",
                        "java\\.util\\.concurrent\\.(?!CopyOnWriteArray|Concurrent).*|java\\.util\\.Timer.*|java\\.lang\\.(.*Thread.*|Process.*)"),
                rules.pure(
                        "a pure package knows no file and no socket",
                        "ledger.codec.OpensAFile",
                        "java\\.io\\..*|java\\.nio\\.(file|channels)\\..*|java\\.net\\..*"),
                rules.pure(
                        "a pure package draws no randomness",
                        "ledger.replay.RollsDice",
                        "java\\.(util|security)\\..*Random.*"),
                rules.pure(
                        "the protocol of the mesh draws no randomness",
                        "gossip.protocol.RollsDice",
                        "java\\.(util|security)\\..*Random.*"),
                rules.pure(
                        "keys and secrets are drawn by the caller of a pure package",
                        "ledger.trust.DrawsASecret",
                        "java\\.(util|security)\\..*(Random|KeyPairGenerator|KeyGenerator).*"),
                rules.pure("a pure package logs nothing", "ledger.entry.Logs", "org\\.slf4j\\..*"),
                rules.onlyStoreAndJournalTouchFiles());
    }

    private HouseRule pure(String sentence, String planted, String forbidden) {
        ArchRule rule = noClasses()
                .that()
                .resideInAnyPackage(purePackages())
                .should()
                .dependOnClassesThat(nameMatching(forbidden));
        return new HouseRule(sentence, planted, rule);
    }

    private HouseRule readsNothingThatChanges(String sentence, String planted) {
        ArchRule rule = noClasses()
                .that()
                .resideInAnyPackage(purePackages())
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Math.class, "random");
        return new HouseRule(sentence, planted, rule);
    }

    /** A path may be handed through anywhere; opening, reading and writing is for store, journal and the folder itself. */
    private HouseRule onlyStoreAndJournalTouchFiles() {
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage(root + ".ledger..")
                .and()
                .resideOutsideOfPackages(root + ".ledger.store..", root + ".ledger.journal..")
                .and(not(nameMatching(".*\\.ledger\\.LedgerFolder(\\$.*)?")))
                .should()
                .dependOnClassesThat(nameMatching(FILES));
        return new HouseRule("in ledger-core only store and journal touch files", "ledger.WritesAFile", rule);
    }

    /** The packages whose results depend on their arguments alone. */
    private String[] purePackages() {
        return new String[] {
            root + ".ledger.entry..",
            root + ".ledger.codec..",
            root + ".ledger.replay..",
            root + ".ledger.sync..",
            root + ".ledger.trust..",
            root + ".gossip.protocol.."
        };
    }
}
