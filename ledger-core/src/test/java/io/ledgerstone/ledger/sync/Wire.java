package io.ledgerstone.ledger.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/** A channel between two copies that loses, doubles and reorders frames as a seed says. */
final class Wire {
    private static final int TICKS_MAX = 20_000;

    private final Random random;
    private final double badness;
    private final List<byte[]> toResponder = new ArrayList<>();
    private final List<byte[]> toAsking = new ArrayList<>();
    private UnaryOperator<byte[]> answers = frame -> frame;
    private Runnable between = () -> {};

    Wire(long seed, double badness) {
        random = new Random(seed);
        this.badness = badness;
    }

    /** Something else that happens between two frames. */
    Wire meanwhile(Runnable task) {
        between = task;
        return this;
    }

    /** A peer whose answers are changed. */
    Wire answering(UnaryOperator<byte[]> change) {
        answers = change;
        return this;
    }

    /** Runs sessions until one ends same, or as many as allowed. */
    Progress converge(Copy asking, Copy answering, int sessionsMax) {
        Responder responder = answering.responder();
        Progress progress = run(asking.session(1), asking, responder, answering);
        for (int i = 2; progress.ending() != Ending.SAME && i <= sessionsMax; i++) {
            progress = run(asking.session(i), asking, responder, answering);
        }
        return progress;
    }

    Progress run(Reconciliation session, Copy asking, Responder responder, Copy answering) {
        int before = asking.entries().size() + answering.entries().size();
        emit(session.begin(), asking, toResponder, frame -> frame);
        for (int ticks = 0; session.progress().ending() == null; ticks++) {
            assertThat(ticks).as("a session ends: %s", session).isLessThan(TICKS_MAX);
            if (toResponder.isEmpty() && toAsking.isEmpty()) {
                emit(session.tick(), asking, toResponder, frame -> frame);
                continue;
            }
            between.run();
            if (!toResponder.isEmpty() && (toAsking.isEmpty() || random.nextBoolean())) {
                Step step = responder.receive(take(toResponder));
                emit(step, answering, toAsking, answers);
            } else {
                emit(session.receive(take(toAsking)), asking, toResponder, frame -> frame);
            }
        }
        assertThat(asking.entries().size() + answering.entries().size()).isGreaterThanOrEqualTo(before);
        return session.progress();
    }

    private byte[] take(List<byte[]> frames) {
        int at = random.nextDouble() < badness ? random.nextInt(frames.size()) : 0;
        return random.nextDouble() < badness / 2 ? frames.get(at) : frames.remove(at);
    }

    private void emit(Step step, Copy copy, List<byte[]> to, UnaryOperator<byte[]> change) {
        copy.add(step.inserts());
        for (byte[] frame : step.frames()) {
            assertThat(frame.length).isLessThanOrEqualTo(SyncLimits.FRAME_BYTES_MAX);
            if (random.nextDouble() >= badness) {
                to.add(change.apply(frame));
            }
        }
    }
}
