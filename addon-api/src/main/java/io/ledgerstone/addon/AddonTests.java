package io.ledgerstone.addon;

import io.ledgerstone.addon.AddonSource.SourceFile;
import io.ledgerstone.addon.Callable.Kind;
import io.ledgerstone.ledger.entry.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs the tests that an addon's author wrote, each on a scratch ledger that starts empty.
 *
 * <p>The addon is loaded with its test files after its own. After a test that fails it is loaded afresh, since what a limit or an
 * error left behind must not fail the next test.
 */
public final class AddonTests {
    private final AddonEngine engine;
    private final AddonSource source;
    private final AddonLimits limits;
    private final ScratchHost host = new ScratchHost();

    private AddonTests(AddonEngine engine, AddonSource source, AddonLimits limits) {
        this.engine = engine;
        this.source = source;
        this.limits = limits;
    }

    /** Runs all tests of an addon, in the order its test files register them. */
    public static TestReport run(
            AddonEngine engine, AddonSource source, List<SourceFile> testFiles, AddonLimits limits) {
        return new AddonTests(engine, source.with(testFiles), limits).run();
    }

    private TestReport run() {
        List<TestReport.Result> results = new ArrayList<>();
        int next = 0;
        while (true) {
            switch (engine.load(source, host, limits)) {
                case LoadOutcome.Failed(ScriptError error) -> {
                    return new TestReport(error, results, host.lines());
                }
                case LoadOutcome.Loaded(AddonInstance instance) -> {
                    List<String> tests = instance.registrations().tests();
                    try (instance) {
                        next = runUntilFailure(instance, tests, next, results);
                    }
                    if (next == tests.size()) {
                        return new TestReport(null, results, host.lines());
                    }
                }
            }
        }
    }

    private int runUntilFailure(
            AddonInstance instance, List<String> tests, int first, List<TestReport.Result> results) {
        for (int i = first; i < tests.size(); i++) {
            host.begin(instance);
            CallOutcome outcome = instance.call(new Callable(Kind.TEST, tests.get(i)), Value.NIL);
            @Nullable ScriptError error = outcome instanceof CallOutcome.Failed(ScriptError why) ? why : null;
            results.add(new TestReport.Result(tests.get(i), error));
            if (error != null) {
                return i + 1;
            }
        }
        return tests.size();
    }
}
