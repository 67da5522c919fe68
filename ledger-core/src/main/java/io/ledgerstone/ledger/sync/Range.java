package io.ledgerstone.ledger.sync;

import io.ledgerstone.ledger.entry.LedgerException;

/**
 * A part of ledger order: whole weeks, or a part of one week.
 *
 * @param from where it begins
 * @param to where it ends, above {@code from}
 */
record Range(Bound from, Bound to) {
    static final Range ALL = new Range(Bound.START, Bound.END);

    Range {
        if (!isAllowed(from, to)) {
            throw new LedgerException("from " + from + " to " + to + " is neither whole weeks nor a part of one");
        }
    }

    static Range ofWeek(int number) {
        return new Range(Bound.ofWeek(number), Bound.ofWeek(number + 1));
    }

    static boolean isAllowed(Bound from, Bound to) {
        if (from.compareTo(to) >= 0) {
            return false;
        }
        int week = from.weekNumber();
        return to.weekNumber() == week
                || (from.isWeekStart() && to.isWeekStart())
                || to.compareTo(Bound.ofWeek(week + 1)) <= 0;
    }

    boolean isWholeWeeks() {
        return from.isWeekStart() && to.isWeekStart();
    }

    boolean isOneWeek() {
        return isWholeWeeks() && to.weekNumber() == from.weekNumber() + 1;
    }

    boolean contains(Bound position) {
        return from.compareTo(position) <= 0 && position.compareTo(to) < 0;
    }
}
