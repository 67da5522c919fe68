package io.ledgerstone.host.addons;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An addon as it lies in its folder.
 *
 * @param name its name, which is its folder's
 * @param folder where it is
 * @param title what its author calls it
 * @param notes what it does, in its author's words; may be empty
 * @param version may be empty
 * @param language what it is written in; empty if it cannot run
 * @param loadOnDemand whether it waits until somebody asks for it
 * @param notices what its author should know
 * @param problem why it does not run, or null
 */
public record FoundAddon(
        String name,
        Path folder,
        String title,
        String notes,
        String version,
        String language,
        boolean loadOnDemand,
        List<String> notices,
        @Nullable String problem) {
    /** Copies the list. */
    public FoundAddon {
        notices = List.copyOf(notices);
    }

    /** The same with a reason not to run. */
    FoundAddon refused(String why) {
        return new FoundAddon(name, folder, title, notes, version, language, loadOnDemand, notices, why);
    }
}
