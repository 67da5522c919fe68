package io.ledgerstone.addon.folder;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an addon says about itself.
 *
 * @param name its name, which is its folder's; unique but for case
 * @param title what people see, without colour codes; the name if the manifest has none
 * @param notes a sentence on what it does, or an empty text
 * @param author who wrote it, or an empty text
 * @param version its version in the author's own scheme, or an empty text
 * @param interfaces the game client versions it was made for, such as {@code 11503}; they mean nothing here
 * @param dependencies names of addons that must load before it
 * @param optionalDependencies names of addons that load before it if they are there
 * @param loadOnDemand whether it is loaded only when somebody asks for it
 * @param savedVariables names of variables that a game client keeps for all characters
 * @param savedVariablesPerCharacter names of variables that a game client keeps for each character
 * @param files its files in the order they run, with forward slashes, relative to its folder
 * @param extras every other key of the manifest ({@code X-Website} and the like) in any case, with its text
 */
public record AddonManifest(
        String name,
        String title,
        String notes,
        String author,
        String version,
        List<String> interfaces,
        List<String> dependencies,
        List<String> optionalDependencies,
        boolean loadOnDemand,
        List<String> savedVariables,
        List<String> savedVariablesPerCharacter,
        List<String> files,
        Map<String, String> extras) {
    /** Copies the collections. */
    public AddonManifest {
        if (name.isBlank()) {
            throw new IllegalArgumentException("an addon has a name");
        }
        interfaces = List.copyOf(interfaces);
        dependencies = List.copyOf(dependencies);
        optionalDependencies = List.copyOf(optionalDependencies);
        savedVariables = List.copyOf(savedVariables);
        savedVariablesPerCharacter = List.copyOf(savedVariablesPerCharacter);
        files = List.copyOf(files);
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(extras);
        extras = Collections.unmodifiableMap(copy);
    }

    /** The manifest of an addon that says nothing but its name, what it needs and what it would like. */
    public static AddonManifest of(String name, List<String> dependencies, List<String> optionalDependencies) {
        return new AddonManifest(
                name,
                name,
                "",
                "",
                "",
                List.of(),
                dependencies,
                optionalDependencies,
                false,
                List.of(),
                List.of(),
                List.of(),
                Map.of());
    }
}
