package io.ledgerstone.host.config;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The settings of one host: what the file says, and defaults for the rest.
 *
 * @param folder the folder that relative paths start at
 * @param values the values the file has, by key
 */
public record Config(Path folder, Map<String, Object> values) {
    /** Copies the map. */
    public Config {
        values = Map.copyOf(values);
    }

    /** The value of a setting that always has one. */
    public <T> T get(Setting<T> setting) {
        return find(setting).orElseThrow(() -> new IllegalArgumentException(setting.key() + " has no default"));
    }

    /** The value of a setting, if it has one. */
    @SuppressWarnings("unchecked") // ConfigFile puts in what the setting itself parsed.
    public <T> Optional<T> find(Setting<T> setting) {
        Object value = values.get(setting.key());
        return Optional.ofNullable(value != null ? (T) Objects.requireNonNull(value) : setting.byDefault());
    }

    /** The same with another value of a setting. */
    public <T> Config with(Setting<T> setting, T value) {
        Map<String, Object> changed = new HashMap<>(values);
        changed.put(setting.key(), value);
        return new Config(folder, changed);
    }

    /** The path of a setting or of one of its texts. */
    public Path path(String text) {
        return folder.resolve(text).normalize();
    }
}
