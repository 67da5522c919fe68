package io.ledgerstone.host;

/** The root of what the host throws: something that cannot be done, in words for whoever asked, with what to do about it. */
public class HostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** An exception that says what is wrong and what to do about it. */
    public HostException(String message) {
        super(message);
    }

    /** An exception that says what is wrong, and what caused it. */
    public HostException(String message, Throwable cause) {
        super(message, cause);
    }
}
