package io.ledgerstone.addon;

import java.util.List;
import java.util.stream.Stream;

/**
 * The code of an addon, already read: engines never see a disk.
 *
 * @param name the addon's name, which is its folder's
 * @param files its files in the order they are to run
 */
public record AddonSource(String name, List<SourceFile> files) {
    /** Copies the list. */
    public AddonSource {
        files = List.copyOf(files);
    }

    /**
     * One file.
     *
     * @param name its path inside the addon's folder, with forward slashes
     * @param text its text
     */
    public record SourceFile(String name, String text) {}

    /** The same addon with more files after its own, such as its tests. */
    public AddonSource with(List<SourceFile> more) {
        return new AddonSource(
                name, Stream.concat(files.stream(), more.stream()).toList());
    }
}
