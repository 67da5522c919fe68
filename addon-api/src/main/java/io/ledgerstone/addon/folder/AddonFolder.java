package io.ledgerstone.addon.folder;

import io.ledgerstone.addon.AddonEngine;
import io.ledgerstone.addon.AddonException;
import io.ledgerstone.addon.AddonSource;
import io.ledgerstone.addon.AddonSource.SourceFile;
import io.ledgerstone.addon.folder.FolderOutcome.ReadableAddon;
import io.ledgerstone.addon.folder.FolderOutcome.UnreadableAddon;
import io.ledgerstone.addon.folder.ManifestOutcome.Malformed;
import io.ledgerstone.addon.folder.ManifestOutcome.Understood;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads addons from their folders. Reads nothing outside them, whatever a manifest or a link says, and never more than 4 MiB of one
 * file and 32 MiB of one addon.
 */
public final class AddonFolder {
    /** The manifest that JavaScript authors write. */
    public static final String JSON_MANIFEST = "addon.json";

    /** The folder of an addon's tests. */
    public static final String TESTS = "tests";

    private static final int MANIFEST_BYTES_MAX = 64 * 1024;
    private static final int FILE_BYTES_MAX = 4 * 1024 * 1024;
    private static final int ADDON_BYTES_MAX = 32 * 1024 * 1024;
    private static final int FILES_MAX = 10_000;
    private static final int ADDONS_MAX = 1000;
    private static final int FILES_NAMED_MAX = 3;

    private final String name;
    private final FolderReader reader;
    private final Collection<? extends AddonEngine> engines;
    private final List<String> notices = new ArrayList<>();

    private AddonFolder(String name, FolderReader reader, Collection<? extends AddonEngine> engines) {
        this.name = name;
        this.reader = reader;
        this.engines = engines;
    }

    /**
     * Reads every addon in a folder of addons, in natural order. Files, and folders whose name begins with a dot, are no addons; a
     * folder that does not exist has none.
     *
     * @throws AddonException if the folder cannot be listed or holds more than a thousand addons
     */
    public static List<FolderOutcome> readAll(Path addons, Collection<? extends AddonEngine> engines) {
        if (!Files.isDirectory(addons)) {
            return List.of();
        }
        List<Path> folders;
        try (Stream<Path> children = Files.list(addons)) {
            folders = children.filter(Files::isDirectory)
                    .filter(child -> !nameOf(child).startsWith("."))
                    .limit(ADDONS_MAX + 1L)
                    .sorted((a, b) -> NaturalOrder.ORDER.compare(nameOf(a), nameOf(b)))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new AddonException("the addons in " + addons + " cannot be listed: " + e.getMessage(), e);
        }
        if (folders.size() > ADDONS_MAX) {
            throw new AddonException("there are more than " + ADDONS_MAX + " addons in " + addons);
        }
        return folders.stream().map(folder -> read(folder, engines)).toList();
    }

    /** Reads the addon in a folder, to be run by one of these engines. */
    public static FolderOutcome read(Path folder, Collection<? extends AddonEngine> engines) {
        String name = nameOf(folder.toAbsolutePath().normalize());
        try {
            FolderReader reader = new FolderReader(folder.toRealPath(), ADDON_BYTES_MAX);
            return new AddonFolder(name, reader, engines).read();
        } catch (UnusableFolder e) {
            return new UnreadableAddon(name, e.problem());
        } catch (IOException | UncheckedIOException e) {
            return new UnreadableAddon(name, "the folder cannot be read: " + e.getMessage());
        }
    }

    private static String nameOf(Path path) {
        return String.valueOf(path.getFileName());
    }

    private ReadableAddon read() throws UnusableFolder {
        AddonManifest manifest = manifest();
        AddonEngine engine = engine(manifest);
        List<SourceFile> files = new ArrayList<>();
        for (String file : manifest.files()) {
            if (engine.runs(file)) {
                files.add(new SourceFile(file, reader.text(file, FILE_BYTES_MAX)));
            }
        }
        List<SourceFile> tests = new ArrayList<>();
        for (String test : reader.files(TESTS, FILES_MAX)) {
            if (engine.runs(test)) {
                tests.add(new SourceFile(TESTS + "/" + test, reader.text(TESTS + "/" + test, FILE_BYTES_MAX)));
            }
        }
        return new ReadableAddon(manifest, engine, new AddonSource(name, files), tests, notices);
    }

    private AddonManifest manifest() throws UnusableFolder {
        String file = manifestFile();
        String text = reader.text(file, MANIFEST_BYTES_MAX);
        ManifestOutcome outcome = file.equals(JSON_MANIFEST)
                ? JsonManifestReader.read(name, file, text)
                : TocReader.read(name, file, text);
        return switch (outcome) {
            case Understood(AddonManifest manifest, List<String> more) -> {
                notices.addAll(more);
                yield manifest;
            }
            case Malformed(String problem) -> throw new UnusableFolder(problem);
        };
    }

    private String manifestFile() throws UnusableFolder {
        String toc = name + ".toc";
        List<String> files = reader.files("", FILES_MAX);
        List<String> tocs = files.stream().filter(toc::equalsIgnoreCase).toList();
        boolean hasJson = files.contains(JSON_MANIFEST);
        if (tocs.size() + (hasJson ? 1 : 0) > 1) {
            throw new UnusableFolder("it has several manifests, " + String.join(" and ", tocs)
                    + (hasJson ? " and " + JSON_MANIFEST : "") + "; keep one");
        }
        if (hasJson) {
            return JSON_MANIFEST;
        }
        if (!tocs.isEmpty()) {
            return tocs.getFirst();
        }
        List<String> others = files.stream()
                .filter(file -> file.regionMatches(true, file.length() - 4, ".toc", 0, 4))
                .toList();
        throw new UnusableFolder(
                others.isEmpty()
                        ? "it has no manifest; create " + toc + " with the names of its files, one on a line, or "
                                + JSON_MANIFEST + " with {\"files\": [\"main.js\"]}"
                        : "it has no " + toc + "; the manifest has the name of the folder, so rename "
                                + String.join(" or ", others));
    }

    private AddonEngine engine(AddonManifest manifest) throws UnusableFolder {
        Set<AddonEngine> running = new LinkedHashSet<>();
        for (String file : manifest.files()) {
            List<? extends AddonEngine> found =
                    engines.stream().filter(engine -> engine.runs(file)).toList();
            running.addAll(found);
            if (found.isEmpty()) {
                notices.add(file + " is left out: it is no " + languages(engines));
            }
        }
        if (running.size() > 1) {
            throw new UnusableFolder("its files are " + languages(running).replace(" or ", " and ")
                    + "; an addon is written in one language, so make two addons of it");
        }
        if (running.isEmpty()) {
            throw new UnusableFolder(
                    manifest.files().isEmpty()
                            ? "its manifest lists no files; add them, one on a line, in the order they run"
                            : "none of its files is " + languages(engines) + ": " + some(manifest.files()));
        }
        return running.iterator().next();
    }

    private static String some(List<String> files) {
        return files.size() <= FILES_NAMED_MAX
                ? String.join(", ", files)
                : String.join(", ", files.subList(0, FILES_NAMED_MAX)) + " and " + (files.size() - FILES_NAMED_MAX)
                        + " more";
    }

    private static String languages(Collection<? extends AddonEngine> engines) {
        return engines.stream().map(AddonEngine::language).collect(Collectors.joining(" or "));
    }
}
