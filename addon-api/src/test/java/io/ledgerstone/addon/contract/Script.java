package io.ledgerstone.addon.contract;

/**
 * One program in every language. What a test says of a line holds for both, so the two have their statements on the same lines.
 *
 * @param lua the program in Lua
 * @param js the program in JavaScript
 */
public record Script(String lua, String js) {
    /** The programs above, then those of the other, as one file each. */
    public Script then(Script other) {
        return new Script(lua + other.lua, js + other.js);
    }

    String in(String language) {
        return switch (language) {
            case "Lua" -> lua;
            case "JavaScript" -> js;
            default -> throw new IllegalArgumentException("no scripts are written in " + language);
        };
    }

    static String extension(String language) {
        return language.equals("Lua") ? ".lua" : ".js";
    }
}
