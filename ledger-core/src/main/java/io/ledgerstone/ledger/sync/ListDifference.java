package io.ledgerstone.ledger.sync;

import io.ledgerstone.ledger.entry.EntryId;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How two lists of ids differ. Both are mostly in the same order and mostly the same, so what they begin and end with is told apart
 * from what lies between.
 *
 * @param theirs which of the second list the first one lacks
 * @param ours the ids of the first list that the second one lacks
 */
record ListDifference(BitSet theirs, Set<EntryId> ours) {
    static ListDifference of(List<EntryId> first, List<EntryId> second) {
        int shorter = Math.min(first.size(), second.size());
        int begin = 0;
        while (begin < shorter && first.get(begin).equals(second.get(begin))) {
            begin++;
        }
        int end = 0;
        while (end < shorter - begin && first.get(first.size() - 1 - end).equals(second.get(second.size() - 1 - end))) {
            end++;
        }
        Set<EntryId> ours = new HashSet<>(first.subList(begin, first.size() - end));
        BitSet theirs = new BitSet(second.size());
        for (int i = begin; i < second.size() - end; i++) {
            if (!ours.remove(second.get(i))) {
                theirs.set(i);
            }
        }
        return new ListDifference(theirs, ours);
    }
}
