package io.ledgerstone.addon;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of running an addon's tests.
 *
 * @param loadError why the addon or its test files did not even load, or null
 * @param results a result for each test, in the order they were registered; empty if nothing loaded
 * @param lines what the addon logged meanwhile
 */
public record TestReport(@Nullable ScriptError loadError, List<Result> results, List<String> lines) {
    /** Copies the lists. */
    public TestReport {
        results = List.copyOf(results);
        lines = List.copyOf(lines);
    }

    /**
     * What came of one test.
     *
     * @param name the name it was registered under
     * @param error why it failed, or null if it passed
     */
    public record Result(String name, @Nullable ScriptError error) {
        /** Whether the test passed. */
        public boolean passed() {
            return error == null;
        }
    }

    /** Whether the addon loaded and no test failed. */
    public boolean passed() {
        return loadError == null && results.stream().allMatch(Result::passed);
    }
}
