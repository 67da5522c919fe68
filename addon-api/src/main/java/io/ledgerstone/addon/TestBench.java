package io.ledgerstone.addon;

import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.Value;
import org.jspecify.annotations.Nullable;

/**
 * What an addon's tests may ask of the host besides the rest: a scratch ledger of their own. A host that implements this too gets
 * addons with the {@link HostFunction}s of {@link HostFunction.Owner#TEST} and the global {@code test}; for the others those names
 * do not exist.
 *
 * <p>The scratch ledger stands for every ledger the addon asked for; it starts empty with each test. While a test runs,
 * {@code view} and {@code state} call back into the same {@link AddonInstance} on the same thread. Every method may throw
 * {@link AddonException}, which the engine turns into an error of the language at the line of the test that called.
 */
public interface TestBench {
    /**
     * Adds an entry to the scratch ledger of the running test.
     *
     * @param key a map that may name {@code time}, {@code counter}, {@code realm} and {@code creator}, or nil; what it leaves out
     *     is chosen
     * @return the entry's key text
     */
    String append(String type, Fields fields, Value key);

    /** Replays the scratch ledger from the start and asks a view; throws {@link AddonException} with its error if it fails. */
    Value view(String name, Value arguments);

    /** Replays the scratch ledger from the start and gives the state; throws {@link AddonException} with the handler's error. */
    Value state();

    /** Throws {@link AddonException} with the first difference, after the author's message if there is one. */
    default void equal(Value actual, Value expected, @Nullable String message) {
        String difference = DataDifference.between(actual, expected);
        if (difference != null) {
            throw new AddonException(message == null ? difference : message + ": " + difference);
        }
    }

    /** Throws {@link AddonException} unless both are numbers and differ by at most the tolerance. */
    default void near(Value actual, Value expected, Value tolerance) {
        if (!(expected instanceof Value.Num(double wanted) && tolerance instanceof Value.Num(double allowed))) {
            throw new AddonException("near needs two numbers and a tolerance, such as near(1.5, 1.5, 0.001)");
        }
        if (!(actual instanceof Value.Num(double got))) {
            throw new AddonException("expected a number near " + DataDifference.number(wanted) + ", got "
                    + DataDifference.shown(actual));
        }
        if (!(Math.abs(got - wanted) <= allowed)) {
            throw new AddonException("expected " + DataDifference.number(wanted) + " give or take "
                    + DataDifference.number(allowed) + ", got " + DataDifference.number(got));
        }
    }

    /**
     * Throws {@link AddonException} unless a function failed with a message that contains the text. The engine calls the function
     * and passes the message of its error, or null if there was none.
     */
    default void failed(@Nullable String message, String text) {
        if (message == null) {
            throw new AddonException("expected an error with \"" + text + "\", but there was none");
        }
        if (!message.contains(text)) {
            throw new AddonException("expected an error with \"" + text + "\", got \"" + message + "\"");
        }
    }
}
