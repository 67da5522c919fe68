package io.ledgerstone.addon;

import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.entry.LedgerException;
import io.ledgerstone.ledger.entry.Value;
import io.ledgerstone.ledger.replay.IgnoreFilter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The host of an addon under test: a ledger in memory that every ledger of the addon is replayed from. */
final class ScratchHost implements AddonHost, TestBench {
    private static final KeyLayout LAYOUT = KeyLayout.CROSS_REALM;
    private static final EntryCodec CODEC = new EntryCodec("test", LAYOUT);
    private static final long FIRST_TIME = 1_700_000_000L;
    private static final int ENTRIES_MAX = 100_000;
    private static final int LINES_MAX = 10_000;
    private static final Set<String> KEY_PARTS = Set.of("time", "counter", "realm", "creator");

    private final List<String> lines = new ArrayList<>();
    private final TreeMap<Key, Entry> entries = new TreeMap<>();
    private final Set<String> replayed = new HashSet<>();
    private @Nullable AddonInstance instance;

    /** Empties the ledger for the next test. */
    void begin(AddonInstance tested) {
        instance = tested;
        entries.clear();
        replayed.clear();
    }

    List<String> lines() {
        return lines;
    }

    @Override
    public KeyLayout layout(String ledger) {
        return LAYOUT;
    }

    @Override
    public String submit(String ledger, String type, Fields fields) {
        return append(type, fields, Value.NIL);
    }

    @Override
    public String ignore(String ledger, String keyText) {
        return append(Entry.IGNORE_TYPE, Fields.of(Map.of(Entry.IGNORE_REF, keyText)), Value.NIL);
    }

    @Override
    public void log(String line) {
        if (lines.size() < LINES_MAX) {
            lines.add(line);
        }
    }

    @Override
    public String append(String type, Fields fields, Value key) {
        if (entries.size() == ENTRIES_MAX) {
            throw new AddonException("a test may append " + ENTRIES_MAX + " entries, no more");
        }
        try {
            String target = type.equals(Entry.IGNORE_TYPE) && isNothing(key) ? fields.text(Entry.IGNORE_REF) : null;
            Entry entry = CODEC.seal(target == null ? keyOf(key) : keyBeside(Key.parse(target, LAYOUT)), type, fields);
            if (entries.putIfAbsent(entry.key(), entry) != null) {
                throw new AddonException("there is an entry with the key "
                        + entry.key().text(LAYOUT) + " already; leave the counter out and a free one is chosen");
            }
            replayed.clear();
            return entry.key().text(LAYOUT);
        } catch (LedgerException e) {
            throw new AddonException(String.valueOf(e.getMessage()), e);
        }
    }

    /** The place an ignore entry takes in a real ledger: in the second of its target, before everything else there. */
    private Key keyBeside(Key target) {
        Key lowest = entries.ceilingKey(Key.firstAt(target.time()));
        long counter = lowest == null || lowest.time() != target.time() ? 0 : lowest.counter();
        return Key.of(target.time(), counter - 1, target.realm(), target.creator());
    }

    private Key keyOf(Value key) {
        if (!(key instanceof Value.Mapping || isNothing(key))) {
            throw new AddonException(
                    "the key of append names time, counter, realm or creator, such as { time = 1700000000 }");
        }
        Map<String, Value> parts = key instanceof Value.Mapping(var named) ? named : Map.of();
        for (String part : parts.keySet()) {
            if (!KEY_PARTS.contains(part)) {
                throw new AddonException("a key has no '" + part + "'; it names time, counter, realm or creator");
            }
        }
        long nextTime = entries.isEmpty() ? FIRST_TIME : entries.lastKey().time() + 1;
        double time = number(parts, "time", (double) nextTime);
        double realm = number(parts, "realm", 1);
        double creator = number(parts, "creator", 1);
        if (parts.containsKey("counter")) {
            return Key.ofNumbers(time, number(parts, "counter", 0), realm, creator);
        }
        Key free = Key.ofNumbers(time, 0, realm, creator);
        while (entries.containsKey(free)) {
            free = Key.of(free.time(), free.counter() + 1, free.realm(), free.creator());
        }
        return free;
    }

    private static boolean isNothing(Value key) {
        return key instanceof Value.Nil || key.isEmptyContainer();
    }

    private static double number(Map<String, Value> parts, String part, double otherwise) {
        return switch (parts.get(part)) {
            case null -> otherwise;
            case Value.Num(double number) -> number;
            default -> throw new AddonException("the " + part + " of a key is a number");
        };
    }

    @Override
    public Value view(String name, Value arguments) {
        AddonInstance addon = running();
        String ledger = addon.registrations().views().get(name);
        if (ledger == null) {
            throw new AddonException("this addon has no view '" + name + "'; it has "
                    + (addon.registrations().views().isEmpty()
                            ? "none"
                            : String.join(", ", addon.registrations().views().keySet())));
        }
        replay(addon, ledger);
        return value(addon.call(new Callable(Callable.Kind.VIEW, name), arguments));
    }

    @Override
    public Value state() {
        AddonInstance addon = running();
        if (addon.registrations().ledgers().isEmpty()) {
            throw new AddonException("this addon asked for no ledger, so it has no state");
        }
        String ledger = addon.registrations().ledgers().keySet().iterator().next();
        replay(addon, ledger);
        return value(addon.state(ledger));
    }

    private AddonInstance running() {
        if (instance == null) {
            throw new AddonException("append, view and state are for running tests, not for loading");
        }
        return instance;
    }

    private void replay(AddonInstance addon, String ledger) {
        if (replayed.contains(ledger)) {
            return;
        }
        requireApplied(addon.reset(ledger), List.of());
        IgnoreFilter filter = new IgnoreFilter(LAYOUT);
        List<Entry> applied = entries.values().stream().filter(filter::passes).toList();
        requireApplied(addon.replay(ledger, applied), applied);
        replayed.add(ledger);
    }

    private static void requireApplied(ReplayOutcome outcome, List<Entry> entries) {
        ScriptError error = outcome.error();
        if (error != null) {
            String where = outcome.applied() < entries.size()
                    ? " (at the " + entries.get(outcome.applied()).type() + " of key "
                            + entries.get(outcome.applied()).key().text(LAYOUT) + ")"
                    : "";
            throw new AddonException(error + where);
        }
    }

    private static Value value(CallOutcome outcome) {
        return switch (outcome) {
            case CallOutcome.Returned(Value value) -> value;
            case CallOutcome.Failed(ScriptError error) -> throw new AddonException(error.toString());
        };
    }
}
