package io.ledgerstone.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;

/** Who may know whom, among our packages and among the libraries that only one of them may use. */
final class ArrowRules {
    private final String root;

    private ArrowRules(String root) {
        this.root = root;
    }

    static List<HouseRule> all(String root) {
        ArrowRules rules = new ArrowRules(root);
        List<HouseRule> arrows = List.of(
                rules.arrow("ledger-core knows only itself", "ledger.LooksUp", "ledger..", "ledger.."),
                rules.arrow(
                        "addon-api knows only ledger-core", "addon.KnowsAnEngine", "addon..", "addon..", "ledger.."),
                rules.arrow(
                        "the Lua engine knows only addon-api and ledger-core",
                        "lua.KnowsTheOtherEngine",
                        "lua..",
                        "lua..",
                        "addon..",
                        "ledger.."),
                rules.arrow(
                        "the JavaScript engine knows only addon-api and ledger-core",
                        "js.KnowsTheOtherEngine",
                        "js..",
                        "js..",
                        "addon..",
                        "ledger.."),
                rules.arrow(
                        "transport-api knows nothing of ours",
                        "transport.KnowsTheLedger",
                        "transport..",
                        "transport.."),
                rules.arrow(
                        "the mesh knows only transport-api and ledger-core",
                        "gossip.KnowsTheAddons",
                        "gossip..",
                        "gossip..",
                        "transport..",
                        "ledger.."),
                rules.arrow(
                        "the host knows everything but the benchmarks",
                        "host.KnowsTheBenchmarks",
                        "host..",
                        "host..",
                        "gossip..",
                        "transport..",
                        "lua..",
                        "js..",
                        "addon..",
                        "ledger.."),
                rules.arrow(
                        "the benchmarks do not know the host",
                        "bench.KnowsTheHost",
                        "bench..",
                        "bench..",
                        "gossip..",
                        "transport..",
                        "lua..",
                        "js..",
                        "addon..",
                        "ledger.."),
                rules.arrow(
                        "entry knows nothing of ours", "ledger.entry.KnowsBytes", "ledger.entry..", "ledger.entry.."),
                rules.arrow(
                        "codec knows only entry",
                        "ledger.codec.KnowsReplay",
                        "ledger.codec..",
                        "ledger.codec..",
                        "ledger.entry.."),
                rules.sibling("replay", "ledger.replay.KnowsTheStore"),
                rules.sibling("sync", "ledger.sync.KnowsTheStore"),
                rules.sibling("trust", "ledger.trust.KnowsSync"),
                rules.sibling("store", "ledger.store.KnowsTheJournal"),
                rules.sibling("journal", "ledger.journal.KnowsTheFace"));
        return Stream.of(arrows, rules.libraries()).flatMap(List::stream).toList();
    }

    private List<HouseRule> libraries() {
        return List.of(
                onlyIn("only store uses MapDB", "ledger.journal.UsesMapDb", "org.mapdb..", "ledger.store.."),
                onlyIn("only the Lua engine uses LuaJ", "host.UsesLuaJ", "org.luaj..", "lua.."),
                onlyIn("only the JavaScript engine uses GraalJS", "lua.UsesGraal", "org.graalvm..", "js.."),
                onlyIn("only the mesh uses Netty", "host.UsesNetty", "io.netty..", "gossip.."),
                onlyIn(
                        "only trust and the links use Bouncy Castle",
                        "host.UsesBouncyCastle",
                        "org.bouncycastle..",
                        "ledger.trust..",
                        "gossip.link.."));
    }

    /** Classes in {@code from} know no other class of ours than those in {@code allowed}. */
    private HouseRule arrow(String sentence, String planted, String from, String... allowed) {
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage(below(from))
                .should()
                .dependOnClassesThat(resideInAPackage(root + "..")
                        .and(not(resideInAnyPackage(
                                Stream.of(allowed).map(this::below).toArray(String[]::new)))));
        return new HouseRule(sentence, planted, rule);
    }

    /** Those that the face puts together do not know each other. */
    private HouseRule sibling(String name, String planted) {
        String self = "ledger." + name + "..";
        return arrow(name + " knows only codec and entry", planted, self, self, "ledger.codec..", "ledger.entry..");
    }

    private HouseRule onlyIn(String sentence, String planted, String library, String... homes) {
        ArchRule rule = noClasses()
                .that()
                .resideOutsideOfPackages(Stream.of(homes).map(this::below).toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
        return new HouseRule(sentence, planted, rule);
    }

    private String below(String part) {
        return root + "." + part;
    }
}
