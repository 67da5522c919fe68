package io.ledgerstone.ledger.sync;

import io.ledgerstone.ledger.entry.Key;
import org.jspecify.annotations.Nullable;

/** How the state of one of our addons stands to a peer's, after the same entries. */
public sealed interface StateVerdict {
    /** The peer has not said what its state is after entries that were all of ours. */
    record Unknown() implements StateVerdict {}

    /**
     * The states are the same.
     *
     * @param root the entries they were made of
     */
    record Agrees(RootAdvert root) implements StateVerdict {}

    /**
     * The addon's code is not the same, so nothing is said about states.
     *
     * @param root the entries at which that was seen
     * @param ours the hash of our code
     * @param theirs the hash of the peer's
     */
    record OtherCode(RootAdvert root, StateHash ours, StateHash theirs) implements StateVerdict {}

    /**
     * Same code, same entries, other states; where they begin to differ is not known.
     *
     * @param root the entries they were made of
     * @param note what is known about the search
     */
    record Differs(RootAdvert root, String note) implements StateVerdict {}

    /**
     * Same code, same entries, other states, and the same states before the entry at a position.
     *
     * @param root the entries at which the difference was seen first
     * @param position how many entries had been applied when the states first differed; 0 if they began differently
     * @param key the key of the last of these, whose handlers did it; null if they began differently
     */
    record DiffersSince(
            RootAdvert root, long position, @Nullable Key key) implements StateVerdict {}

    /**
     * One of both has no such addon, or it did not come through all entries there.
     *
     * @param root the entries at which that was seen
     * @param ours whether we are the one that lacks it
     */
    record NotThere(RootAdvert root, boolean ours) implements StateVerdict {}
}
