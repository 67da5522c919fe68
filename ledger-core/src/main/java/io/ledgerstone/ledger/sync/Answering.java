package io.ledgerstone.ledger.sync;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.EntryId;
import io.ledgerstone.ledger.sync.Message.Parcel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One session of a responder: a moment of its ledger, and what it asked for. Answers do not depend on what was asked before, so
 * a repeated question gets the same answer. Confined to one thread.
 */
final class Answering {
    private final Moment moment;
    private final Expected expected = new Expected();

    Answering(Moment moment) {
        this.moment = moment;
    }

    Moment moment() {
        return moment;
    }

    boolean isExpected(Entry entry) {
        return expected.isExpected(entry);
    }

    /** What a welcome says; everything is expected where it says that there is nothing. */
    List<Item> overview() {
        List<Item> items = moment.overview();
        expectLists(Part.of(items));
        return items;
    }

    private boolean expectLists(List<Part> parts) {
        boolean room = true;
        for (Part part : parts) {
            room &= !(part.item() instanceof Item.Ids) || expected.addRange(part.range());
        }
        return room;
    }

    /** The answer to a probe, or null if the probe leaves no room for one. */
    Message.@Nullable Answer answer(Message.Probe probe) {
        List<Part> asked = Part.of(probe.items());
        int reserve = asked.stream().mapToInt(Part::reserveBytes).sum();
        if (reserve > SyncLimits.RESERVE_BYTES_MAX) {
            return null;
        }
        Draft draft = new Draft(SyncLimits.FRAME_BYTES_MAX - SyncLimits.HEAD_BYTES_MAX - reserve);
        Deque<List<Part>> answers = new ArrayDeque<>();
        for (Part part : asked.reversed()) {
            answers.addFirst(Part.of(part.range().from(), draft.answer(part)));
        }
        ItemList items = new ItemList();
        answers.forEach(parts -> parts.forEach(part -> items.put(part.range().from(), part.item())));
        return new Message.Answer(probe.session(), probe.number(), items.items(), draft.entries);
    }

    /** An answer in the making. Each method answers items that cover the range it was asked about. */
    private final class Draft {
        private final List<Parcel> entries = new ArrayList<>();
        private int room;

        Draft(int room) {
            this.room = room;
        }

        List<Item> answer(Part part) {
            return switch (part.item()) {
                case Item.Print print ->
                    print.fingerprint().equals(moment.fingerprint(part.range())) ? List.of() : divided(part.range());
                case Item.Ids ids -> answerIds(part.range(), ids.ids());
                case Item.Want want -> answerWant(part.range(), want);
                case Item.Skip skip -> List.of();
                case Item.Later later -> List.of();
            };
        }

        private List<Item> divided(Range range) {
            List<Item> items = moment.divide(range);
            int bytes = items.stream().mapToInt(Item::bytesMax).sum();
            if (bytes > room || !expectLists(Part.of(range.from(), items))) {
                return List.of(new Item.Later(range.to()));
            }
            room -= bytes;
            return items;
        }

        private List<Item> answerIds(Range range, List<EntryId> theirs) {
            if (!theirs.isEmpty() && moment.size(range, SyncLimits.LISTED_OVER_MAX) > SyncLimits.LISTED_OVER_MAX) {
                return divided(range);
            }
            // Of a range without ids everything is to be sent, however much it is.
            ListDifference difference = theirs.isEmpty() ? null : ListDifference.of(moment.list(range), theirs);
            BitSet wanted = difference == null ? new BitSet() : difference.theirs();
            Item.Want want = new Item.Want(range.to(), theirs.size(), wanted);
            int bytes = want.wanted().isEmpty() ? 0 : want.bytesMax();
            if (bytes > room || !expected.addIds(ids(theirs, want.wanted()))) {
                return List.of(new Item.Later(range.to()));
            }
            room -= bytes;
            Bound cut = difference == null ? send(range, id -> true) : send(range, difference.ours());
            List<Item> items = new ArrayList<>();
            Bound answered = cut == null ? range.to() : cut;
            if (answered.compareTo(range.from()) > 0) {
                items.add(
                        want.wanted().isEmpty()
                                ? new Item.Skip(answered)
                                : new Item.Want(answered, want.listed(), want.wanted()));
            }
            if (cut != null) {
                putOff(items, cut, range.to());
            }
            return items;
        }

        private static Set<EntryId> ids(List<EntryId> list, BitSet chosen) {
            Set<EntryId> ids = new HashSet<>();
            chosen.stream().forEach(i -> ids.add(list.get(i)));
            return ids;
        }

        private @Nullable Bound send(Range range, Set<EntryId> ids) {
            return ids.isEmpty() ? null : send(range, ids::contains);
        }

        /**
         * Sends some of the entries of a range, as far as there is room, and tells where it ended. A cut is in the first week, or
         * where a week begins: so that both sides of it are ranges.
         */
        private @Nullable Bound send(Range range, Predicate<EntryId> which) {
            Bound[] cut = new Bound[1];
            int first = entries.size();
            moment.index().read(range.from(), range.to(), entry -> {
                if (!which.test(entry.id())) {
                    return true;
                }
                if (!put(entry)) {
                    cut[0] = Bound.of(entry);
                }
                return cut[0] == null;
            });
            if (cut[0] == null || cut[0].weekNumber() == range.from().weekNumber()) {
                return cut[0];
            }
            int week = cut[0].weekNumber();
            while (entries.size() > first && entries.getLast().key().weekNumber() == week) {
                entries.removeLast();
            }
            return Bound.ofWeek(week);
        }

        private boolean put(Entry entry) {
            int bytes = Frames.bytesMax(entry);
            if (bytes > room) {
                return false;
            }
            room -= bytes;
            entries.add(Parcel.of(entry));
            return true;
        }

        private static void putOff(List<Item> items, Bound from, Bound to) {
            Bound weekEnd = Bound.ofWeek(from.weekNumber() + 1);
            if (!from.isWeekStart() && weekEnd.compareTo(to) < 0) {
                items.add(new Item.Later(weekEnd));
            }
            items.add(new Item.Later(to));
        }

        private List<Item> answerWant(Range range, Item.Want want) {
            if (moment.size(range, SyncLimits.ITEMS_MAX) != want.listed()) {
                return List.of();
            }
            Set<EntryId> wanted = ids(moment.list(range), want.wanted());
            boolean[] full = new boolean[1];
            moment.index().read(range.from(), range.to(), entry -> {
                if (!wanted.contains(entry.id())) {
                    return true;
                }
                full[0] = !put(entry);
                wanted.remove(entry.id());
                return !full[0] && !wanted.isEmpty();
            });
            return full[0] ? List.of(new Item.Later(range.to())) : List.of();
        }
    }
}
