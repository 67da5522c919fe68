package io.ledgerstone.ledger.sync;

import io.ledgerstone.ledger.entry.EntryId;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A range that is to be asked about.
 *
 * @param range which
 * @param ask what to ask
 * @param halfRounds how many messages led to it
 * @param deferrals how often it was put off without any progress
 * @param alone whether it may fill an answer by itself
 * @param listed the peer's ids in it, if some are wanted
 * @param wanted which of them
 */
record OpenRange(
        Range range, Ask ask, int halfRounds, int deferrals, boolean alone, List<EntryId> listed, BitSet wanted) {
    /** What to ask about a range. */
    enum Ask {
        /** It differs: ask about its parts. */
        DIVIDE,
        /** Whether it differs. */
        PRINT,
        /** For everything that is not in our list. */
        LIST,
        /** For some of the ids that the peer listed. */
        WANT
    }

    static OpenRange of(Range range, Ask ask, int halfRounds) {
        return new OpenRange(range, ask, halfRounds, 0, false, List.of(), new BitSet());
    }

    static OpenRange wanting(Range range, List<EntryId> listed, BitSet wanted, int halfRounds) {
        return new OpenRange(range, Ask.WANT, halfRounds, 0, false, listed, wanted);
    }

    /** The same once more, for a part of the range that was put off. */
    OpenRange again(Range part, Ask askAgain, BitSet stillWanted, boolean progress) {
        return new OpenRange(
                part,
                askAgain,
                halfRounds,
                progress ? 0 : deferrals + 1,
                alone || (progress && askAgain != Ask.PRINT),
                listed,
                stillWanted);
    }

    Set<EntryId> wantedIds() {
        Set<EntryId> ids = new HashSet<>();
        wanted.stream().forEach(i -> ids.add(listed.get(i)));
        return ids;
    }

    /** What to say about it. */
    List<Item> items(Moment moment) {
        return switch (ask) {
            case DIVIDE -> moment.divide(range);
            case PRINT -> List.of(new Item.Print(range.to(), moment.fingerprint(range)));
            case LIST -> List.of(new Item.Ids(range.to(), moment.list(range)));
            case WANT -> List.of(new Item.Want(range.to(), listed.size(), wanted));
        };
    }
}
