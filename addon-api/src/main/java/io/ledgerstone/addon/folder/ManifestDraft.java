package io.ledgerstone.addon.folder;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A manifest while its reader goes through the file. Keeps the first problem; what comes after it does not count. */
final class ManifestDraft {
    private static final int FILES_MAX = 1000;
    private static final int NAMES_MAX = 256;
    /** Colours, icons and links as the game client draws them: {@code |cff00ff00}, {@code |r}, {@code |Tpath:0|t}. */
    private static final Pattern MARKUP = Pattern.compile("\\|c[0-9a-fA-F]{8}|\\|r|\\|T[^|]*\\|t");

    String title = "";
    String notes = "";
    String author = "";
    String version = "";
    boolean loadOnDemand;
    final Set<String> interfaces = new LinkedHashSet<>();
    final Set<String> dependencies = new LinkedHashSet<>();
    final Set<String> optionalDependencies = new LinkedHashSet<>();
    final Set<String> savedVariables = new LinkedHashSet<>();
    final Set<String> savedVariablesPerCharacter = new LinkedHashSet<>();
    final Map<String, String> extras = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private final String name;
    private final String manifestFile;
    private final Set<String> files = new LinkedHashSet<>();
    private final List<String> notices = new ArrayList<>();
    private @Nullable String problem;

    ManifestDraft(String name, String manifestFile) {
        this.name = name;
        this.manifestFile = manifestFile;
    }

    /** Notes what makes the manifest useless, unless something did before. */
    void problem(String place, String what) {
        if (problem == null) {
            problem = manifestFile + ", " + place + ": " + what;
        }
    }

    boolean failed() {
        return problem != null;
    }

    void notice(String place, String what) {
        if (notices.size() < NAMES_MAX) {
            notices.add(manifestFile + ", " + place + ": " + what);
        }
    }

    /** Adds names to a list of them, each once. */
    void names(Set<String> list, List<String> more, String place) {
        more.stream().map(String::strip).filter(each -> !each.isEmpty()).forEach(list::add);
        if (list.size() > NAMES_MAX) {
            problem(place, "more than " + NAMES_MAX + " names in one list");
        }
    }

    /** Adds a file as the author wrote it. */
    void file(String written, String place) {
        String path = written.replace('\\', '/');
        while (path.startsWith("./")) {
            path = path.substring(2);
        }
        String fault = fault(path);
        if (fault != null) {
            problem(place, "'" + written + "' " + fault);
        } else if (!files.add(path)) {
            notice(place, path + " is listed twice; it runs once");
        } else if (files.size() > FILES_MAX) {
            problem(place, "more than " + FILES_MAX + " files");
        }
    }

    private static @Nullable String fault(String path) {
        if (path.isEmpty()) {
            return "is no file name";
        }
        if (path.startsWith("/") || path.indexOf(':') >= 0) {
            return "is outside the addon; write paths from the addon's folder, such as core/main.lua";
        }
        for (String part : path.split("/", -1)) {
            if (part.equals("..")) {
                return "leads out of the addon's folder, which is not allowed";
            }
            if (part.isEmpty() || part.equals(".")) {
                return "is no file name";
            }
        }
        return path.chars().anyMatch(c -> c < ' ' || c == 0x7f) ? "holds a control character" : null;
    }

    ManifestOutcome finish() {
        if (problem != null) {
            return new ManifestOutcome.Malformed(problem);
        }
        String shown = plain(title);
        return new ManifestOutcome.Understood(
                new AddonManifest(
                        name,
                        shown.isEmpty() ? name : shown,
                        plain(notes),
                        plain(author),
                        version,
                        List.copyOf(interfaces),
                        List.copyOf(dependencies),
                        List.copyOf(optionalDependencies),
                        loadOnDemand,
                        List.copyOf(savedVariables),
                        List.copyOf(savedVariablesPerCharacter),
                        List.copyOf(files),
                        extras),
                List.copyOf(notices));
    }

    private static String plain(String text) {
        return MARKUP.matcher(text).replaceAll("").strip();
    }

    static boolean isTrue(String text) {
        return text.equals("1") || text.toLowerCase(Locale.ROOT).equals("true");
    }
}
