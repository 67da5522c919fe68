package io.ledgerstone.host.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.host.HostException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Hosts as processes in a mesh, killed at random while they are written to. {@code -Dkills.seed=17} draws the same again, as far
 * as processes let it; {@code -Dkills.seconds=3600} goes on for so long.
 */
class MeshKillsIT {
    private static final int HOSTS = 16;
    private static final int DOWN_MAX = HOSTS / 2;
    private static final int SECONDS = 60;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void sixteenHostsKeepAllThatTheyAcknowledgedWhoeverIsKilled() throws IOException {
        long seed = Long.getLong("kills.seed", ThreadLocalRandom.current().nextInt(1_000_000));
        int seconds = Integer.getInteger("kills.seconds", SECONDS);
        System.out.printf("Kills of %d hosts for %d s, seed %d%n", HOSTS, seconds, seed);
        try (ChildHosts hosts = ChildHosts.insecure(HOSTS)) {
            Kills kills = new Kills(hosts, new Random(seed));
            hosts.start(hosts.all());
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
            while (System.nanoTime() < end) {
                kills.step();
            }
            kills.end();
            long healing = System.nanoTime();
            kills.agreement.awaitSame(hosts.all(), PATIENCE);
            System.out.printf(
                    "%d kills, %d messages and entries acknowledged; all the same %d ms after all ran again%n",
                    kills.count, kills.agreement.acknowledged(), (System.nanoTime() - healing) / 1_000_000);
            assertThat(kills.count).isPositive();
        } catch (HostException | AssertionError e) {
            throw new AssertionError("-Dkills.seed=" + seed + " -Dkills.seconds=" + seconds + ": " + e.getMessage(), e);
        }
    }

    /** Writes, kills and starts again. */
    private static final class Kills {
        private static final int KILL_MS_MAX = 2_500;
        private static final int START_MS_MAX = 8_000;
        private static final int DELAY_MS_MAX = 40;
        private static final int PAUSE_MS_MAX = 20;
        private static final int CHARACTERS_MAX = 500;

        private final ChildHosts hosts;
        private final Random random;
        private final Agreement agreement = new Agreement();
        private final List<ChildHost> running;
        private final List<ChildHost> starting = new ArrayList<>();
        private final List<Down> down = new ArrayList<>();
        private long killsAtNanos;
        private int written;
        private int count;

        /** A host that was killed, and when it is to start again. */
        private record Down(ChildHost host, long untilNanos) {}

        Kills(ChildHosts hosts, Random random) {
            this.hosts = hosts;
            this.random = random;
            running = new ArrayList<>(hosts.all());
            killsAtNanos = later(KILL_MS_MAX);
        }

        private long later(int msMax) {
            return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(random.nextInt(msMax));
        }

        void step() throws IOException {
            long now = System.nanoTime();
            List<Down> due =
                    down.stream().filter(one -> now - one.untilNanos() >= 0).toList();
            down.removeAll(due);
            for (Down one : due) {
                hosts.startOnly(one.host());
                starting.add(one.host());
            }
            List<ChildHost> up = starting.stream().filter(ChildHost::answers).toList();
            starting.removeAll(up);
            running.addAll(up);
            if (now - killsAtNanos >= 0) {
                killsAtNanos = later(KILL_MS_MAX);
                kill();
            }
            writeOn(running.get(random.nextInt(running.size())));
            ChildHosts.pause(random.nextInt(PAUSE_MS_MAX));
        }

        /** Kills one that starts, or one while it is written to. */
        private void kill() {
            if (!starting.isEmpty() && random.nextInt(4) == 0) {
                ChildHost host = starting.remove(random.nextInt(starting.size()));
                host.kill();
                gone(host);
            } else if (HOSTS - running.size() < DOWN_MAX) {
                ChildHost host = running.remove(random.nextInt(running.size()));
                CompletableFuture<Void> killed = CompletableFuture.runAsync(
                        host::kill,
                        CompletableFuture.delayedExecutor(random.nextInt(DELAY_MS_MAX), TimeUnit.MILLISECONDS));
                try {
                    while (true) {
                        write(host);
                    }
                } catch (HostException e) {
                    // What was not acknowledged may be there or not.
                    killed.join();
                }
                gone(host);
            }
        }

        private void gone(ChildHost host) {
            count++;
            host.forget();
            down.add(new Down(host, later(START_MS_MAX)));
        }

        private void writeOn(ChildHost host) {
            try {
                write(host);
            } catch (HostException e) {
                throw new AssertionError(
                        "host " + host.number() + " answered: " + e.getMessage() + "; the end of its log:\n"
                                + host.output(),
                        e);
            }
        }

        private void write(ChildHost host) {
            written++;
            if (random.nextBoolean()) {
                agreement.submit(host, "message " + written + " ".repeat(random.nextInt(CHARACTERS_MAX)) + ".");
            } else {
                agreement.append(host, written);
            }
        }

        /** Starts all that are down, and waits until all answer. */
        void end() throws IOException {
            hosts.start(down.stream().map(Down::host).toList());
            hosts.until(
                    () -> starting.stream().allMatch(ChildHost::answers), () -> "the hosts that were starting answer");
        }
    }
}
