package io.ledgerstone.host.addons;

import io.ledgerstone.host.HostException;
import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.Source;
import io.ledgerstone.ledger.entry.LedgerException;
import io.ledgerstone.ledger.sync.AddonState;
import io.ledgerstone.ledger.sync.RootAdvert;
import io.ledgerstone.ledger.sync.StateOutput;
import io.ledgerstone.ledger.sync.StateReport;
import io.ledgerstone.ledger.sync.StateSync;
import io.ledgerstone.ledger.sync.SyncOutput.Send;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the machine that compares states of one ledger what this host's addons made of it, makes the replays it asks for, and
 * writes its reports. The machine stays on the thread of its loop; what takes long is done on a thread of its own.
 */
public final class StateWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StateWatch.class);
    private static final int TRIES_MAX = 3;
    private static final long STATE_SECONDS_MAX = 60;

    private final Addons addons;
    private final Ledger ledger;
    private final StateSync sync;
    private final Path reports;
    private final Loop loop;
    private final AtomicBoolean looking = new AtomicBoolean();
    private final ExecutorService worker;

    /**
     * Where the machine lives.
     *
     * @param executor runs what touches the machine, one after another
     * @param nowMs the machine's clock
     * @param sender sends a frame to a peer; on the loop
     */
    public record Loop(Executor executor, LongSupplier nowMs, Consumer<Send> sender) {}

    /** A watch that does nothing until it is asked to. Reports go into a folder, which is made when there is one. */
    public StateWatch(Addons addons, Ledger ledger, StateSync sync, Path reports, Loop loop) {
        this.addons = addons;
        this.ledger = ledger;
        this.sync = sync;
        this.reports = reports;
        this.loop = loop;
        worker = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(null, task, "states of " + ledger.name(), AddonRunner.STACK_BYTES);
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Looks at what the addons made of the ledger as it is now, and tells the machine. Call it when the ledger has grown, not more
     * than about once a second, and when addons were loaded. Any thread; looks that come while one waits are one.
     */
    public void look() {
        if (looking.compareAndSet(false, true)) {
            work(() -> {
                looking.set(false);
                observe();
            });
        }
    }

    /** Does what the machine wants done. On the loop, after every input to the machine. */
    public void pump() {
        StateOutput output = sync.drain();
        output.sends().forEach(loop.sender());
        output.computes().forEach(compute -> work(() -> compute(compute)));
        output.reports().forEach(report -> work(() -> write(report)));
    }

    private void work(Runnable task) {
        try {
            worker.execute(() -> {
                try {
                    task.run();
                } catch (HostException | LedgerException e) {
                    LOG.warn("States of ledger {}: {}", ledger.name(), e.getMessage());
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("Closed while there was something to do", e);
        }
    }

    private RootAdvert root() {
        return RootAdvert.of(ledger.name(), ledger.layout(), ledger.index(Source.LOCAL));
    }

    /** States belong to a root if it is the same before and after they were read: ledgers only grow. */
    private void observe() {
        RootAdvert before = root();
        for (int i = 0; i < TRIES_MAX; i++) {
            List<AddonState> states = states();
            RootAdvert after = root();
            if (after.isSameAs(before)) {
                loop.executor().execute(() -> {
                    sync.ours(after, states, loop.nowMs().getAsLong());
                    pump();
                });
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
            loop.executor().execute(() -> {
                sync.computed(
                        compute.request(),
                        result.points(),
                        compute.withState() ? result.state() : null,
                        loop.nowMs().getAsLong());
                pump();
            });
        } catch (HostException | LedgerException e) {
            LOG.warn("States of ledger {}: {}", ledger.name(), e.getMessage());
            loop.executor().execute(() -> {
                sync.failed(compute.request(), loop.nowMs().getAsLong());
                pump();
            });
        }
    }

    private void write(StateReport report) {
        Path file = StateReportFile.write(reports, ledger.name(), ledger.layout(), report, Instant.now());
        LOG.error(
                "The state of {} in ledger {} differs from peer {}'s since entry {}: see {}",
                report.addon(),
                ledger.name(),
                report.peer(),
                report.position(),
                file);
    }

    /** Ends what is being done. The machine is asked for nothing more. */
    @Override
    public void close() {
        worker.shutdownNow();
    }
}
