package io.ledgerstone.addon.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.addon.AddonEngine;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What every engine does alike. An engine's test is a subclass that passes the engine on:
 *
 * <pre>{@code
 * final class LuaEngineTest extends EngineContract {
 *     LuaEngineTest() {
 *         super(new LuaEngine());
 *     }
 * }
 * }</pre>
 *
 * One engine serves all tests and is closed after the last.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class EngineContract
        implements RegistrationContract,
                RefusalContract,
                ReplayContract,
                EntryContract,
                StateContract,
                StateDigestContract,
                FailureContract,
                ViewContract,
                CommandContract,
                RoundTripContract,
                LimitContract,
                IsolationContract,
                AddonTestContract {
    private final EngineBench bench;

    /** The suite for an engine whose language is {@code Lua} or {@code JavaScript}. */
    protected EngineContract(AddonEngine engine) {
        bench = new EngineBench(engine);
    }

    @Override
    public final EngineBench bench() {
        return bench;
    }

    @AfterEach
    final void closeAddons() {
        bench.closeAll();
    }

    @AfterAll
    final void closeEngine() {
        bench.engine().close();
    }

    @Test
    final void engineRunsTheFilesOfItsLanguage() {
        assertThat(bench.engine().runs(bench.fileName(1))).isTrue();
        assertThat(bench.engine()
                        .runs("FRAME"
                                + Script.extension(bench.engine().language()).toUpperCase(Locale.ROOT)))
                .isTrue();
        assertThat(bench.engine().runs("frames.xml")).isFalse();
        assertThat(bench.engine().runs("readme.txt")).isFalse();
    }
}
