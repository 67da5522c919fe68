package io.ledgerstone.addon;

/**
 * A language that addons are written in.
 *
 * <p>An engine is shared by all addons of its language; each {@link #load} gives one of them globals of its own. Addons reach
 * nothing but {@link HostFunction}s: no files, processes, network, reflection, Java classes, clock or unseeded randomness.
 * {@code load} may be called by several threads; an {@link AddonInstance} is used by one thread at a time.
 */
public interface AddonEngine extends AutoCloseable {
    /** The language's name, such as {@code Lua}. */
    String language();

    /** Whether this engine runs files of this name. */
    boolean runs(String fileName);

    /** Runs an addon's files in order, so that it registers its handlers. What the author did wrong comes back as a value. */
    LoadOutcome load(AddonSource source, AddonHost host, AddonLimits limits);

    /** Lets go of everything the engine holds. Instances must be closed before. */
    @Override
    void close();
}
