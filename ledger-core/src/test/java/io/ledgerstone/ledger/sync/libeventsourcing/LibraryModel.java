package io.ledgerstone.ledger.sync.libeventsourcing;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Week;
import io.ledgerstone.ledger.sync.Dice;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonMessage.AdvertiseHashes;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonMessage.BulkData;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonMessage.RequestWeek;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonMessage.WeekData;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonMessage.WeekHash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An addon with the library as it is, holes included: written from the golden scenarios and their description, apart from
 * {@link AddonPeer}, to be among its partners. Knows advertisements, requests and data.
 */
final class LibraryModel implements Station {
    private final String name;
    private final MemoryLedger ledger;
    private final EntryRows rows;
    private final Dice dice;
    private final Map<Integer, Long> adInhibitors = new HashMap<>();
    private final Map<Integer, Long> requestInhibitors = new HashMap<>();
    private final Map<Integer, Long> advertisedWeeks = new HashMap<>();
    private final List<Timer> timers = new ArrayList<>();
    private final List<AddonOutput> outputs = new ArrayList<>();
    private String state = "";
    private long stateTime;
    private long stateTickerMs;
    private long adTickerMs = Long.MAX_VALUE;
    private int rollingOffset;

    private record Timer(long atMs, int week) {}

    LibraryModel(String name, MemoryLedger ledger, EntryRows rows, Dice dice, long nowMs) {
        this.name = name;
        this.ledger = ledger;
        this.rows = rows;
        this.dice = dice;
        stateTickerMs = nowMs + 10_000;
    }

    @Override
    public void enableSending(long nowMs) {
        adTickerMs = nowMs + 10_000;
    }

    @Override
    public void appended(List<Entry> entries, long nowMs) {
        send(Distribution.GUILD, "", new BulkData(nowMs / 1000, list(entries)), false);
    }

    @Override
    public void inserted(String sender, long added) {
        // The library does not look back.
    }

    @Override
    public long nextTickMs() {
        long next = Math.min(stateTickerMs, adTickerMs);
        for (Timer timer : timers) {
            next = Math.min(next, timer.atMs);
        }
        return next;
    }

    @Override
    public List<AddonOutput> drain() {
        List<AddonOutput> drained = List.copyOf(outputs);
        outputs.clear();
        return drained;
    }

    @Override
    public void tick(long nowMs) {
        if (stateTickerMs <= nowMs) {
            stateTickerMs += 10_000;
            if (stateTime + 90 < nowMs / 1000) {
                setState("unknown", nowMs);
            }
        }
        for (Timer timer : List.copyOf(timers)) {
            if (timer.atMs <= nowMs) {
                timers.remove(timer);
                if (advertisedWeeks.getOrDefault(timer.week, 0L) > nowMs / 1000) {
                    advertisedWeeks.remove(timer.week);
                    sendWeek(Distribution.GUILD, "", timer.week, nowMs);
                }
            }
        }
        if (adTickerMs <= nowMs) {
            adTickerMs += 10_000;
            if (ledger.total() > 0) {
                advertise(nowMs / 1000);
            }
        }
    }

    private void advertise(long now) {
        int current = Week.numberOf(now);
        int firstWeek = ledger.weekNumbers().getFirst();
        List<WeekHash> hashes = new ArrayList<>();
        for (int week = current; week > current - 8; week--) {
            addUnlessInhibited(week, now, hashes);
        }
        int weeksWithData = current - firstWeek + 1;
        if (weeksWithData > 8) {
            int newest = current - 8 - rollingOffset;
            for (int week = newest; week >= newest - 7; week--) {
                if (week >= firstWeek) {
                    addUnlessInhibited(week, now, hashes);
                }
                rollingOffset++;
            }
            rollingOffset = rollingOffset > weeksWithData - 9 ? 0 : rollingOffset;
        }
        if (!hashes.isEmpty()) {
            send(
                    Distribution.GUILD,
                    "",
                    new AdvertiseHashes(now, firstWeek, ledger.total(), ledger.stateHash(), 0, hashes),
                    false);
        }
    }

    private void addUnlessInhibited(int week, long now, List<WeekHash> hashes) {
        if (adInhibitors.getOrDefault(week, 0L) < now) {
            adInhibitors.put(week, now + 30);
            advertisedWeeks.put(week, now + 30);
            WeekHash mine = ledger.week(week);
            hashes.add(new WeekHash(week, mine.hash(), mine.count(), null));
        }
    }

    @Override
    public void receive(String sender, Distribution distribution, AddonMessage message, long nowMs) {
        switch (message) {
            case AdvertiseHashes advert -> hear(sender, advert, nowMs);
            case RequestWeek request -> answer(sender, distribution, request.week(), nowMs);
            case WeekData data -> take(sender, data.entries());
            case BulkData data -> take(sender, data.entries());
            default -> {}
        }
    }

    private void hear(String sender, AdvertiseHashes advert, long nowMs) {
        long now = nowMs / 1000;
        for (WeekHash theirs : advert.hashes()) {
            int week = theirs.number();
            if (sender.compareTo(name) < 0) {
                advertisedWeeks.remove(week);
            }
            WeekHash mine = ledger.week(week);
            if (mine.hash() == theirs.hash() && mine.count() == theirs.count()) {
                adInhibitors.put(week, now + 30);
                continue;
            }
            if (week != Week.numberOf(now) || theirs.count() > mine.count()) {
                setState("out_of_sync", nowMs);
            }
            if (requestInhibitors.getOrDefault(week, 0L) < now) {
                requestInhibitors.put(week, now + 30);
                send(Distribution.GUILD, "", new RequestWeek(now, week), false);
            }
        }
        if (advert.stateHash() == ledger.stateHash()) {
            setState("synced", nowMs);
        }
    }

    private void answer(String sender, Distribution distribution, int week, long nowMs) {
        if (distribution == Distribution.WHISPER) {
            sendWeek(Distribution.WHISPER, sender, week, nowMs);
        } else if (adTickerMs == Long.MAX_VALUE) {
            requestInhibitors.put(week, nowMs / 1000 + 30);
        } else if (advertisedWeeks.containsKey(week)) {
            timers.add(new Timer(nowMs + 3_000 + dice.below(5_000), week));
        }
    }

    private void take(String sender, List<AddonValue> lists) {
        List<Entry> entries = new ArrayList<>();
        for (AddonValue list : lists) {
            if (rows.read(list) instanceof EntryRows.Outcome.Read read) {
                entries.add(read.entry());
            }
        }
        outputs.add(new AddonOutput.Insert(sender, entries));
    }

    private void sendWeek(Distribution distribution, String target, int week, long nowMs) {
        AddonMessage data = new WeekData(nowMs / 1000, week, ledger.week(week).hash(), list(ledger.entries(week)));
        send(distribution, target, data, distribution == Distribution.GUILD);
    }

    private List<AddonValue> list(List<Entry> entries) {
        List<AddonValue> list = new ArrayList<>();
        for (Entry entry : entries) {
            list.add(((EntryRows.Outcome.Row) rows.write(entry)).row());
        }
        return list;
    }

    private void send(Distribution distribution, String target, AddonMessage message, boolean large) {
        outputs.add(new AddonOutput.Send(distribution, target, message, large));
    }

    private void setState(String next, long nowMs) {
        if (!state.equals(next)) {
            state = next;
            stateTime = nowMs / 1000;
            for (SyncState known : SyncState.values()) {
                if (known.text().equals(next)) {
                    outputs.add(new AddonOutput.StateChanged(known));
                }
            }
        }
    }
}
