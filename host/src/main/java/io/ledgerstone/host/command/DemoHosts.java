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

/** The hosts of the demo, their folders, and their end, which comes in any case. */
final class DemoHosts implements AutoCloseable {
    /** So many start at a time: more only wait for each other's share of the processors. */
    private static final int WAVE = 4;

    private static final long PATIENCE_MS = 120_000;
    private static final long PAUSE_MS = 2;

    private final Path folder;
    private final List<DemoHost> hosts = new ArrayList<>();
    private final Thread hook = new Thread(this::end, "demo end");
    private boolean ended;

    private DemoHosts(Path folder) {
        this.folder = folder;
    }

    /** Folders and free ports for so many hosts; none runs yet. Each knows the addresses of the first two. */
    static DemoHosts prepare(int count) throws IOException {
        DemoHosts all = new DemoHosts(Files.createTempDirectory("ledgerstone-demo-"));
        Runtime.getRuntime().addShutdownHook(all.hook);
        try {
            List<Integer> ports = freePorts(count);
            for (int i = 0; i < count; i++) {
                List<String> seeds = new ArrayList<>();
                for (int seed = 0; seed < Math.min(2, count); seed++) {
                    if (seed != i) {
                        seeds.add("\"127.0.0.1:" + ports.get(seed) + "\"");
                    }
                }
                all.hosts.add(new DemoHost(i + 1, all.folder.resolve("h" + (i + 1)), ports.get(i), seeds));
            }
            return all;
        } catch (IOException | RuntimeException e) {
            all.close();
            throw e;
        }
    }

    private static List<Integer> freePorts(int count) throws IOException {
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

    List<DemoHost> all() {
        return List.copyOf(hosts);
    }

    DemoHost get(int node) {
        return hosts.get(node - 1);
    }

    /** Starts these, a few at a time, and waits until they answer. */
    void start(List<DemoHost> some) throws IOException {
        for (int from = 0; from < some.size(); from += WAVE) {
            List<DemoHost> wave = some.subList(from, Math.min(some.size(), from + WAVE));
            for (DemoHost host : wave) {
                startOne(host);
            }
            for (DemoHost host : wave) {
                until(host::answers, () -> "host " + host.node() + " answers");
            }
        }
    }

    private synchronized void startOne(DemoHost host) throws IOException {
        if (!ended) {
            host.start();
        }
    }

    /** Waits for something, asking again and again, for two minutes at most. */
    void until(BooleanSupplier happened, Supplier<String> what) {
        long begin = System.nanoTime();
        while (!happened.getAsBoolean()) {
            if (System.nanoTime() - begin > PATIENCE_MS * 1_000_000) {
                throw new HostException("The demo waited " + PATIENCE_MS / 1000 + " s until " + what.get()
                        + ", in vain; this machine may be too busy, try --hosts 4");
            }
            pause();
        }
    }

    static void pause() {
        try {
            Thread.sleep(PAUSE_MS);
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
        hosts.forEach(DemoHost::kill);
        try {
            delete(folder);
        } catch (IOException e) {
            System.err.println("The folder " + folder + " of the demo stays, remove it yourself: " + e.getMessage());
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
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // Java is ending, and the hook does the rest.
            return;
        }
        hosts.forEach(DemoHost::forget);
        end();
    }
}
