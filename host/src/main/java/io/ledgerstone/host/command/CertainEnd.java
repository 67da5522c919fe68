package io.ledgerstone.host.command;

/** Something that has to be done at the end: when this is closed, or when Java ends, whichever comes first. */
final class CertainEnd implements AutoCloseable {
    private final Runnable end;
    private final Thread hook;

    CertainEnd(String name, Runnable end) {
        this.end = end;
        hook = new Thread(end, name);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // Java is ending, and the hook does it.
            return;
        }
        end.run();
    }
}
