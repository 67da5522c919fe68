package io.ledgerstone.bench;

import io.ledgerstone.gossip.protocol.MeshStatus;
import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.Registration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How long does an entry take from its append on one of 16 hosts until it is durable and inserted on all of them, and what does that
 * cost on the links? How long does a new host need for a ledger of 10,000 entries?
 *
 * <p>All hosts are in this process, each with its own ledgers on disk, keys, seals and TLS links on loopback. No peer: goals of the
 * protocol.
 */
final class MeshBenchmark {
    private static final int HOSTS = 16;
    private static final int PAUSE_MS = 50;
    private static final int FIRST_SYNC = 10_000;
    private static final long WAIT_MS_MAX = 60_000;

    private MeshBenchmark() {}

    static List<Finding> measure(Session session) {
        Path folder = Ledgers.fresh("mesh");
        List<MeshHost> hosts = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        try {
            for (int i = 1; i <= HOSTS; i++) {
                session.progress().accept("mesh: host " + i);
                hosts.add(MeshHost.start(folder, i, hosts));
            }
            until(() -> hosts.stream()
                    .allMatch(host -> host.mesh().status().neighbours().size() >= 2));
            append(hosts, session.scaled(400), new ArrayList<>());
            long sentBefore = sent(hosts);
            List<Double> delaysMs = new ArrayList<>();
            int entries = session.scaled(1_000);
            append(hosts, entries, delaysMs);
            delaysMs.sort(null);
            findings.add(Finding.time("append until inserted on all 16, half", at(delaysMs, 0.5))
                    .goal(10));
            findings.add(Finding.time("append until inserted on all 16, 99 of 100", at(delaysMs, 0.99))
                    .goal(50));
            findings.add(Finding.count("copies sent of an entry", (double) (sent(hosts) - sentBefore) / entries)
                    .goal(33));
            findings.add(firstSync(folder, hosts, session));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            hosts.forEach(MeshHost::close);
            Ledgers.delete(folder);
        }
        return findings;
    }

    private static double at(List<Double> sorted, double share) {
        return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(sorted.size() * share)));
    }

    private static long sent(List<MeshHost> hosts) {
        return hosts.stream()
                .flatMap(host -> host.mesh().status().ledgers().stream())
                .filter(ledger -> ledger.name().equals(MeshHost.GUILD))
                .mapToLong(MeshStatus.LedgerTraffic::sent)
                .sum();
    }

    private static void append(List<MeshHost> hosts, int count, List<Double> delaysMs) throws InterruptedException {
        Lehmer random = new Lehmer(7);
        for (int i = 0; i < count; i++) {
            Ledger at = hosts.get(random.below(hosts.size())).guild();
            long entries = at.status().entries() + 1;
            CountDownLatch all = new CountDownLatch(hosts.size());
            List<Registration> watches = new ArrayList<>();
            for (MeshHost host : hosts) {
                AtomicBoolean counted = new AtomicBoolean();
                watches.add(host.guild().whenGrown(() -> {
                    if (host.guild().weeks().stream()
                                            .mapToLong(week -> week.count())
                                            .sum()
                                    >= entries
                            && counted.compareAndSet(false, true)) {
                        all.countDown();
                    }
                }));
            }
            long beginNs = System.nanoTime();
            at.append("award", Map.of("player", "Player" + i, "amount", 10)).join();
            if (!all.await(WAIT_MS_MAX, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("entry " + i + " did not reach everybody");
            }
            delaysMs.add((System.nanoTime() - beginNs) / 1e6);
            watches.forEach(Registration::close);
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
        }
    }

    private static Finding firstSync(Path folder, List<MeshHost> hosts, Session session) throws InterruptedException {
        session.progress().accept("mesh: first sync");
        Ledger full = hosts.getFirst().guild();
        List<CompletableFuture<?>> appended = new ArrayList<>();
        while (full.status().entries() + appended.size() < FIRST_SYNC) {
            appended.add(full.append("award", Map.of("player", "Bob", "amount", appended.size())));
        }
        appended.forEach(CompletableFuture::join);
        long entries = full.status().entries();
        until(() -> hosts.stream().allMatch(host -> host.guild().status().entries() == entries));
        TimeUnit.SECONDS.sleep(5);
        MeshHost fresh = MeshHost.start(folder, HOSTS + 1, hosts);
        long beginNs = System.nanoTime();
        hosts.add(fresh);
        until(() -> fresh.guild().status().entries() == entries);
        return Finding.time("first sync of " + entries + " entries", (System.nanoTime() - beginNs) / 1e6)
                .goal(1_000);
    }

    /** Something that comes true. */
    private interface Condition {
        boolean holds();
    }

    private static void until(Condition condition) throws InterruptedException {
        long beginNs = System.nanoTime();
        while (!condition.holds()) {
            if (System.nanoTime() - beginNs > WAIT_MS_MAX * 1_000_000) {
                throw new IllegalStateException("the hosts did not come to the same in time");
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }
}
