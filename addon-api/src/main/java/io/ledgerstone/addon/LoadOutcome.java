package io.ledgerstone.addon;

/** What became of loading an addon. */
public sealed interface LoadOutcome {
    /** The addon runs. */
    record Loaded(AddonInstance instance) implements LoadOutcome {}

    /** The addon's own code stopped it. */
    record Failed(ScriptError error) implements LoadOutcome {}
}
