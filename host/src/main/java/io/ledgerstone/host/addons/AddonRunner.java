package io.ledgerstone.host.addons;

import io.ledgerstone.addon.AddonInstance;
import io.ledgerstone.addon.AddonLimits;
import io.ledgerstone.addon.CallOutcome;
import io.ledgerstone.addon.Callable;
import io.ledgerstone.addon.LoadOutcome;
import io.ledgerstone.addon.Registrations;
import io.ledgerstone.addon.ScriptError;
import io.ledgerstone.addon.folder.FolderOutcome.ReadableAddon;
import io.ledgerstone.host.HostException;
import io.ledgerstone.host.addons.AddonStatus.Phase;
import io.ledgerstone.host.addons.Mailbox.Posted;
import io.ledgerstone.host.folder.Ledgers;
import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.ReplayPace;
import io.ledgerstone.ledger.codec.StateDigest;
import io.ledgerstone.ledger.entry.Value;
import io.ledgerstone.ledger.replay.ReplayStatus;
import io.ledgerstone.ledger.sync.AddonState;
import io.ledgerstone.ledger.sync.StateHash;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One addon and its thread. The thread loads it, takes it through its ledgers step by step, and answers views and commands in
 * between; nothing else ever touches the instance. All methods may be called by any thread.
 */
final class AddonRunner implements AutoCloseable {
    /** Scripts recurse on the Java stack; their own depth limit is to stop them, never ours. */
    static final long STACK_BYTES = 64L * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(AddonRunner.class);
    private static final long CLOSE_MS_MAX = 10_000;
    private static final int REVIVALS_MAX = 10;

    /** Entries between two looks at how far a view's replay is. */
    private static final long CATCH_UP_STEP = 65_536;

    private final String name;
    private final String language;
    private final Supplier<ReadableAddon> files;
    private final Ledgers ledgers;
    private final RunnerBounds bounds;
    private final AddonLog log;
    private final Runnable whenLoaded;
    private final Thread thread;
    private final Mailbox mailbox = new Mailbox();

    private final Map<String, Ledger.FollowedReplay> replays = new LinkedHashMap<>();

    /** Why ledgers that have no replay cannot be followed. */
    private final Map<String, String> unready = new LinkedHashMap<>();

    private GrantedHost host;
    private @Nullable AddonInstance instance;
    private volatile @Nullable ReadableAddon source;
    private int loads;
    private int revivals;

    private volatile Phase phase = Phase.LOADING;
    private volatile @Nullable String problem;
    private volatile @Nullable Registrations registrations;
    private volatile Map<String, ReplayStatus> statuses = Map.of();

    /**
     * The bounds of a runner.
     *
     * @param limits the bounds of the addon's code
     * @param pace how fast it replays in the background
     * @param tasksMax views and commands that may wait
     */
    record RunnerBounds(AddonLimits limits, ReplayPace pace, int tasksMax) {}

    /**
     * A runner that has not started. The files are read anew each time the addon is loaded.
     *
     * @param whenLoaded called on the addon's thread each time that was tried
     */
    AddonRunner(
            String name,
            String language,
            Supplier<ReadableAddon> files,
            Ledgers ledgers,
            RunnerBounds bounds,
            AddonLog log,
            Runnable whenLoaded) {
        this.name = name;
        this.language = language;
        this.files = files;
        this.ledgers = ledgers;
        this.bounds = bounds;
        this.log = log;
        this.whenLoaded = whenLoaded;
        host = new GrantedHost(name, ledgers, log);
        thread = new Thread(null, this::run, "addon " + name, STACK_BYTES);
        thread.setDaemon(true);
    }

    void start() {
        mailbox.post(this::load, Integer.MAX_VALUE);
        thread.start();
    }

    // ------------------------------------------------------------------------------------------- from other threads

    /** Asks for a view or a command, which sees every entry that was acknowledged before. */
    CompletableFuture<Answer> call(Callable callable, Value arguments) {
        return ask(() -> answer(ledgerOf(callable), addon -> addon.call(callable, arguments)));
    }

    /** Asks for the state of a ledger, or of the addon's first one. */
    CompletableFuture<Answer> state(@Nullable String wanted) {
        return ask(() -> {
            String ledger = wanted == null ? firstLedger() : wanted;
            if (!registered().ledgers().containsKey(ledger)) {
                throw new HostException(name + " does not use the ledger '" + ledger + "'; it uses "
                        + String.join(", ", registered().ledgers().keySet()));
            }
            return answer(ledger, addon -> addon.state(ledger));
        });
    }

    /** The files it runs, or null if they could not be read. */
    @Nullable ReadableAddon source() {
        return source;
    }

    /** Asks for the digest of its state after all entries of a ledger; none if it does not use the ledger or stands still. */
    CompletableFuture<Optional<AddonState>> digest(String ledger) {
        return submit(() -> {
            ReadableAddon running = source;
            boolean uses = instance != null && registered().ledgers().containsKey(ledger);
            if (running == null || !uses) {
                return Optional.empty();
            }
            Answer answer = answer(ledger, addon -> addon.state(ledger));
            if (answer.stoppedAt() != null || !(answer.outcome() instanceof CallOutcome.Returned(Value state))) {
                return Optional.empty();
            }
            StateHash code = AddonCode.of(language, running.source());
            return Optional.of(new AddonState(name, code, StateHash.parse(StateDigest.of(state))));
        });
    }

    /** Completes when the addon has applied every entry there is, or stands still. */
    CompletableFuture<AddonStatus> catchUp() {
        return submit(() -> {
            List.copyOf(replays.keySet()).forEach(this::catchUp);
            return status();
        });
    }

    /** Reads the addon's files again and starts from the first entry. Completes when they have run. */
    CompletableFuture<AddonStatus> reload() {
        return submit(() -> {
            load();
            return status();
        });
    }

    /** A ledger exists now, or is open now. */
    void ledgerOpened(Ledger ledger) {
        mailbox.post(() -> attach(ledger), Integer.MAX_VALUE);
    }

    AddonStatus status() {
        return new AddonStatus(name, language, phase, problem, registrations, statuses, log.count());
    }

    List<String> logLines() {
        return log.lines();
    }

    /** Lets nothing more in and waits for nothing: whoever has several to close calls this for all of them first. */
    void beginClose() {
        mailbox.close();
    }

    /** Ends the thread after what it is doing, and lets go of the addon. */
    @Override
    public void close() {
        beginClose();
        try {
            thread.join(CLOSE_MS_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private CompletableFuture<Answer> ask(Supplier<Answer> request) {
        return submit(() -> {
            if (instance == null) {
                throw notRunning();
            }
            return request.get();
        });
    }

    private <T> CompletableFuture<T> submit(Supplier<T> request) {
        CompletableFuture<T> done = new CompletableFuture<>();
        Posted posted = mailbox.post(() -> complete(done, request), bounds.tasksMax());
        switch (posted) {
            case ACCEPTED -> {}
            case FULL ->
                done.completeExceptionally(new HostException(name + " has " + bounds.tasksMax()
                        + " requests waiting already; ask again later, or raise addons.queue-max"));
            case CLOSED -> done.completeExceptionally(new HostException("The addon " + name + " is closed"));
        }
        return done;
    }

    private static <T> void complete(CompletableFuture<T> done, Supplier<T> request) {
        try {
            done.complete(request.get());
        } catch (HostException e) {
            done.completeExceptionally(e);
        } catch (Throwable e) {
            done.completeExceptionally(e);
            throw e;
        }
    }

    // ------------------------------------------------------------------------------------------- on the addon's thread

    private void run() {
        for (Runnable task = mailbox.next(this::step); task != null; task = mailbox.next(this::step)) {
            try {
                task.run();
            } catch (Throwable e) {
                // Even an error of the engine itself ends one addon only.
                LOG.error("Addon {} broke", name, e);
                unload();
                fail(Phase.NOT_LOADED, "something in the host broke while it ran: " + e);
            }
        }
        unload();
        phase = Phase.CLOSED;
        mailbox.drain();
    }

    private void load() {
        unload();
        revivals = 0;
        if (mailbox.isClosed()) {
            return;
        }
        int load = ++loads;
        phase = Phase.LOADING;
        problem = null;
        host = new GrantedHost(name, ledgers, log);
        source = readFiles();
        AddonInstance loaded = loadInstance();
        if (loaded != null) {
            instance = loaded;
            registrations = loaded.registrations();
            phase = Phase.RUNNING;
            for (String ledger : registered().ledgers().keySet()) {
                // Without entries, too, views see the state that init makes.
                ScriptError error = loaded.reset(ledger).error();
                if (error != null) {
                    unready.put(ledger, "init failed: " + error);
                }
                find(ledger).ifPresent(this::attach);
                if (loads != load) {
                    // A ledger was not what the addon was told, so it was loaded anew.
                    return;
                }
            }
            publish();
        }
        whenLoaded.run();
    }

    private Optional<Ledger> find(String ledger) {
        try {
            return ledgers.find(ledger);
        } catch (HostException e) {
            unready.put(ledger, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private @Nullable ReadableAddon readFiles() {
        try {
            return files.get();
        } catch (HostException e) {
            fail(Phase.NOT_LOADED, String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** An instance of the addon's files as they were read last, or null after saying why there is none. */
    private @Nullable AddonInstance loadInstance() {
        ReadableAddon addon = source;
        if (addon == null) {
            return null;
        }
        return switch (addon.engine().load(addon.source(), host, bounds.limits())) {
            case LoadOutcome.Loaded(AddonInstance loaded) -> loaded;
            case LoadOutcome.Failed(ScriptError error) -> {
                fail(Phase.NOT_LOADED, "it does not load: " + error);
                yield null;
            }
        };
    }

    /**
     * Loads the addon afresh if a limit stopped it; answers the instance to go on with. The replays of its other ledgers start
     * over. After a few times without a ledger replayed to its end in between it stays stopped: whatever spends it does so on
     * every replay.
     *
     * @param replaying the ledger whose replay is at its start already, if any
     */
    private AddonInstance revived(AddonInstance used, @Nullable String replaying) {
        AddonInstance current = instance == null ? used : instance;
        if (!current.isSpent() || revivals == REVIVALS_MAX) {
            return current;
        }
        AddonInstance fresh = loadInstance();
        if (fresh == null) {
            return current;
        }
        revivals++;
        current.close();
        instance = fresh;
        registered().ledgers().keySet().forEach(fresh::reset);
        replays.forEach((ledger, replay) -> {
            if (!ledger.equals(replaying)) {
                replay.replay().restart("a limit stopped the addon, so it was loaded afresh");
            }
        });
        mailbox.wake();
        return fresh;
    }

    private void fail(Phase why, String message) {
        problem = message;
        phase = why;
        log.add(message);
    }

    private void unload() {
        replays.values().forEach(Ledger.FollowedReplay::close);
        replays.clear();
        unready.clear();
        statuses = Map.of();
        registrations = null;
        if (instance != null) {
            instance.close();
            instance = null;
        }
    }

    private void attach(Ledger ledger) {
        AddonInstance loaded = instance;
        Registrations.Handlers handlers =
                loaded == null ? null : registered().ledgers().get(ledger.name());
        if (loaded == null || handlers == null || replays.containsKey(ledger.name())) {
            return;
        }
        if (!host.agreesWith(ledger)) {
            load();
            return;
        }
        AddonProjection projection =
                new AddonProjection(loaded, ledger.name(), handlers, used -> revived(used, ledger.name()));
        replays.put(ledger.name(), ledger.replay(projection, mailbox::wake));
        // From here on the replay tells what is wrong.
        unready.remove(ledger.name());
        mailbox.wake();
    }

    /** Takes every ledger one step further. */
    private void step() {
        boolean behind = false;
        for (Ledger.FollowedReplay replay : List.copyOf(replays.values())) {
            ReplayStatus.Phase reached =
                    replay.replay().step(bounds.pace().batchMax()).phase();
            behind |= reached == ReplayStatus.Phase.BEHIND;
            noteEnd(reached);
        }
        publish();
        if (behind) {
            mailbox.rest(bounds.pace().intervalMs());
            mailbox.wake();
        }
    }

    private void noteEnd(ReplayStatus.Phase reached) {
        if (reached == ReplayStatus.Phase.CURRENT) {
            revivals = 0;
        }
    }

    private @Nullable ReplayStatus catchUp(String ledger) {
        Ledger.FollowedReplay followed = replays.get(ledger);
        if (followed == null) {
            return null;
        }
        ReplayStatus status;
        do {
            status = followed.replay().catchUp(CATCH_UP_STEP);
            publish();
        } while (status.phase() == ReplayStatus.Phase.BEHIND && !mailbox.isClosed());
        noteEnd(status.phase());
        return status;
    }

    private Answer answer(String ledger, Function<AddonInstance, CallOutcome> request) {
        ReplayStatus status = catchUp(ledger);
        AddonInstance asked = instance;
        if (asked == null) {
            throw notRunning();
        }
        CallOutcome outcome = request.apply(asked);
        // What the call spent is made good at once, not when somebody asks next.
        instance = revived(asked, null);
        return new Answer(
                outcome,
                ledger,
                status == null || status.failure() == null
                        ? unready.get(ledger)
                        : status.failure().toString(),
                status);
    }

    /** Shows other threads where the replays stand. */
    private void publish() {
        Map<String, ReplayStatus> now = new LinkedHashMap<>();
        String stopped = unready.entrySet().stream()
                .findFirst()
                .map(reason -> "in ledger " + reason.getKey() + " " + reason.getValue())
                .orElse(null);
        for (Map.Entry<String, Ledger.FollowedReplay> replay : replays.entrySet()) {
            ReplayStatus status = replay.getValue().replay().status();
            now.put(replay.getKey(), status);
            if (status.failure() != null && stopped == null) {
                stopped = "in ledger " + replay.getKey() + " " + status.failure();
            }
        }
        statuses = now;
        if (phase == Phase.RUNNING && stopped != null) {
            fail(Phase.STOPPED, stopped);
        } else if (phase == Phase.STOPPED && stopped == null) {
            problem = null;
            phase = Phase.RUNNING;
        }
    }

    private HostException notRunning() {
        return new HostException(name + " does not run: " + problem);
    }

    private Registrations registered() {
        Registrations known = registrations;
        if (known == null) {
            throw notRunning();
        }
        return known;
    }

    private String firstLedger() {
        return registered().ledgers().keySet().stream()
                .findFirst()
                .orElseThrow(() -> new HostException(name + " uses no ledger, so it has no state"));
    }

    private String ledgerOf(Callable callable) {
        boolean view = callable.kind() == Callable.Kind.VIEW;
        Map<String, String> known = view ? registered().views() : registered().commands();
        String ledger = known.get(callable.name());
        if (ledger == null) {
            throw new HostException(name + " has no " + (view ? "view" : "command") + " '" + callable.name() + "'; "
                    + (known.isEmpty() ? "it has none" : "it has " + String.join(", ", known.keySet())));
        }
        return ledger;
    }
}
