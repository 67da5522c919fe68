package io.ledgerstone.host.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * A group whose devices each have a machine of their own in a network that is cut, in two parts and cable by cable at random.
 * {@code -Dcuts.seed=17} draws the same cuts again.
 */
class NetworkCutsIT {
    private static final int HOSTS = 5;
    private static final int PORT = 4701;
    private static final int FEW = 2;
    private static final int FLICKER_MS_MAX = 600;

    /** A neighbour that is silent is given up after seven seconds; new ones are looked for meanwhile, also behind the cut. */
    private static final long GIVEN_UP_MS_MAX = 90_000;

    private static final Duration HEALED = Duration.ofSeconds(60);

    private final Agreement agreement = new Agreement();
    private int written;

    private static Network network() {
        try {
            return Network.of(HOSTS);
        } catch (IOException e) {
            return abort("This needs root and the command ip (package iproute2), which makes network namespaces: "
                    + e.getMessage());
        }
    }

    @Test
    void hostsAreTheSameAgainSoonAfterTheirNetworkIs() throws IOException {
        long seed = Long.getLong("cuts.seed", ThreadLocalRandom.current().nextInt(1_000_000));
        System.out.printf("Cuts between %d hosts, seed %d%n", HOSTS, seed);
        try (Network network = network();
                ChildHosts hosts = ChildHosts.none()) {
            gather(hosts, network);
            write(hosts.all());
            agreement.awaitKept(hosts.all(), HEALED);
            cut(hosts, network, new Random(seed));
            heal(hosts, network);
        } catch (AssertionError e) {
            throw new AssertionError("-Dcuts.seed=" + seed + ": " + e.getMessage(), e);
        }
    }

    /** Starts a host on each machine; the first one invites all others. */
    private static void gather(ChildHosts hosts, Network network) throws IOException {
        for (int machine = 1; machine <= HOSTS; machine++) {
            hosts.add(Output.text("""
                    plugins = []
                    [mesh]
                    name = "host-%d"
                    listen = "%s:%d"
                    """, machine, Network.address(machine), PORT), network.launcher(machine));
        }
        hosts.start(hosts.all());
        for (int machine = 2; machine <= HOSTS; machine++) {
            ObjectNode invite = hosts.get(1)
                    .ask(
                            "invite",
                            HostCommand.parameters().put("role", "member").put("hours", 1));
            hosts.get(machine)
                    .ask(
                            "join",
                            HostCommand.parameters()
                                    .put("invite", invite.path("text").asText()));
        }
    }

    private void write(List<ChildHost> on) {
        for (ChildHost host : on) {
            agreement.append(host, ++written);
            agreement.submit(host, "message " + written);
        }
    }

    /**
     * Puts two machines on the other bridge until each side has given the other up, and meanwhile cuts and mends the cables of
     * the others; everybody writes all the time.
     */
    private void cut(ChildHosts hosts, Network network, Random random) throws IOException {
        List<ChildHost> few = hosts.all().subList(0, FEW);
        List<ChildHost> many = hosts.all().subList(FEW, HOSTS);
        for (ChildHost host : few) {
            network.join(host.number(), 2);
        }
        long begin = System.nanoTime();
        int flickers = 0;
        while (!(keepsToItself(few) && keepsToItself(many))) {
            assertThat(ms(begin)).as("ms without giving up who is cut off").isLessThan(GIVEN_UP_MS_MAX);
            network.setUp(FEW + 1 + random.nextInt(HOSTS - FEW), random.nextBoolean());
            flickers++;
            write(hosts.all());
            ChildHosts.pause(random.nextInt(FLICKER_MS_MAX));
        }
        System.out.printf("Given up after %d ms, with %d cuts and mendings meanwhile%n", ms(begin), flickers);
        write(hosts.all());
    }

    /** Mends everything, and waits until all are the same. */
    private void heal(ChildHosts hosts, Network network) throws IOException {
        for (int machine = 1; machine <= HOSTS; machine++) {
            network.join(machine, 1);
            network.setUp(machine, true);
        }
        long begin = System.nanoTime();
        agreement.awaitSame(hosts.all(), HEALED);
        System.out.printf(
                "%d messages and entries; all the same %d ms after everything was mended%n",
                agreement.acknowledged(), ms(begin));
    }

    private static boolean keepsToItself(List<ChildHost> hosts) {
        List<String> numbers =
                hosts.stream().map(host -> Integer.toString(host.number())).toList();
        // The roster numbers the devices as they joined, which is as they are numbered here.
        return hosts.stream().allMatch(host -> numbers.containsAll(neighbours(host)));
    }

    private static long ms(long beginNanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beginNanos);
    }

    private static List<String> neighbours(ChildHost host) {
        return host.ask("mesh-status", HostCommand.parameters())
                .path("neighbours")
                .findValuesAsText("peer");
    }
}
