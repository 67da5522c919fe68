package io.ledgerstone.host.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Reads a configuration file, and writes the documented one. */
public final class ConfigFile {
    /** What the file is called. */
    public static final String NAME = "ledgerstone.toml";

    private static final int DOC_COLUMNS = 110;

    private ConfigFile() {}

    /**
     * The configuration of a file; that of no file is all defaults.
     *
     * @throws UncheckedIOException if it is there and cannot be read
     */
    public static ConfigOutcome read(Path file) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        try {
            return parse(Files.readString(file), folder == null ? Path.of("/") : folder);
        } catch (NoSuchFileException e) {
            return parse("", folder == null ? Path.of("/") : folder);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    /** The configuration of a text. Relative paths in it start at the folder. */
    static ConfigOutcome parse(String text, Path folder) {
        TomlParseResult toml = Toml.parse(text);
        List<ConfigProblem> problems = new ArrayList<>();
        toml.errors().forEach(error -> problems.add(problem(error.position(), String.valueOf(error.getMessage()))));
        Map<String, Object> values = new HashMap<>();
        for (String key : problems.isEmpty() ? toml.dottedKeySet(true) : List.<String>of()) {
            if (!isTable(key, toml)) {
                check(key, toml, values, problems);
            }
        }
        problems.sort(Comparator.comparingInt(ConfigProblem::line).thenComparingInt(ConfigProblem::column));
        return problems.isEmpty()
                ? new ConfigOutcome.Read(new Config(folder, values))
                : new ConfigOutcome.Refused(problems);
    }

    private static boolean isTable(String key, TomlParseResult toml) {
        return toml.isTable(key)
                && Settings.ALL.stream().anyMatch(setting -> setting.key().startsWith(key + "."));
    }

    private static void check(
            String key, TomlParseResult toml, Map<String, Object> values, List<ConfigProblem> problems) {
        Setting<?> setting = Settings.ALL.stream()
                .filter(one -> one.key().equals(key))
                .findFirst()
                .orElse(null);
        if (setting == null) {
            boolean insideUnknownTable = key.contains(".")
                    && Settings.ALL.stream()
                            .noneMatch(one -> one.key().startsWith(key.substring(0, key.indexOf('.') + 1)));
            if (!toml.isTable(key) || !insideUnknownTable) {
                problems.add(problem(toml.inputPositionOf(key), unknown(key, toml.isTable(key))));
            }
            return;
        }
        Object raw = toml.get(key);
        Object value = raw == null ? null : setting.parse(raw);
        if (value == null) {
            problems.add(
                    problem(toml.inputPositionOf(key), key + " must be " + setting.shape() + ", not " + shown(raw)));
        } else {
            values.put(key, value);
        }
    }

    private static String shown(@Nullable Object raw) {
        return switch (raw) {
            case TomlArray array -> array.toList().toString();
            case TomlTable table -> "a table";
            case null, default -> String.valueOf(raw);
        };
    }

    private static String unknown(String key, boolean table) {
        String what = table ? "there is no table [" + key + "]" : "there is no setting '" + key + "'";
        List<String> known = Settings.ALL.stream()
                .map(setting -> table ? tableOf(setting.key()) : setting.key())
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
        String nearest = EditDistance.nearest(key, known);
        return nearest == null
                ? what + "; known are " + String.join(", ", known)
                : what + "; did you mean " + (table ? "[" + nearest + "]" : "'" + nearest + "'") + "?";
    }

    private static String tableOf(String key) {
        int dot = key.indexOf('.');
        return dot < 0 ? "" : key.substring(0, dot);
    }

    private static ConfigProblem problem(@Nullable TomlPosition position, String message) {
        return new ConfigProblem(
                position == null ? 1 : position.line(), position == null ? 1 : position.column(), message);
    }

    /** A file with every setting, explained and at its default. */
    public static String documented() {
        StringBuilder text = new StringBuilder("# The settings of a Ledgerstone host. Copy to " + NAME
                + " and change what you need;\n# what is left out, or begins with a #, has the value shown here.\n");
        String table = "";
        for (Setting<?> setting : Settings.ALL) {
            String next = tableOf(setting.key());
            if (!next.equals(table)) {
                text.append("\n[").append(next).append("]\n");
                table = next;
            }
            text.append('\n');
            wrap(setting.doc(), text);
            text.append("# ").append(capitalized(setting.shape())).append(".\n");
            String name = setting.key().substring(next.isEmpty() ? 0 : next.length() + 1);
            text.append('#')
                    .append(name)
                    .append(" = ")
                    .append(setting.example())
                    .append('\n');
        }
        return text.toString();
    }

    private static String capitalized(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static void wrap(String doc, StringBuilder text) {
        int column = 0;
        for (String word : doc.split(" ", -1)) {
            if (column == 0 || column + 1 + word.length() > DOC_COLUMNS) {
                text.append(column == 0 ? "#" : "\n#");
                column = 1;
            }
            text.append(' ').append(word);
            column += 1 + word.length();
        }
        text.append('\n');
    }
}
