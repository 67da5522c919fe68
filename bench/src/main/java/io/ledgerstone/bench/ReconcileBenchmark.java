package io.ledgerstone.bench;

import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.sync.Progress;
import io.ledgerstone.ledger.sync.Reconciliation;
import io.ledgerstone.ledger.sync.Responder;
import io.ledgerstone.ledger.sync.Step;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * What does it cost to make two copies of a large ledger the same? Bytes of all frames in both directions but for the entries in
 * them; time of the processor for either side's machine with indexed weeks, from its snapshot to the last frame. Both sides run in turns on one
 * thread.
 */
final class ReconcileBenchmark {
    private static final String LEDGER = "bench";
    private static final int DIFFERENCES = 1000;
    private static final int ENTRY_HEAD_BYTES = 33;
    private static final int WARM_UPS = 30;
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    private final Entry[] entries;
    private final int passes;

    /** One run: what it took of bytes and, on the slower side, of time. */
    private record Run(double bytes, int halfRounds, long askingNs, long answeringNs) {}

    private ReconcileBenchmark(int count, int passes) {
        entries = EveningsIndex.entries(count);
        this.passes = passes;
    }

    static List<Finding> measure(Session session) {
        session.progress().accept("two copies of " + session.awards() + " entries");
        ReconcileBenchmark benchmark = new ReconcileBenchmark(session.awards(), session.passes());
        int count = session.awards();
        BitSet one = new BitSet();
        one.set(count / 3);
        BitSet[] random = {new BitSet(), new BitSet()};
        Lehmer lehmer = new Lehmer(7);
        for (int i = 0; i < DIFFERENCES; i++) {
            random[i % 2].set(lehmer.below(count));
        }
        BitSet recent = new BitSet();
        recent.set(count - DIFFERENCES, count);
        BitSet none = new BitSet();
        List<Finding> findings = new ArrayList<>();
        findings.addAll(benchmark.both("equal", none, none, 64));
        findings.addAll(benchmark.both("one old difference, the answering side has it", one, none, 2048));
        findings.addAll(benchmark.both("one old difference, the asking side has it", none, one, 2048));
        findings.addAll(benchmark.both("1,000 differences anywhere, on both sides", random[0], random[1], 650_000));
        findings.addAll(benchmark.both("the newest 1,000, the answering side has them", recent, none, 2560));
        findings.addAll(benchmark.both("the newest 1,000, the asking side has them", none, recent, 2560));
        return findings;
    }

    private List<Finding> both(String what, BitSet askingLacks, BitSet answeringLacks, double bytesGoal) {
        EveningsIndex asking = new EveningsIndex(entries, askingLacks);
        EveningsIndex answering = new EveningsIndex(entries, answeringLacks);
        for (int i = 0; i < WARM_UPS; i++) {
            run(asking, answering);
        }
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < passes; i++) {
            runs.add(run(asking, answering));
        }
        Run any = runs.getFirst();
        double slowerNs = Math.max(
                median(runs.stream().mapToLong(Run::askingNs).toArray()),
                median(runs.stream().mapToLong(Run::answeringNs).toArray()));
        return List.of(
                Finding.bytes(String.format(Locale.ROOT, "%s, %d half-rounds", what, any.halfRounds), any.bytes)
                        .goal(bytesGoal),
                Finding.time(what + ", slower side", slowerNs / 1e6).goal(10));
    }

    private static double median(long[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private static Run run(EveningsIndex asking, EveningsIndex answering) {
        Responder responder = new Responder(LEDGER, EveningsIndex.CODEC, () -> answering);
        long[] askingNs = new long[1];
        long[] answeringNs = new long[1];
        long start = CLOCK.getCurrentThreadCpuTime();
        Reconciliation session = new Reconciliation(1, LEDGER, EveningsIndex.CODEC, asking);
        Deque<byte[]> frames = new ArrayDeque<>(session.begin().frames());
        askingNs[0] += CLOCK.getCurrentThreadCpuTime() - start;
        long entryBytes = 0;
        while (!frames.isEmpty()) {
            byte[] question = frames.remove();
            Step answer = timed(answeringNs, () -> responder.receive(question));
            entryBytes += bytes(answer);
            for (byte[] frame : answer.frames()) {
                Step next = timed(askingNs, () -> session.receive(frame));
                entryBytes += bytes(next);
                frames.addAll(next.frames());
            }
        }
        Progress progress = session.progress();
        if (progress.ending() == null || progress.forged() > 0) {
            throw new IllegalStateException("the session went wrong: " + progress);
        }
        return new Run(
                (double) (progress.bytesSent() + progress.bytesReceived() - entryBytes),
                progress.halfRounds(),
                askingNs[0],
                answeringNs[0]);
    }

    private static Step timed(long[] ns, Supplier<Step> work) {
        long start = CLOCK.getCurrentThreadCpuTime();
        Step step = work.get();
        ns[0] += CLOCK.getCurrentThreadCpuTime() - start;
        return step;
    }

    /** What the entries of a step took in frames. */
    private static long bytes(Step step) {
        long bytes = 0;
        for (Entry entry : step.inserts()) {
            bytes += ENTRY_HEAD_BYTES + EntryCodec.body(entry).length;
        }
        return bytes;
    }
}
