package io.ledgerstone.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The least that makes bytes durable: a file filled with zeros ahead of the data, a queue, and one thread that takes whatever is
 * queued, writes it with one write and forces it with one fsync. No keys, no order, no checks, no index. What the disk allows.
 */
final class PlainFile implements AutoCloseable {
    private static final int GROUP_MAX = 10_000;
    private static final int ZEROS_BYTES = 1 << 20;

    private final BlockingQueue<Append> queue = new LinkedBlockingQueue<>();
    private final FileChannel channel;
    private final Thread thread;
    private ByteBuffer buffer = ByteBuffer.allocateDirect(ZEROS_BYTES);
    private long end;
    private long filledTo;
    private volatile boolean closing;

    private record Append(ByteBuffer bytes, CompletableFuture<Void> done) {}

    PlainFile(Path path) throws IOException {
        channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        fillAhead();
        channel.force(true);
        thread = Thread.ofPlatform().name("plain file").start(this::run);
    }

    /** Appends bytes; completes when they are durable. */
    CompletableFuture<Void> append(byte[] bytes) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        queue.add(new Append(ByteBuffer.wrap(bytes), done));
        return done;
    }

    private void run() {
        List<Append> group = new ArrayList<>();
        try {
            while (!closing || !queue.isEmpty()) {
                group.clear();
                group.add(queue.take());
                queue.drainTo(group, GROUP_MAX - 1);
                write(group);
                group.forEach(append -> append.done.complete(null));
            }
        } catch (IOException e) {
            group.forEach(append -> append.done.completeExceptionally(e));
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    private void write(List<Append> group) throws IOException {
        int bytes = group.stream().mapToInt(append -> append.bytes.remaining()).sum();
        if (buffer.capacity() < bytes) {
            buffer = ByteBuffer.allocateDirect(2 * bytes);
        }
        buffer.clear();
        group.forEach(append -> buffer.put(append.bytes));
        buffer.flip();
        while (buffer.hasRemaining()) {
            end += channel.write(buffer, end);
        }
        fillAhead();
        channel.force(false);
    }

    private void fillAhead() throws IOException {
        if (end >= filledTo) {
            filledTo = end + channel.write(ByteBuffer.allocate(ZEROS_BYTES), end);
        }
    }

    @Override
    public void close() throws IOException {
        closing = true;
        append(new byte[0]).join();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        channel.close();
    }
}
