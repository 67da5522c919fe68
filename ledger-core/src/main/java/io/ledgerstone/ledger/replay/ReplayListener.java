package io.ledgerstone.ledger.replay;

/** Hears what happens to a replay, on the thread that steps it. Must not step it. */
public interface ReplayListener {
    /** Entries were applied; the state is another. */
    default void stateChanged(ReplayStatus status) {}

    /** The state was put back to the start: whoever keeps something of it elsewhere must let go. */
    default void restarted(String reason) {}

    /** A handler failed. */
    default void handlerFailed(HandlerFailure failure) {}
}
