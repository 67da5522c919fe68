package io.ledgerstone.host.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A network of its own inside this computer: machines that are network namespaces, each with a cable to a switch, which is one
 * too. Nothing of it can be seen from outside. Needs Linux, root and the command {@code ip}. It is gone after {@link #close}, or
 * when Java ends.
 *
 * <pre>
 *   machine 1 (10.203.0.1) ── port1 ─┐
 *   machine 2 (10.203.0.2) ── port2 ─┼─ bridge1
 *   machine 3 (10.203.0.3) ── port3 ─┘            bridge2, for those who are cut off
 * </pre>
 */
final class Network implements AutoCloseable {
    private static final long PATIENCE_S = 20;

    private final String prefix = "ls" + ProcessHandle.current().pid() + "-";
    private final String hub = prefix + "hub";
    private final List<String> namespaces = new ArrayList<>();
    private final CertainEnd end = new CertainEnd("end of the network", this::remove);

    private Network() {}

    /**
     * Machines 1 to {@code count}, all joined.
     *
     * @throws IOException if there is no {@code ip} here, or it may not do that, or nothing may run there
     */
    static Network of(int count) throws IOException {
        Network network = new Network();
        try {
            network.add(network.hub);
            for (String bridge : List.of("bridge1", "bridge2")) {
                network.atHub("link", "add", bridge, "type", "bridge");
                network.atHub("link", "set", bridge, "up");
            }
            for (int machine = 1; machine <= count; machine++) {
                network.plugIn(machine);
            }
            ip("netns", "exec", network.prefix + 1, "true");
            return network;
        } catch (IOException | RuntimeException e) {
            network.close();
            throw e;
        }
    }

    private void add(String namespace) throws IOException {
        ip("netns", "add", namespace);
        namespaces.add(namespace);
    }

    private void plugIn(int machine) throws IOException {
        String name = prefix + machine;
        add(name);
        atHub("link", "add", port(machine), "type", "veth", "peer", "name", "cable", "netns", name);
        ip("-n", name, "addr", "add", address(machine) + "/24", "dev", "cable");
        ip("-n", name, "link", "set", "lo", "up");
        ip("-n", name, "link", "set", "cable", "up");
        join(machine, 1);
        setUp(machine, true);
    }

    private static String port(int machine) {
        return "port" + machine;
    }

    /** The address of a machine, inside the network only. */
    static String address(int machine) {
        return "10.203.0." + machine;
    }

    /** The command that runs another one on a machine. */
    List<String> launcher(int machine) {
        return List.of("ip", "netns", "exec", prefix + machine);
    }

    /** Joins a machine with those on bridge 1 or 2, and with no others. */
    void join(int machine, int bridge) throws IOException {
        atHub("link", "set", port(machine), "master", "bridge" + bridge);
    }

    /** Cuts the cable of a machine, or mends it. */
    void setUp(int machine, boolean up) throws IOException {
        atHub("link", "set", port(machine), up ? "up" : "down");
    }

    private void atHub(String... args) throws IOException {
        List<String> all = new ArrayList<>(List.of("-n", hub));
        all.addAll(List.of(args));
        ip(all.toArray(String[]::new));
    }

    private static void ip(String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + ": " + output.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Cables and bridges go with the namespaces they are in. */
    private synchronized void remove() {
        for (String namespace : namespaces) {
            try {
                ip("netns", "del", namespace);
            } catch (IOException e) {
                System.err.println("The network namespace " + namespace + " stays: " + e.getMessage());
            }
        }
        namespaces.clear();
    }

    @Override
    public void close() {
        end.close();
    }
}
