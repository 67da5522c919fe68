package io.ledgerstone.ledger.sync.libeventsourcing;

import io.ledgerstone.ledger.entry.Week;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonMessage.AdvertiseHashes;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonMessage.WeekHash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which weeks are advertised when, and which of these advertisements still stand. Source: {@code ListSync:enableSending}. */
final class Advertising {
    private static final int WEEKS_AT_ONCE = 8;

    /** After so long without an advertisement of ours those of others hold back none: we see what nobody's digest shows. */
    private static final long HELD_BACK_SECONDS_MAX = 300;

    /** Hosts of our kind do not end their patience at one moment. */
    private static final int SPREAD_SECONDS = 120;

    /** How long it is remembered that we yielded: longer than we wait with an advertisement. */
    private static final long YIELDED_SECONDS = 600;

    private final AddonSettings settings;
    private final AddonLedger ledger;
    private final WeekTimes inhibited = new WeekTimes();
    private final WeekTimes advertised = new WeekTimes();
    private final Map<Integer, Long> lastOwn = new HashMap<>();

    /** When a week that differs was last left to another. */
    private final Map<Integer, Long> yielded = new HashMap<>();

    private final long sinceSeconds;
    private final long patienceSeconds;
    private int rollingOffset;

    Advertising(AddonSettings settings, AddonLedger ledger, long nowSeconds) {
        this.settings = settings;
        this.ledger = ledger;
        sinceSeconds = nowSeconds;
        patienceSeconds = HELD_BACK_SECONDS_MAX + Math.floorMod(settings.name().hashCode(), SPREAD_SECONDS);
    }

    /** The next advertisement, or null if the ledger is empty or all weeks are inhibited. */
    @Nullable AdvertiseHashes next(long nowSeconds) {
        List<Integer> weeks = ledger.weekNumbers();
        if (weeks.isEmpty()) {
            return null;
        }
        int firstWeek = weeks.getFirst();
        int current = Week.numberOf(nowSeconds);
        List<WeekHash> hashes = new ArrayList<>();
        for (int i = 0; i < WEEKS_AT_ONCE; i++) {
            advertise(current - i, nowSeconds, hashes);
        }
        int weeksWithData = current - firstWeek + 1;
        if (weeksWithData > WEEKS_AT_ONCE) {
            int newest = current - WEEKS_AT_ONCE - rollingOffset;
            for (int week = newest; week > newest - WEEKS_AT_ONCE; week--) {
                if (week >= firstWeek) {
                    advertise(week, nowSeconds, hashes);
                }
                rollingOffset++;
            }
            if (rollingOffset > weeksWithData - WEEKS_AT_ONCE - 1) {
                rollingOffset = 0;
            }
        }
        return hashes.isEmpty()
                ? null
                : new AdvertiseHashes(nowSeconds, firstWeek, ledger.total(), ledger.stateHash(), ledger.lag(), hashes);
    }

    private void advertise(int week, long nowSeconds, List<WeekHash> hashes) {
        if (week < 1 || (inhibited.holds(week, nowSeconds) && !isHeldBackTooLong(week, nowSeconds))) {
            return;
        }
        WeekHash mine = ledger.week(week);
        boolean withDigest = settings.digests() && mine.count() > 0;
        hashes.add(withDigest ? mine : new WeekHash(week, mine.hash(), mine.count(), null));
        inhibited.set(week, nowSeconds);
        advertised.set(week, nowSeconds);
        lastOwn.put(week, nowSeconds);
    }

    private boolean isHeldBackTooLong(int week, long nowSeconds) {
        return nowSeconds - lastOwn.getOrDefault(week, sinceSeconds) >= patienceSeconds;
    }

    /** Somebody else advertised what we would have. */
    void holdBack(int week, long nowSeconds) {
        inhibited.set(week, nowSeconds);
    }

    /**
     * Somebody of a lower name advertised the week: it is for him to send it. The library yields always; two peers that differ and
     * advertise at one time would then never hear what the one of the higher name has, so we yield to a difference only once
     * until we have sent the week.
     */
    void giveWay(int week, boolean differs, long nowSeconds) {
        if (differs) {
            Long before = yielded.putIfAbsent(week, nowSeconds);
            if (before != null && nowSeconds - before <= YIELDED_SECONDS) {
                return;
            }
            yielded.put(week, nowSeconds);
        }
        advertised.clear(week);
    }

    boolean isAdvertised(int week) {
        return advertised.isSet(week);
    }

    /** Whether an advertisement stands; it does not any more after this, so that many requests lead to one answer. */
    boolean take(int week, long nowSeconds) {
        boolean stands = advertised.stands(week, nowSeconds);
        if (stands) {
            advertised.clear(week);
            yielded.remove(week);
        }
        return stands;
    }
}
