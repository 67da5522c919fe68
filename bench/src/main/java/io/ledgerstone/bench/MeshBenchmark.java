package io.ledgerstone.bench;

import io.ledgerstone.gossip.protocol.MeshStatus;
import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.Registration;
import io.ledgerstone.ledger.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How long does an entry take from its append on one of 16 hosts until it is durable and inserted on all of them, and what does that
 * cost on the links?
 *
 * <p>All hosts are in this process, each with its own ledgers on disk, keys, seals and TLS links on loopback. No peer: goals of the
 * protocol.
 */
final class MeshBenchmark {
    private static final int HOSTS = 16;
    private static final int PAUSE_MS = 50;
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
            Waiting.until(() -> hosts.stream()
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
                    if (host.guild().index(Source.LOCAL).total() >= entries && counted.compareAndSet(false, true)) {
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
}
