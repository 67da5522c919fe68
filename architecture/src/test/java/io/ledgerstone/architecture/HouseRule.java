package io.ledgerstone.architecture;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;

/**
 * One sentence about the house that every class has to keep.
 *
 * @param sentence what must hold
 * @param planted the class, by its name below the root, that was planted to break it
 * @param rule the sentence as a rule
 */
record HouseRule(String sentence, String planted, ArchRule rule) {

    /** All rules, for a house whose packages begin with {@code root}. */
    static List<HouseRule> all(String root) {
        return Stream.of(ArrowRules.all(root), PurityRules.all(root), NameRules.all(root))
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public String toString() {
        return sentence;
    }
}
