package io.ledgerstone.addon.folder;

import java.util.List;

/** What reading a manifest gave. */
sealed interface ManifestOutcome {
    /**
     * It can be used.
     *
     * @param notices what the author should know, such as a file listed twice
     */
    record Understood(AddonManifest manifest, List<String> notices) implements ManifestOutcome {}

    /** It cannot; the problem names the file and the place. */
    record Malformed(String problem) implements ManifestOutcome {}
}
