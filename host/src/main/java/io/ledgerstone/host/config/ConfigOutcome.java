package io.ledgerstone.host.config;

import java.util.List;

/** What became of reading a configuration. */
public sealed interface ConfigOutcome {
    /** It holds. */
    record Read(Config config) implements ConfigOutcome {}

    /** It has problems, all of which are told at once. */
    record Refused(List<ConfigProblem> problems) implements ConfigOutcome {
        /** Copies the list. */
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
