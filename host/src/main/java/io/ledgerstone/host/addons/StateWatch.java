package io.ledgerstone.host.addons;

import io.ledgerstone.gossip.StateSource;
import io.ledgerstone.host.HostException;
import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.Source;
import io.ledgerstone.ledger.entry.LedgerException;
import io.ledgerstone.ledger.sync.AddonState;
import io.ledgerstone.ledger.sync.RootAdvert;
import io.ledgerstone.ledger.sync.StateOutput;
import io.ledgerstone.ledger.sync.StateReport;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what this host's addons made of one ledger, makes the replays that comparing it with peers asks for, and writes the
 * reports. All of it on a thread of its own; the methods may be called by any.
 */
final class StateWatch implements StateSource.Watch {
    private static final Logger LOG = LoggerFactory.getLogger(StateWatch.class);
    private static final int TRIES_MAX = 3;
    private static final long STATE_SECONDS_MAX = 60;

    /** From one look to the next, at least; and so many times as long as a look takes, as addons have better things to do. */
    private static final long PAUSE_MS_MIN = 1_000;

    private static final int PAUSE_FACTOR = 10;

    private final Addons addons;
    private final Ledger ledger;
    private final Path reports;
    private final StateSource.Listener listener;
    private final AtomicBoolean looking = new AtomicBoolean();
    private final Map<String, Path> lastReports = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor worker;
    private volatile long nextLookNanos = System.nanoTime();

    /** A watch that does nothing until it is asked to. */
    StateWatch(Addons addons, Ledger ledger, Path reports, StateSource.Listener listener) {
        this.addons = addons;
        this.ledger = ledger;
        this.reports = reports;
        this.listener = listener;
        worker = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(null, task, "states of " + ledger.name(), AddonRunner.STACK_BYTES);
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void grown() {
        look();
    }

    /** Looks soon at what the addons made of the ledger as it is then. */
    void look() {
        if (looking.compareAndSet(false, true)) {
            work(
                    () -> {
                        looking.set(false);
                        observe();
                    },
                    nextLookNanos - System.nanoTime());
        }
    }

    @Override
    public void replay(StateOutput.Compute compute) {
        work(() -> compute(compute), 0);
    }

    @Override
    public void report(StateReport report) {
        work(() -> write(report), 0);
    }

    /** The last report of an addon and a peer. */
    Optional<Path> lastReport(String peer, String addon) {
        return Optional.ofNullable(lastReports.get(peer + " " + addon));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Nobody waits for it, and it tells of its own failures.
    private void work(Runnable task, long delayNanos) {
        try {
            worker.schedule(() -> run(task), delayNanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("Closed while there was something to do", e);
        }
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (HostException | LedgerException e) {
            warn(e);
        } catch (RuntimeException | Error e) {
            LOG.error("Something broke while states of ledger {} were looked at", ledger.name(), e);
        }
    }

    /** What ends because the watch does is no news. */
    private void warn(RuntimeException e) {
        if (!worker.isShutdown()) {
            LOG.warn("States of ledger {}: {}", ledger.name(), e.getMessage());
        }
    }

    private RootAdvert root() {
        return RootAdvert.of(ledger.name(), ledger.layout(), ledger.index(Source.LOCAL));
    }

    private void observe() {
        long begin = System.nanoTime();
        try {
            tellStates();
        } finally {
            long end = System.nanoTime();
            nextLookNanos = end + Math.max(TimeUnit.MILLISECONDS.toNanos(PAUSE_MS_MIN), PAUSE_FACTOR * (end - begin));
        }
    }

    /** States belong to a root if it is the same before and after they were read: ledgers only grow. */
    private void tellStates() {
        RootAdvert before = root();
        for (int i = 0; i < TRIES_MAX; i++) {
            List<AddonState> states = states();
            RootAdvert after = root();
            if (after.isSameAs(before)) {
                listener.states(after, states);
                return;
            }
            before = after;
        }
    }

    private List<AddonState> states() {
        List<AddonState> states = new ArrayList<>();
        for (String addon : addons.started()) {
            try {
                Optional<AddonState> state =
                        addons.digest(addon, ledger.name()).get(STATE_SECONDS_MAX, TimeUnit.SECONDS);
                state.ifPresent(states::add);
            } catch (ExecutionException | TimeoutException | HostException e) {
                LOG.debug("No digest of {}", addon, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new HostException("Interrupted while reading states", e);
            }
        }
        return states;
    }

    private void compute(StateOutput.Compute compute) {
        try {
            PointReplay.Result result = addons.replay(compute.addon(), ledger, compute.positions());
            listener.replayed(compute.request(), result.points(), compute.withState() ? result.state() : null);
        } catch (HostException | LedgerException e) {
            warn(e);
            listener.notReplayed(compute.request());
        }
    }

    private void write(StateReport report) {
        Path file = StateReportFile.write(reports, ledger.name(), ledger.layout(), report, Instant.now());
        lastReports.put(report.peer() + " " + report.addon(), file);
        LOG.error(
                "The state of {} in ledger {} differs from peer {}'s since entry {}: see {}",
                report.addon(),
                ledger.name(),
                report.peer(),
                report.position(),
                file);
    }

    /** Ends what is being done. */
    @Override
    public void close() {
        worker.shutdownNow();
    }
}
