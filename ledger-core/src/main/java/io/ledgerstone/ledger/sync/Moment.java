package io.ledgerstone.ledger.sync;

import io.ledgerstone.ledger.entry.EntryId;
import io.ledgerstone.ledger.entry.WeekDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One moment of our own ledger as a session sees it: fingerprints, lists and divisions of ranges. Confined to one thread.
 */
final class Moment {
    /** Sizes of the first ranges, from the newest entry backwards; each is four times the next one. */
    private static final int NEWEST_RANGE = 32;

    private static final int GROWTH = 4;

    private final EntryIndex index;
    private final RangeHash hash = new RangeHash();
    private final int[] weeks;
    private final WeekDigest[] digests;
    private final long[] limbs = new long[WeekIds.LIMBS];
    private int lastWeek = -1;
    private WeekIds lastIds = WeekIds.builder().build();

    /** The range that was looked for last in this week, and what was found; all of the week to begin with. */
    private Range found = Range.ALL;

    private int begin;
    private int end;

    Moment(EntryIndex index) {
        this.index = index;
        weeks = index.weekNumbers().stream().mapToInt(Integer::intValue).toArray();
        digests = Arrays.stream(weeks).mapToObj(index::digest).toArray(WeekDigest[]::new);
    }

    EntryIndex index() {
        return index;
    }

    RootAdvert advert(long ledger) {
        return new RootAdvert(ledger, index.total(), weeksPrint(0, weeks.length), index.newestTime());
    }

    private Fingerprint weeksPrint(int from, int to) {
        hash.beginWeeks();
        for (int i = from; i < to; i++) {
            hash.addWeek(weeks[i], digests[i]);
        }
        return hash.finish();
    }

    /** The place among our weeks of the first one that is not before a number. */
    private int place(int number) {
        int found = Arrays.binarySearch(weeks, number);
        return found < 0 ? -found - 1 : found;
    }

    private WeekIds ids(int number) {
        if (number != lastWeek) {
            boolean known = Arrays.binarySearch(weeks, number) >= 0;
            lastIds = known ? index.ids(number) : WeekIds.builder().build();
            lastWeek = number;
            begin = 0;
            end = lastIds.size();
            found = Range.ALL;
        }
        return lastIds;
    }

    Fingerprint fingerprint(Range range) {
        if (range.isWholeWeeks()) {
            return weeksPrint(place(range.from().weekNumber()), place(range.to().weekNumber()));
        }
        WeekIds ids = ids(range.from().weekNumber());
        find(ids, range);
        return sumPrint(ids, begin, end);
    }

    /** Finds where a range begins and ends in a week. Mostly it is the one that was asked about last, or the next one. */
    private void find(WeekIds ids, Range range) {
        if (!range.from().equals(found.from())) {
            begin = range.from().equals(found.to()) ? end : ids.indexOf(range.from(), begin);
        } else if (range.to().equals(found.to())) {
            return;
        }
        end = ids.indexOf(range.to(), begin);
        found = range;
    }

    boolean isEmpty(Range range) {
        return range.isWholeWeeks()
                ? place(range.from().weekNumber()) == place(range.to().weekNumber())
                : size(range, 0) == 0;
    }

    /** How many entries a range has; once there are more than a limit, some number above it. */
    int size(Range range, int limit) {
        int size = 0;
        int lastPlace = lastPlace(range);
        for (int i = place(range.from().weekNumber()); i <= lastPlace && size <= limit; i++) {
            WeekIds ids = ids(weeks[i]);
            find(ids, range);
            size += end - begin;
        }
        return size;
    }

    private int lastPlace(Range range) {
        int number = range.to().weekNumber();
        return range.to().isWeekStart() || place(number) == weeks.length || weeks[place(number)] != number
                ? place(number) - 1
                : place(number);
    }

    /** All ids of a range. Only for ranges of a known, small size. */
    List<EntryId> list(Range range) {
        List<EntryId> list = new ArrayList<>();
        int lastPlace = lastPlace(range);
        for (int i = place(range.from().weekNumber()); i <= lastPlace; i++) {
            WeekIds ids = ids(weeks[i]);
            find(ids, range);
            list.addAll(ids.ids(begin, end));
        }
        return list;
    }

    /** Where the entries of a range are, in the order of {@link #list}. */
    List<Bound> places(Range range) {
        List<Bound> places = new ArrayList<>();
        int lastPlace = lastPlace(range);
        for (int i = place(range.from().weekNumber()); i <= lastPlace; i++) {
            WeekIds ids = ids(weeks[i]);
            find(ids, range);
            for (int at = begin; at < end; at++) {
                places.add(ids.at(at));
            }
        }
        return places;
    }

    /** What to say about a range that differs: the ids of a small one, the fingerprints of up to 16 or so parts of a large one. */
    List<Item> divide(Range range) {
        if (!range.isWholeWeeks() || range.isOneWeek()) {
            return divideWithinWeek(range);
        }
        if (size(range, SyncLimits.LIST_MAX) <= SyncLimits.LIST_MAX) {
            return List.of(new Item.Ids(range.to(), list(range)));
        }
        List<Item> items = new ArrayList<>();
        int from = place(range.from().weekNumber());
        int to = place(range.to().weekNumber());
        Bound last = range.from();
        if (to - from == 1) {
            last = say(items, last, Bound.ofWeek(weeks[from]));
            last = say(items, last, Bound.ofWeek(weeks[from] + 1));
        } else {
            int group = (to - from + SyncLimits.BUCKETS - 1) / SyncLimits.BUCKETS;
            for (int i = from + group; i < to; i += group) {
                last = say(items, last, Bound.ofWeek(weeks[i]));
            }
        }
        say(items, last, range.to());
        return items;
    }

    private List<Item> divideWithinWeek(Range range) {
        WeekIds ids = ids(range.from().weekNumber());
        find(ids, range);
        int from = begin;
        int to = end;
        if (to - from <= SyncLimits.LIST_MAX) {
            return List.of(new Item.Ids(range.to(), ids.ids(from, to)));
        }
        List<Item> items = new ArrayList<>(SyncLimits.BUCKETS);
        int at = from;
        for (int i = 1; i <= SyncLimits.BUCKETS; i++) {
            int next = from + (int) ((long) (to - from) * i / SyncLimits.BUCKETS);
            Bound bound = i == SyncLimits.BUCKETS ? range.to() : ids.before(next);
            items.add(new Item.Print(bound, sumPrint(ids, at, next)));
            at = next;
        }
        return items;
    }

    private Fingerprint sumPrint(WeekIds ids, int from, int to) {
        ids.sum(from, to, limbs);
        return hash.ofSum(limbs, to - from);
    }

    /** All there is, in ranges that grow from the newest entry backwards. */
    List<Item> overview() {
        List<Item> items = new ArrayList<>();
        Bound last = Bound.START;
        for (Bound bound : overviewBounds().reversed()) {
            last = say(items, last, bound);
        }
        return items;
    }

    private List<Bound> overviewBounds() {
        List<Bound> bounds = new ArrayList<>();
        bounds.add(Bound.END);
        if (weeks.length == 0) {
            return bounds;
        }
        int newest = weeks[weeks.length - 1];
        bounds.add(Bound.ofWeek(newest + 1));
        WeekIds ids = ids(newest);
        bounds.add(
                Bound.ofTime(Math.min(index.newestTime() + 1, bounds.getLast().time())));
        long size = NEWEST_RANGE;
        for (long at = ids.size() - size; at > 0; size *= GROWTH, at -= size) {
            bounds.add(ids.before((int) at));
        }
        bounds.add(Bound.ofWeek(newest));
        int group = 1;
        for (int i = weeks.length - 2; i >= 0; ) {
            int first = Math.max(0, i + 1 - group);
            bounds.add(Bound.ofWeek(weeks[first]));
            i = first - 1;
            group = Math.min(group * GROWTH, Math.max(SyncLimits.BUCKETS, weeks.length / SyncLimits.BUCKETS));
        }
        return bounds;
    }

    /** Says something about the range between two bounds, if there is one. */
    private Bound say(List<Item> items, Bound from, Bound to) {
        if (from.compareTo(to) >= 0) {
            return from;
        }
        Range range = new Range(from, to);
        items.add(isEmpty(range) ? new Item.Ids(to, List.of()) : new Item.Print(to, fingerprint(range)));
        return to;
    }

    /** A week's parts whose lists fit a message. */
    List<Range> listableParts(int week) {
        List<Range> parts = new ArrayList<>();
        WeekIds ids = ids(week);
        Bound last = Bound.ofWeek(week);
        for (int at = SyncLimits.WEEK_LIST_MAX; at < ids.size(); at += SyncLimits.WEEK_LIST_MAX) {
            Bound to = ids.before(at);
            parts.add(new Range(last, to));
            last = to;
        }
        parts.add(new Range(last, Bound.ofWeek(week + 1)));
        return parts;
    }
}
