package io.ledgerstone.gossip.link;

import io.ledgerstone.transport.TransportListener;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the listener what happened, one thing at a time and in order. The event loop puts in, the listener's thread takes out.
 * Frames are bounded by who puts them in: a connection is not read from while too much of it waits here.
 */
final class Delivery {
    /** After so many the thread is left to others. */
    private static final int AT_ONCE_MAX = 64;

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private final TransportListener listener;
    private final Executor thread;
    private final Queue<News> waiting = new ArrayDeque<>();
    private boolean isScheduled;

    /** Held while the listener is called. */
    private final ReentrantLock calling = new ReentrantLock();

    /** Whom the listener believes to be up. */
    private final Set<String> heardUp = new LinkedHashSet<>();

    private boolean isOver;

    sealed interface News {
        record Up(String peer) implements News {}

        record Down(String peer, String reason) implements News {}

        /** The source is told when the frame was heard. */
        @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
        record Frame(String peer, byte[] bytes, Connection source) implements News {}

        record Room(String peer) implements News {}

        record Unreachable(String address, String reason) implements News {}
    }

    Delivery(TransportListener listener, Executor thread) {
        this.listener = listener;
        this.thread = thread;
    }

    void add(News news) {
        synchronized (waiting) {
            waiting.add(news);
            if (isScheduled) {
                return;
            }
            isScheduled = true;
        }
        schedule();
    }

    /** Tells that all are down, in this thread, and nothing more once this has returned. */
    void close(String reason) {
        calling.lock();
        try {
            if (isOver) {
                return;
            }
            isOver = true;
            for (String peer : List.copyOf(heardUp)) {
                call(() -> listener.down(peer, reason));
            }
            heardUp.clear();
        } finally {
            calling.unlock();
        }
        synchronized (waiting) {
            waiting.clear();
        }
    }

    private void schedule() {
        try {
            thread.execute(this::deliver);
        } catch (RejectedExecutionException e) {
            LOG.debug("the listener's thread takes nothing more; what happens on the links is not heard", e);
        }
    }

    private void deliver() {
        for (int i = 0; i < AT_ONCE_MAX; i++) {
            News news = next();
            if (news == null) {
                return;
            }
            calling.lock();
            try {
                if (!isOver) {
                    call(() -> tell(news));
                }
            } finally {
                calling.unlock();
            }
            if (news instanceof News.Frame frame) {
                frame.source().heard(frame.bytes());
            }
        }
        schedule();
    }

    private @Nullable News next() {
        synchronized (waiting) {
            News news = waiting.poll();
            isScheduled = news != null;
            return news;
        }
    }

    private void tell(News news) {
        switch (news) {
            case News.Up up -> {
                heardUp.add(up.peer());
                listener.up(up.peer());
            }
            case News.Down down -> {
                heardUp.remove(down.peer());
                listener.down(down.peer(), down.reason());
            }
            case News.Frame frame -> listener.received(frame.peer(), frame.bytes());
            case News.Room room -> listener.writable(room.peer());
            case News.Unreachable un -> listener.unreachable(un.address(), un.reason());
        }
    }

    private static void call(Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException e) {
            LOG.error("the listener of a transport failed; the transport goes on", e);
        }
    }
}
