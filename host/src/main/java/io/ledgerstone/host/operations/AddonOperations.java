package io.ledgerstone.host.operations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerstone.addon.CallOutcome;
import io.ledgerstone.addon.Callable;
import io.ledgerstone.addon.Registrations;
import io.ledgerstone.addon.ScriptError;
import io.ledgerstone.addon.TestReport;
import io.ledgerstone.host.HostException;
import io.ledgerstone.host.addons.AddonStatus;
import io.ledgerstone.host.addons.Addons;
import io.ledgerstone.host.addons.Answer;
import io.ledgerstone.host.addons.FoundAddon;
import io.ledgerstone.host.control.Progress;
import io.ledgerstone.ledger.codec.StateDigest;
import io.ledgerstone.ledger.entry.Value;
import io.ledgerstone.ledger.replay.ReplayStatus;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asking addons, and looking after them. */
final class AddonOperations {
    private static final long PROGRESS_INTERVAL_MS = 200;

    /** How long a list waits for addons to catch up; busy ones are shown as they are then. */
    private static final long LISTING_NANOS_MAX = 10_000_000_000L;

    private final Addons addons;

    AddonOperations(Addons addons) {
        this.addons = addons;
    }

    Map<String, Operation> all() {
        return Map.of(
                "addons", this::list,
                "view", (parameters, progress) -> call(parameters, Callable.Kind.VIEW, progress),
                "call", (parameters, progress) -> call(parameters, Callable.Kind.COMMAND, progress),
                "state", this::state,
                "log", this::log,
                "reload", this::reload,
                "test", this::test);
    }

    private ObjectNode list(Parameters parameters, Progress progress) {
        addons.startAll();
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        ArrayNode list = result.putArray("addons");
        long deadline = System.nanoTime() + LISTING_NANOS_MAX;
        for (FoundAddon found : addons.found()) {
            AddonStatus status = addons.isStarted(found.name()) && found.problem() == null
                    ? waitAtMost(addons.catchUp(found.name()), found.name(), deadline, progress)
                    : null;
            list.add(describe(found, status));
        }
        ArrayNode problems = result.putArray("problems");
        addons.problems().forEach(problems::add);
        return result;
    }

    private static ObjectNode describe(FoundAddon found, @Nullable AddonStatus status) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("name", found.name())
                .put("title", found.title())
                .put("notes", found.notes())
                .put("version", found.version())
                .put("language", found.language())
                .put("folder", found.folder().toString());
        if (status == null) {
            return json.put("phase", found.problem() == null ? "on demand" : "refused")
                    .put("problem", found.problem());
        }
        json.put("phase", status.phase().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        json.put("problem", status.problem());
        json.put("logLines", status.logLines());
        Registrations registrations = status.registrations();
        ArrayNode views = json.putArray("views");
        ArrayNode commands = json.putArray("commands");
        ArrayNode ledgers = json.putArray("ledgers");
        if (registrations != null) {
            registrations.views().keySet().forEach(views::add);
            registrations.commands().keySet().forEach(commands::add);
            registrations.ledgers().keySet().forEach(ledger -> ledgers.add(replay(ledger, status)));
        }
        return json;
    }

    private static ObjectNode replay(String ledger, AddonStatus status) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", ledger);
        ReplayStatus replay = status.replays().get(ledger);
        if (replay == null) {
            return json.put("phase", "no such ledger yet");
        }
        json.put("phase", replay.phase().name().toLowerCase(Locale.ROOT));
        json.put("processed", replay.processed());
        json.put("lag", replay.lag());
        json.put("stateHash", replay.stateHash());
        json.put("restarts", replay.restarts());
        ObjectNode parked = json.putObject("parked");
        replay.parked().forEach(parked::put);
        return json;
    }

    private ObjectNode call(Parameters parameters, Callable.Kind kind, Progress progress) {
        String addon = parameters.text("addon");
        String name = parameters.text("name");
        Value arguments = parameters.has("arguments")
                ? ValueJson.toValue(parameters.get("arguments"))
                : new Value.Sequence(List.of());
        Answer answer = wait(addons.call(addon, new Callable(kind, name), arguments), addon, progress);
        ObjectNode result = answered(addon, answer);
        result.put(kind == Callable.Kind.VIEW ? "view" : "command", name);
        result.set("result", ValueJson.of(returned(addon, answer)));
        return result;
    }

    private ObjectNode state(Parameters parameters, Progress progress) {
        String addon = parameters.text("addon");
        Answer answer =
                wait(addons.state(addon, parameters.optionalText("ledger").orElse(null)), addon, progress);
        Value state = returned(addon, answer);
        ObjectNode result = answered(addon, answer);
        List<String> path = parameters.texts("path");
        Value part = StatePath.find(state, path);
        result.put("path", String.join(".", path));
        result.put("digest", StateDigest.of(part));
        result.set("state", ValueJson.of(part));
        return result;
    }

    private static ObjectNode answered(String addon, Answer answer) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("addon", addon)
                .put("ledger", answer.ledger())
                .put("stoppedAt", answer.stoppedAt());
    }

    static Value returned(String addon, Answer answer) {
        return switch (answer.outcome()) {
            case CallOutcome.Returned(Value value) -> value;
            case CallOutcome.Failed(ScriptError error) -> throw new HostException(addon + " says: " + error);
        };
    }

    private ObjectNode log(Parameters parameters, Progress progress) {
        String addon = parameters.text("addon");
        waitAtMost(addons.catchUp(addon), addon, System.nanoTime() + LISTING_NANOS_MAX, progress);
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("addon", addon);
        ArrayNode lines = result.putArray("lines");
        addons.logLines(addon).forEach(lines::add);
        return result;
    }

    private ObjectNode reload(Parameters parameters, Progress progress) {
        String addon = parameters.text("addon");
        AddonStatus loaded = wait(addons.reload(addon), addon, progress);
        AddonStatus status = loaded.problem() == null ? wait(addons.catchUp(addon), addon, progress) : loaded;
        if (status.problem() != null) {
            throw new HostException(addon + " was loaded again and does not work: " + status.problem());
        }
        return describe(addons.get(addon), status);
    }

    private ObjectNode test(Parameters parameters, Progress progress) {
        String addon = parameters.text("addon");
        TestReport report = wait(addons.test(addon), addon, progress);
        ObjectNode result =
                JsonNodeFactory.instance.objectNode().put("addon", addon).put("passed", report.passed());
        ScriptError loadError = report.loadError();
        result.put("loadError", loadError == null ? null : loadError.toString());
        ArrayNode tests = result.putArray("tests");
        report.results()
                .forEach(test -> tests.addObject()
                        .put("name", test.name())
                        .put("error", test.error() == null ? null : String.valueOf(test.error())));
        ArrayNode lines = result.putArray("lines");
        report.lines().forEach(lines::add);
        return result;
    }

    /** Waits for an addon and tells how far its replay is meanwhile. */
    <T> T wait(CompletableFuture<T> future, String addon, Progress progress) {
        while (true) {
            try {
                return future.get(PROGRESS_INTERVAL_MS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                tell(addon, progress);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof HostException cause
                        ? cause
                        : new HostException(addon + " broke: " + e.getCause(), Objects.requireNonNull(e.getCause()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new HostException("The host is stopping", e);
            }
        }
    }

    /** How an addon is when it has caught up, or at the latest at a deadline of the nano clock. */
    private AddonStatus waitAtMost(
            CompletableFuture<AddonStatus> future, String addon, long deadlineNanos, Progress progress) {
        while (deadlineNanos - System.nanoTime() > 0) {
            try {
                return future.get(PROGRESS_INTERVAL_MS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                tell(addon, progress);
            } catch (ExecutionException e) {
                // It has too many requests waiting, or broke: its status says more.
                return addons.status(addon);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new HostException("The host is stopping", e);
            }
        }
        return addons.status(addon);
    }

    private void tell(String addon, Progress progress) {
        long processed = 0;
        long total = 0;
        for (ReplayStatus replay : addons.status(addon).replays().values()) {
            processed += replay.processed();
            total += replay.processed() + replay.lag();
        }
        progress.at(addon + " replays", processed, total);
    }
}
