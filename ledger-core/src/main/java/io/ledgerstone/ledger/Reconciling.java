package io.ledgerstone.ledger;

import io.ledgerstone.ledger.entry.LedgerException;
import io.ledgerstone.ledger.sync.Ending;
import io.ledgerstone.ledger.sync.Progress;
import io.ledgerstone.ledger.sync.Reconciliation;
import io.ledgerstone.ledger.sync.Responder;
import io.ledgerstone.ledger.sync.Standing;
import io.ledgerstone.ledger.sync.Step;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/** Drives the machines of {@code sync} over a channel, on the caller's thread. */
final class Reconciling {
    private static final Duration TICK = Duration.ofMillis(250);
    private static final int SESSIONS_MAX = 8;

    private final Ledger ledger;
    private final LedgerCore core;
    private final FrameChannel channel;
    private final Source peer;
    private Inserted inserted = Inserted.NONE;

    Reconciling(Ledger ledger, LedgerCore core, FrameChannel channel, Source peer) {
        this.ledger = ledger;
        this.core = core;
        this.channel = channel;
        this.peer = peer;
    }

    /** Runs sessions until one finds both the same, moves nothing any more, or fails. */
    Reconciled ask(Consumer<Progress> watcher) throws InterruptedException {
        Standing atFirst = new Standing.Same();
        long collisions = 0;
        long bytesSent = 0;
        long bytesReceived = 0;
        long deliveredBefore = 0;
        for (int sessions = 1; ; sessions++) {
            long newBefore = inserted.added() + inserted.equivocal();
            Progress progress = session(watcher);
            atFirst = sessions == 1 ? progress.standing() : atFirst;
            collisions += progress.collisions();
            bytesSent += progress.bytesSent();
            bytesReceived += progress.bytesReceived();
            Ending ending = progress.ending() == null ? Ending.SILENT : progress.ending();
            boolean moved = inserted.added() + inserted.equivocal() > newBefore
                    || (progress.delivered() > 0 && progress.delivered() != deliveredBefore);
            boolean goOn = ending == Ending.UNFINISHED || ending == Ending.FINISHED;
            if (!goOn || !moved || sessions == SESSIONS_MAX) {
                return new Reconciled(
                        ending, atFirst, inserted, progress, sessions, collisions, bytesSent, bytesReceived);
            }
            deliveredBefore = progress.delivered();
        }
    }

    private Progress session(Consumer<Progress> watcher) throws InterruptedException {
        Reconciliation session = new Reconciliation(
                ThreadLocalRandom.current().nextInt(), ledger.name(), ledger.codec(), core.index(peer));
        perform(session.begin());
        long tickedNs = System.nanoTime();
        while (session.progress().ending() == null && !channel.isClosed()) {
            byte[] frame = channel.receive(TICK);
            if (frame != null) {
                perform(session.receive(frame));
            }
            if (System.nanoTime() - tickedNs >= TICK.toNanos()) {
                perform(session.tick());
                tickedNs = System.nanoTime();
            }
            watcher.accept(session.progress());
        }
        return session.progress();
    }

    /** Answers until the channel is closed or the peer is found out. */
    void answer() throws InterruptedException {
        Responder responder = new Responder(ledger.name(), ledger.codec(), () -> core.index(peer));
        while (!channel.isClosed() && !responder.isBroken()) {
            byte[] frame = channel.receive(TICK);
            if (frame != null) {
                perform(responder.receive(frame));
            }
        }
    }

    private void perform(Step step) {
        if (!step.inserts().isEmpty()) {
            inserted = inserted.plus(insert(step));
        }
        step.frames().forEach(channel::send);
    }

    private Inserted insert(Step step) {
        try {
            return ledger.insert(step.inserts(), peer).join();
        } catch (CompletionException e) {
            throw new LedgerException("Entries from " + peer + " could not be inserted: " + e.getCause(), e);
        }
    }
}
