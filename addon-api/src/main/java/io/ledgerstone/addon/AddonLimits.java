package io.ledgerstone.addon;

/**
 * The bounds of an addon's code. Steps and depth are counted, never timed, so that every machine stops at the same place.
 *
 * @param stepsPerCallMax loop turns and calls (Lua) or statements (JavaScript) that one handler, view, command or file may take
 * @param depthMax functions inside one another
 * @param textBytesMax bytes (Lua) or characters (JavaScript) of one text
 */
public record AddonLimits(long stepsPerCallMax, int depthMax, int textBytesMax) {
    /** Room for any honest handler: ten million steps, 180 calls deep, texts of 16 MiB. */
    public static final AddonLimits DEFAULT = new AddonLimits(10_000_000, 180, 16 * 1024 * 1024);
}
