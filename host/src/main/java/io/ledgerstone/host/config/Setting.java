package io.ledgerstone.host.config;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;

/**
 * One key of the configuration, described as data.
 *
 * @param <T> what its value is in Java
 */
public final class Setting<T> {
    private final String key;
    private final String shape;
    private final String doc;
    private final @Nullable T byDefault;
    private final String example;
    private final Function<Object, @Nullable T> parser;

    private Setting(
            String key,
            String shape,
            String doc,
            @Nullable T byDefault,
            String example,
            Function<Object, @Nullable T> parser) {
        this.key = key;
        this.shape = shape;
        this.doc = doc;
        this.byDefault = byDefault;
        this.example = example;
        this.parser = parser;
    }

    /** A key that holds an integer. */
    static Setting<Long> integer(String key, long min, long max, long byDefault, String doc) {
        String shape = "an integer from " + min + " to " + max;
        return new Setting<>(key, shape, doc, byDefault, Long.toString(byDefault), integers(min, max));
    }

    /** A key that holds an integer, or is left out. */
    static Setting<Long> optionalInteger(String key, long min, long max, String doc) {
        String shape = "an integer from " + min + " to " + max;
        return new Setting<>(key, shape, doc, null, Long.toString(min), integers(min, max));
    }

    private static Function<Object, @Nullable Long> integers(long min, long max) {
        return value -> value instanceof Long number && number >= min && number <= max ? number : null;
    }

    /** A key that holds a text. */
    static Setting<String> text(String key, String byDefault, String doc) {
        return new Setting<>(key, "a text that is not empty", doc, byDefault, quoted(byDefault), Setting::wholeText);
    }

    /** A key that holds a text, or is left out. */
    static Setting<String> optionalText(String key, String example, String doc) {
        return new Setting<>(key, "a text that is not empty", doc, null, quoted(example), Setting::wholeText);
    }

    private static @Nullable String wholeText(Object value) {
        return value instanceof String text && !text.isBlank() ? text : null;
    }

    /** A key that holds one of some words. */
    static Setting<String> oneOf(String key, List<String> words, String byDefault, String doc) {
        return new Setting<>(
                key,
                "one of "
                        + String.join(", ", words.stream().map(Setting::quoted).toList()),
                doc,
                byDefault,
                quoted(byDefault),
                value -> value instanceof String text && words.contains(text) ? text : null);
    }

    /** A key that holds a list of texts. */
    static Setting<List<String>> texts(String key, List<String> byDefault, String doc) {
        return new Setting<>(
                key,
                "a list of texts",
                doc,
                List.copyOf(byDefault),
                "[" + String.join(", ", byDefault.stream().map(Setting::quoted).toList()) + "]",
                value -> value instanceof TomlArray array ? texts(array) : null);
    }

    private static @Nullable List<String> texts(TomlArray array) {
        List<Object> values = array.toList();
        return values.stream().allMatch(String.class::isInstance)
                ? values.stream().map(String.class::cast).toList()
                : null;
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }

    /** The key with its table, such as {@code replay.batch-entries}. */
    public String key() {
        return key;
    }

    /** The type and range in words. */
    public String shape() {
        return shape;
    }

    /** What it is for, in sentences. */
    public String doc() {
        return doc;
    }

    /** The value if the file has none; null if there is none then either. */
    public @Nullable T byDefault() {
        return byDefault;
    }

    /** The default as the file would have it; of a key without default, some value that it may have. */
    String example() {
        return example;
    }

    /** The value of what the file has, or null if that is of another type or out of range. */
    @Nullable T parse(Object value) {
        return parser.apply(value);
    }
}
