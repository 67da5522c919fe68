package io.ledgerstone.addon;

/** The root of what this module throws: a request the host cannot grant, in words for an addon's author. */
public class AddonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** An exception that says what is wrong and what to do about it. */
    public AddonException(String message) {
        super(message);
    }

    /** An exception that says what is wrong, and what caused it. */
    public AddonException(String message, Throwable cause) {
        super(message, cause);
    }
}
