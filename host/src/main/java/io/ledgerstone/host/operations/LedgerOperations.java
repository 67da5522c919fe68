package io.ledgerstone.host.operations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerstone.host.HostException;
import io.ledgerstone.host.control.Progress;
import io.ledgerstone.host.folder.Ledgers;
import io.ledgerstone.ledger.Appended;
import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.LedgerStatus;
import io.ledgerstone.ledger.Query;
import io.ledgerstone.ledger.Source;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.entry.LedgerException;
import io.ledgerstone.ledger.entry.Value;
import io.ledgerstone.ledger.entry.Week;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/** Reading ledgers, and appending to them. */
final class LedgerOperations {
    /** Entries of one answer. */
    static final long ENTRIES_MAX = 100_000;

    private static final long ENTRIES_DEFAULT = 50;
    private static final Source COMMAND = new Source(Source.Kind.LOCAL, "command");

    private final Ledgers ledgers;

    LedgerOperations(Ledgers ledgers) {
        this.ledgers = ledgers;
    }

    Map<String, Operation> all() {
        return Map.of(
                "ledgers", this::list,
                "weeks", this::weeks,
                "entries", this::entries,
                "append", this::append,
                "ignore", this::ignore);
    }

    private ObjectNode list(Parameters parameters, Progress progress) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        ArrayNode list = result.putArray("ledgers");
        Ledgers.All all = ledgers.all();
        all.readable().forEach(ledger -> list.add(status(ledger)));
        all.unreadable().forEach((name, reason) -> list.add(unreadable(name, reason)));
        return result;
    }

    static ObjectNode status(Ledger ledger) {
        LedgerStatus status = ledger.status();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", status.name());
        json.put("layout", layout(status.layout()));
        json.put("entries", status.entries());
        json.put("shadowed", status.shadowed());
        json.put("weeks", ledger.weeks().size());
        json.put("stateHash", status.stateHash());
        Key newest = status.newest();
        json.put("newest", newest == null ? null : newest.text(status.layout()));
        json.put("journalBegin", status.journalBegin());
        json.put("journalEnd", status.journalEnd());
        ObjectNode refused = json.putObject("refused");
        status.refused().forEach(refused::put);
        ArrayNode problems = json.putArray("problems");
        status.problems().forEach(problems::add);
        return json;
    }

    /** A ledger that cannot be opened, as something with a problem. */
    static ObjectNode unreadable(String name, String reason) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", name);
        json.putArray("problems").add(reason);
        return json;
    }

    static String layout(KeyLayout layout) {
        return layout == KeyLayout.CLASSIC ? "classic" : "cross-realm";
    }

    private ObjectNode weeks(Parameters parameters, Progress progress) {
        Ledger ledger = ledgers.get(parameters.text("ledger"));
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("ledger", ledger.name());
        ArrayNode weeks = result.putArray("weeks");
        ledger.weeks()
                .forEach(week -> weeks.addObject()
                        .put("number", week.number())
                        .put("begins", date(Week.firstTime(week.number())))
                        .put("count", week.count())
                        .put("hash", week.hash())
                        .put("digest", week.digest().toString()));
        return result;
    }

    private static String date(long time) {
        return Instant.ofEpochSecond(time)
                .atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .toString();
    }

    private ObjectNode entries(Parameters parameters, Progress progress) {
        Ledger ledger = ledgers.get(parameters.text("ledger"));
        Query query = query(parameters, ledger.layout());
        long limit = Math.min(parameters.number("limit", ENTRIES_DEFAULT), ENTRIES_MAX);
        if (limit < 1) {
            throw new HostException("The limit must be 1 or more, not " + limit);
        }
        boolean tail = parameters.isTrue("tail");
        // One more than wanted tells whether there are more.
        Query limited = tail ? query.last(limit + 1) : query.first(limit + 1);
        List<Entry> found;
        try (Stream<Entry> entries = ledger.entries(limited)) {
            found = entries.toList();
        }
        boolean more = found.size() > limit;
        List<Entry> wanted = !more ? found : tail ? found.subList(1, found.size()) : found.subList(0, found.size() - 1);
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("ledger", ledger.name());
        ArrayNode list = result.putArray("entries");
        wanted.forEach(entry -> list.add(ValueJson.of(entry, ledger.layout())));
        return result.put("more", more);
    }

    /** The part of a ledger that parameters name. */
    static Query query(Parameters parameters, KeyLayout layout) {
        Query query = Query.ALL;
        if (parameters.has("week")) {
            long week = parameters.number("week", 0);
            if (week < 1 || week > Week.NUMBER_MAX) {
                throw new HostException("There is no week " + week + "; weeks are 1 to " + Week.NUMBER_MAX);
            }
            query = query.week((int) week);
        }
        if (parameters.has("from")) {
            query = query.from(key(parameters.text("from"), layout));
        }
        if (parameters.has("to")) {
            query = query.before(key(parameters.text("to"), layout));
        }
        List<String> types = parameters.texts("types");
        return types.isEmpty() ? query : query.types(types.toArray(String[]::new));
    }

    /** A key, or a time in unix seconds, or a date such as 2024-01-31. */
    private static Key key(String text, KeyLayout layout) {
        try {
            if (text.matches("\\d{1,10}")) {
                return Key.firstAt(Long.parseLong(text));
            }
            if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
                return Key.firstAt(Instant.parse(text + "T00:00:00Z").getEpochSecond());
            }
            return Key.parse(text, layout);
        } catch (LedgerException | java.time.DateTimeException e) {
            throw new HostException(
                    "'" + text + "' is neither a date such as 2024-01-31, nor unix seconds, nor a key: "
                            + e.getMessage(),
                    e);
        }
    }

    private ObjectNode append(Parameters parameters, Progress progress) {
        Ledger ledger = ledgers.findOrMake(parameters.text("ledger"), ledgers.layoutOfNew());
        if (!(ValueJson.toValue(parameters.get("fields")) instanceof Value.Mapping fields)) {
            throw new HostException("The fields must be a JSON object, such as {\"player\": \"Bob\", \"amount\": 10}");
        }
        return appended(ledger, ledger.append(parameters.text("type"), Fields.of(fields), COMMAND));
    }

    private ObjectNode ignore(Parameters parameters, Progress progress) {
        Ledger ledger = ledgers.get(parameters.text("ledger"));
        return appended(ledger, ledger.ignore(Key.parse(parameters.text("key"), ledger.layout()), COMMAND));
    }

    private static ObjectNode appended(Ledger ledger, CompletableFuture<Appended> future) {
        Appended appended = durable(future);
        return JsonNodeFactory.instance
                .objectNode()
                .put("ledger", ledger.name())
                .put("key", appended.entry().key().text(ledger.layout()))
                .put("id", appended.entry().id().toString())
                .put("type", appended.entry().type())
                .put("position", appended.position());
    }

    /** Waits until something is durable. */
    static <T> T durable(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof LedgerException cause ? cause : e;
        }
    }
}
