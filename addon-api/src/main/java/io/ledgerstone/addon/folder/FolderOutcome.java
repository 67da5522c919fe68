package io.ledgerstone.addon.folder;

import io.ledgerstone.addon.AddonEngine;
import io.ledgerstone.addon.AddonSource;
import io.ledgerstone.addon.AddonSource.SourceFile;
import java.util.List;

/** What reading an addon's folder gave. */
public sealed interface FolderOutcome {
    /** The addon's name, which is its folder's. */
    String name();

    /**
     * The addon can be loaded.
     *
     * @param manifest what it says about itself
     * @param engine the engine that runs its files
     * @param source its files
     * @param tests the files of its folder {@code tests}, in natural order, to run after its own when it is tested
     * @param notices what its author should know, such as files that no engine runs
     */
    record ReadableAddon(
            AddonManifest manifest,
            AddonEngine engine,
            AddonSource source,
            List<SourceFile> tests,
            List<String> notices)
            implements FolderOutcome {
        /** Copies the lists. */
        public ReadableAddon {
            tests = List.copyOf(tests);
            notices = List.copyOf(notices);
        }

        @Override
        public String name() {
            return manifest.name();
        }
    }

    /**
     * The addon cannot be loaded.
     *
     * @param problem what is wrong and how to mend it
     */
    record UnreadableAddon(String name, String problem) implements FolderOutcome {}
}
