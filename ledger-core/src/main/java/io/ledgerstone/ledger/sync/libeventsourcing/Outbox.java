package io.ledgerstone.ledger.sync.libeventsourcing;

import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonMessage.BulkData;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonMessage.WeekData;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What an {@link AddonPeer} wants done and nobody has fetched yet. */
final class Outbox {
    private final AddonSettings settings;
    private final EntryRows rows;
    private final AddonGate gate;
    private List<AddonOutput> outputs = new ArrayList<>();
    private long withheld;

    Outbox(AddonSettings settings, EntryRows rows, AddonGate gate) {
        this.settings = settings;
        this.rows = rows;
        this.gate = gate;
    }

    List<AddonOutput> drain() {
        List<AddonOutput> drained = outputs;
        outputs = new ArrayList<>();
        return drained;
    }

    void add(AddonOutput output) {
        outputs.add(output);
    }

    void toGuild(AddonMessage message) {
        outputs.add(new AddonOutput.Send(Distribution.GUILD, "", message, false));
    }

    void whisper(String target, AddonMessage message) {
        outputs.add(new AddonOutput.Send(Distribution.WHISPER, target, message, false));
    }

    void weekData(Distribution distribution, String target, int week, long hash, List<Entry> entries, long nowSeconds) {
        boolean large = distribution == Distribution.GUILD || isForkWhisper(distribution);
        List<AddonMessage> messages = messages(entries, true, part -> new WeekData(nowSeconds, week, hash, part));
        messages.forEach(message -> outputs.add(new AddonOutput.Send(distribution, target, message, large)));
    }

    void bulkData(Distribution distribution, String target, List<Entry> entries, boolean evenIfEmpty, long nowSeconds) {
        List<AddonMessage> messages = messages(entries, evenIfEmpty, part -> new BulkData(nowSeconds, part));
        boolean large = isForkWhisper(distribution);
        messages.forEach(message -> outputs.add(new AddonOutput.Send(distribution, target, message, large)));
    }

    private boolean isForkWhisper(Distribution distribution) {
        return distribution == Distribution.WHISPER && settings.variant() == AddonSettings.Variant.CLASSIC_LOOT_MANAGER;
    }

    /** As many messages as entries need. What the gate refuses, or has no form as a list, is left out and counted. */
    private List<AddonMessage> messages(
            List<Entry> entries, boolean evenIfEmpty, Function<List<AddonValue>, AddonMessage> message) {
        List<AddonMessage> messages = new ArrayList<>();
        List<AddonValue> part = new ArrayList<>();
        int bytes = 0;
        for (Entry entry : entries) {
            if (!gate.allows(entry, settings.name()) || !(rows.write(entry) instanceof EntryRows.Outcome.Row row)) {
                withheld++;
                continue;
            }
            int size = EntryCodec.body(entry).length;
            if (part.size() == DialectLimits.ENTRIES_SENT_MAX
                    || (bytes + size > DialectLimits.ENTRY_BYTES_SENT_MAX && !part.isEmpty())) {
                messages.add(message.apply(part));
                part = new ArrayList<>();
                bytes = 0;
            }
            part.add(row.row());
            bytes += size;
        }
        if (!part.isEmpty() || (messages.isEmpty() && evenIfEmpty)) {
            messages.add(message.apply(part));
        }
        return messages;
    }

    /** Entries that were to be sent and were not. */
    long withheld() {
        return withheld;
    }
}
