package io.ledgerstone.host.addons;

import io.ledgerstone.addon.AddonLimits;
import io.ledgerstone.addon.AddonTests;
import io.ledgerstone.addon.Callable;
import io.ledgerstone.addon.TestReport;
import io.ledgerstone.addon.folder.FolderOutcome.ReadableAddon;
import io.ledgerstone.host.HostException;
import io.ledgerstone.host.addons.AddonRunner.RunnerBounds;
import io.ledgerstone.host.config.Config;
import io.ledgerstone.host.config.EditDistance;
import io.ledgerstone.host.config.Settings;
import io.ledgerstone.host.folder.Ledgers;
import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.ReplayPace;
import io.ledgerstone.ledger.entry.Value;
import io.ledgerstone.ledger.sync.AddonState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The addons of a host. One that is asked for is started then, so whoever needs one addon waits for one only. Any thread.
 */
public final class Addons implements AutoCloseable {
    private final Config config;
    private final Ledgers ledgers;
    private final RunnerBounds bounds;
    private final int logLinesMax;
    private final Engines engines;
    private volatile AddonCatalog catalog;
    private final Map<String, AddonRunner> runners = new LinkedHashMap<>();
    private final List<BiConsumer<String, String>> logListeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> loadListeners = new CopyOnWriteArrayList<>();

    /** The addons that the configuration names, none of them started. */
    public Addons(Config config, Ledgers ledgers) {
        this.config = config;
        this.engines = new Engines();
        this.catalog = AddonCatalog.read(config, engines.all());
        this.ledgers = ledgers;
        AddonLimits limits = new AddonLimits(
                config.get(Settings.ADDONS_STEPS),
                config.get(Settings.ADDONS_DEPTH).intValue(),
                config.get(Settings.ADDONS_TEXT_BYTES).intValue());
        ReplayPace pace =
                new ReplayPace(config.get(Settings.REPLAY_BATCH).intValue(), config.get(Settings.REPLAY_INTERVAL_MS));
        bounds =
                new RunnerBounds(limits, pace, config.get(Settings.ADDONS_QUEUE).intValue());
        logLinesMax = config.get(Settings.ADDONS_LOG_LINES).intValue();
        ledgers.whenOpened(ledger -> running().forEach(runner -> runner.ledgerOpened(ledger)));
    }

    private List<AddonRunner> running() {
        synchronized (runners) {
            return List.copyOf(runners.values());
        }
    }

    /** Adds someone to hear every log line, with the addon's name before it; on the addon's thread. */
    public void onLog(BiConsumer<String, String> listener) {
        logListeners.add(listener);
    }

    /** Adds someone to hear of every addon that was loaded, or could not be; on the addon's thread. */
    void whenLoaded(Runnable listener) {
        loadListeners.add(listener);
    }

    /** The addons that were found, in load order; those that cannot run come last, with the reason. */
    public List<FoundAddon> found() {
        return catalog.addons();
    }

    /** What is wrong with the folders themselves, or with addons in them. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        for (FoundAddon addon : found()) {
            if (addon.problem() != null) {
                problems.add(addon.name() + ": " + addon.problem());
            }
            addon.notices().forEach(notice -> problems.add(addon.name() + ": " + notice));
        }
        for (AddonRunner runner : running()) {
            problems.addAll(runner.status().problems());
        }
        return problems;
    }

    /** The addon of a name. */
    public FoundAddon get(String name) {
        List<String> names = catalog.addons().stream().map(FoundAddon::name).toList();
        return catalog.addons().stream()
                .filter(addon -> addon.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new HostException(unknown(name, names)));
    }

    private static String unknown(String name, List<String> names) {
        String nearest = EditDistance.nearest(name, names);
        return "There is no addon '" + name + "'; "
                + (nearest != null
                        ? "did you mean " + nearest + "?"
                        : names.isEmpty() ? "there are none at all" : "there are " + String.join(", ", names));
    }

    /** Starts every addon that can run and does not wait until it is asked for. */
    public void startAll() {
        found().stream()
                .filter(addon -> addon.problem() == null && !addon.loadOnDemand())
                .forEach(addon -> runner(addon.name()));
    }

    /** Asks for a view or a command. */
    public CompletableFuture<Answer> call(String addon, Callable callable, Value arguments) {
        return runner(addon).call(callable, arguments);
    }

    /** Asks for the state of one of its ledgers, or of its first. */
    public CompletableFuture<Answer> state(String addon, @Nullable String ledger) {
        return runner(addon).state(ledger);
    }

    /** Completes when an addon has applied every entry there is, or stands still. */
    public CompletableFuture<AddonStatus> catchUp(String addon) {
        return runner(addon).catchUp();
    }

    /** Looks at the addons' folders again, then loads an addon's files as they are now, and replays. */
    public CompletableFuture<AddonStatus> reload(String addon) {
        catalog = AddonCatalog.read(config, engines.all());
        return runner(addon).reload();
    }

    /** Whether an addon was started. */
    public boolean isStarted(String addon) {
        synchronized (runners) {
            return runners.containsKey(addon);
        }
    }

    /** How an addon is. */
    public AddonStatus status(String addon) {
        return runner(addon).status();
    }

    /** What an addon logged lately. */
    public List<String> logLines(String addon) {
        return runner(addon).logLines();
    }

    /** A second copy of an addon, with states of its own, for checking the first. Close it. */
    public Twin twin(String addon) {
        AddonRunner runner = make(get(addon), new AddonLog(logLinesMax, line -> {}), () -> {});
        runner.start();
        return new Twin(runner);
    }

    /** The names of the addons that were started. */
    List<String> started() {
        synchronized (runners) {
            return List.copyOf(runners.keySet());
        }
    }

    /** Asks for the digest of an addon's state after all entries of a ledger; none if there is no such state. */
    CompletableFuture<Optional<AddonState>> digest(String addon, String ledger) {
        return runner(addon).digest(ledger);
    }

    /**
     * Replays a fresh copy of the code that an addon runs, with a stop at each position. Takes as long as a replay does; needs a
     * stack of {@link AddonRunner#STACK_BYTES}.
     *
     * @throws HostException if it cannot be replayed so far
     */
    PointReplay.Result replay(String addon, Ledger ledger, List<Long> positions) {
        ReadableAddon running = runner(addon).source();
        if (running == null) {
            throw new HostException(addon + " does not run, so it cannot be replayed");
        }
        GrantedHost host = new GrantedHost(addon, ledgers, new AddonLog(logLinesMax, line -> {}));
        return new PointReplay(running.engine(), running.source(), host, bounds.limits()).run(ledger, positions);
    }

    /** A second copy of an addon. */
    public static final class Twin implements AutoCloseable {
        private final AddonRunner runner;

        private Twin(AddonRunner runner) {
            this.runner = runner;
        }

        /** Asks for the state of a ledger. */
        public CompletableFuture<Answer> state(String ledger) {
            return runner.state(ledger);
        }

        @Override
        public void close() {
            runner.close();
        }
    }

    /** Runs an addon's own tests, which see scratch ledgers only. */
    public CompletableFuture<TestReport> test(String addon) {
        FoundAddon found = get(addon);
        CompletableFuture<TestReport> done = new CompletableFuture<>();
        Thread thread = new Thread(null, () -> test(found, done), "tests of " + addon, AddonRunner.STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        return done;
    }

    private void test(FoundAddon found, CompletableFuture<TestReport> done) {
        try {
            ReadableAddon addon = catalog.files(found);
            done.complete(AddonTests.run(addon.engine(), addon.source(), addon.tests(), bounds.limits()));
        } catch (HostException e) {
            done.completeExceptionally(e);
        } catch (Throwable e) {
            done.completeExceptionally(e);
            throw e;
        }
    }

    private AddonRunner runner(String name) {
        FoundAddon found = get(name);
        if (found.problem() != null) {
            throw new HostException(name + " does not run: " + found.problem());
        }
        synchronized (runners) {
            AddonRunner known = runners.get(name);
            if (known != null) {
                return known;
            }
            AddonLog log =
                    new AddonLog(logLinesMax, line -> logListeners.forEach(listener -> listener.accept(name, line)));
            AddonRunner runner = make(found, log, () -> loadListeners.forEach(Runnable::run));
            runners.put(name, runner);
            runner.start();
            return runner;
        }
    }

    private AddonRunner make(FoundAddon found, AddonLog log, Runnable whenLoaded) {
        return new AddonRunner(
                found.name(), found.language(), () -> catalog.files(found), ledgers, bounds, log, whenLoaded);
    }

    /** Stops all addons, then their engines. */
    @Override
    public void close() {
        List<AddonRunner> all;
        synchronized (runners) {
            all = List.copyOf(runners.values());
            runners.clear();
        }
        try (engines) {
            all.forEach(AddonRunner::beginClose);
            all.forEach(AddonRunner::close);
        }
    }
}
