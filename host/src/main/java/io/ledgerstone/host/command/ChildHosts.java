package io.ledgerstone.host.command;

import io.ledgerstone.host.HostException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Hosts in processes of their own, their folders, and the end of both, which comes in any case. */
final class ChildHosts implements AutoCloseable {
    /** So many start at a time: more only wait for each other's share of the processors. */
    private static final int WAVE = 4;

    private static final long PATIENCE_MS = 120_000;
    private static final long PAUSE_MS = 2;

    private final Path folder;
    private final List<ChildHost> hosts = new ArrayList<>();
    private final CertainEnd end = new CertainEnd("end of child hosts", this::end);
    private boolean ended;

    private ChildHosts(Path folder) {
        this.folder = folder;
    }

    /** No host yet, in a new temporary folder. */
    static ChildHosts none() throws IOException {
        return new ChildHosts(Files.createTempDirectory("ledgerstone-hosts-"));
    }

    /** So many hosts of an insecure mesh, on free ports; none runs yet. Each knows the addresses of the first two. */
    static ChildHosts insecure(int count) throws IOException {
        ChildHosts all = none();
        try {
            List<Integer> ports = freePorts(count);
            for (int i = 0; i < count; i++) {
                List<String> seeds = new ArrayList<>();
                for (int seed = 0; seed < Math.min(2, count); seed++) {
                    if (seed != i) {
                        seeds.add("\"127.0.0.1:" + ports.get(seed) + "\"");
                    }
                }
                all.add(Output.text("""
                        plugins = []
                        [mesh]
                        mode = "insecure"
                        node = %d
                        listen = "127.0.0.1:%d"
                        seeds = [%s]
                        [store]
                        checkpoint-bytes = 1048576
                        """, i + 1, ports.get(i), String.join(", ", seeds)), List.of());
            }
            return all;
        } catch (IOException | RuntimeException e) {
            all.close();
            throw e;
        }
    }

    /** One more host, in a folder of its own; it does not run yet. */
    synchronized ChildHost add(String configuration, List<String> launcher) throws IOException {
        int number = hosts.size() + 1;
        ChildHost host = new ChildHost(number, folder.resolve("h" + number), configuration, launcher);
        hosts.add(host);
        return host;
    }

    /** Ports of this computer that nobody uses now. */
    static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            // All at once, so that all are different.
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }

    List<ChildHost> all() {
        return List.copyOf(hosts);
    }

    ChildHost get(int number) {
        return hosts.get(number - 1);
    }

    /** Starts these, a few at a time, and waits until they answer. */
    void start(List<ChildHost> some) throws IOException {
        for (int from = 0; from < some.size(); from += WAVE) {
            List<ChildHost> wave = some.subList(from, Math.min(some.size(), from + WAVE));
            for (ChildHost host : wave) {
                startOnly(host);
            }
            for (ChildHost host : wave) {
                until(host::answers, () -> "host " + host.number() + " answers");
            }
        }
    }

    /** Starts one, and does not wait until it answers. */
    synchronized void startOnly(ChildHost host) throws IOException {
        if (!ended) {
            host.start();
        }
    }

    /** Waits for something, asking again and again, for two minutes at most. */
    void until(BooleanSupplier happened, Supplier<String> what) {
        long begin = System.nanoTime();
        while (!happened.getAsBoolean()) {
            if (System.nanoTime() - begin > PATIENCE_MS * 1_000_000) {
                throw new HostException("Waited " + PATIENCE_MS / 1000 + " s until " + what.get()
                        + ", in vain; this machine may be too busy for " + hosts.size() + " hosts");
            }
            pause(PAUSE_MS);
        }
    }

    static void pause(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HostException("Interrupted", e);
        }
    }

    /** Whether the end has begun, for instance by Ctrl+C. */
    synchronized boolean hasEnded() {
        return ended;
    }

    private synchronized void end() {
        ended = true;
        hosts.forEach(ChildHost::kill);
        try {
            delete(folder);
        } catch (IOException e) {
            System.err.println("The folder " + folder + " of hosts stays, remove it yourself: " + e.getMessage());
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            // Deleted before.
            return;
        }
    }

    @Override
    public void close() {
        hosts.forEach(ChildHost::forget);
        end.close();
    }
}
