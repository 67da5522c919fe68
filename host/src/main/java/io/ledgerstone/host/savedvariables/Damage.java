package io.ledgerstone.host.savedvariables;

/**
 * A place of a file that could not be read. The table it is in, if it was a row, is cut.
 *
 * @param line from 1
 * @param column from 1, in characters
 * @param path the innermost table around it, such as {@code CLM2_DB["cata alliance realm guild"].ledger[578]}; empty outside tables
 * @param message what is wrong there
 */
public record Damage(long line, long column, String path, String message) {
    @Override
    public String toString() {
        return "line " + line + ", column " + column + (path.isEmpty() ? "" : ", in " + path) + ": " + message;
    }
}
