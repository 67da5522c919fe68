package io.ledgerstone.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be said about a source file from its text alone. */
final class SourceStyle {
    private static final int LINES_MAX = 500;

    /** Put together from halves, so that this file keeps its own rules. */
    private static final Pattern UNFINISHED =
            Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X|not impl" + "emented)\\b");

    private static final Pattern MACHINE_PATH = Pattern.compile("(?<![\\w.}/*])/(ro" + "ot|wo" + "rk)/");

    private SourceStyle() {}

    /** What is wrong with this file, a sentence each; empty if nothing is. */
    static List<String> problems(String file, String text) {
        List<String> problems = new ArrayList<>();
        long lines = text.lines().count();
        if (lines > LINES_MAX) {
            problems.add(file + " has " + lines + " lines; " + LINES_MAX + " is the most");
        }
        find(UNFINISHED, text).forEach(word -> problems.add(file + " says " + word));
        find(MACHINE_PATH, text).forEach(path -> problems.add(file + " names a path of one machine: " + path));
        if (file.endsWith("package-info.java") && !text.contains("@NullMarked")) {
            problems.add(file + " lacks @NullMarked");
        }
        return problems;
    }

    private static List<String> find(Pattern pattern, String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }
}
