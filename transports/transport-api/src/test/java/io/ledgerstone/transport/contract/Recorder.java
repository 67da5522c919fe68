package io.ledgerstone.transport.contract;

import io.ledgerstone.transport.TransportListener;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A listener that writes down what it hears, and what is wrong with the order or the threads in which it hears it. */
public final class Recorder implements TransportListener {
    private final AtomicInteger inside = new AtomicInteger();
    private final List<Heard> heard = new ArrayList<>();
    private final List<String> wrongs = new ArrayList<>();
    private final Set<String> up = new HashSet<>();
    private boolean isOver;
    private volatile Thread caller = Thread.currentThread();
    private volatile Consumer<String> atUp = peer -> {};
    private volatile BiConsumer<String, byte[]> atFrame = (peer, frame) -> {};

    /** One thing that was heard. */
    public sealed interface Heard {
        /** A peer came. */
        record Up(String peer) implements Heard {}

        /** A peer went. */
        record Down(String peer, String reason) implements Heard {}

        /** A frame came; its bytes as text, a character a byte. */
        record Frame(String peer, String bytes) implements Heard {}

        /** There is room again. */
        record Writable(String peer) implements Heard {}

        /** A dial led nowhere. */
        record Unreachable(String address, String reason) implements Heard {}
    }

    /** Does something whenever a peer comes, from within the listener. */
    public void atUp(Consumer<String> what) {
        atUp = what;
    }

    /** Does something with every frame, from within the listener. */
    public void atFrame(BiConsumer<String, byte[]> what) {
        atFrame = what;
    }

    @Override
    public void up(String peer) {
        enter();
        synchronized (this) {
            note(new Heard.Up(peer), up.add(peer), "up although it was up");
        }
        atUp.accept(peer);
        leave();
    }

    @Override
    public void down(String peer, String reason) {
        enter();
        synchronized (this) {
            note(
                    new Heard.Down(peer, reason),
                    up.remove(peer) && !reason.isBlank(),
                    "down without being up, or a reason");
        }
        leave();
    }

    @Override
    public void received(String peer, byte[] frame) {
        enter();
        synchronized (this) {
            note(new Heard.Frame(peer, text(frame)), up.contains(peer), "a frame from one that is not up");
        }
        atFrame.accept(peer, frame);
        leave();
    }

    @Override
    public void writable(String peer) {
        enter();
        synchronized (this) {
            note(new Heard.Writable(peer), up.contains(peer), "room for one that is not up");
        }
        leave();
    }

    @Override
    public void unreachable(String address, String reason) {
        enter();
        synchronized (this) {
            note(new Heard.Unreachable(address, reason), !reason.isBlank(), "unreachable without a reason");
        }
        leave();
    }

    /** From here on, hearing anything is wrong. */
    public synchronized void over() {
        isOver = true;
        if (!up.isEmpty()) {
            wrongs.add("closed without a word about " + up);
        }
    }

    /** All that was heard so far. */
    public synchronized List<Heard> heard() {
        return List.copyOf(heard);
    }

    /** What was heard of one kind. */
    public <T extends Heard> List<T> heard(Class<T> kind) {
        return heard().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Whether something was heard at least once. */
    public synchronized boolean has(Heard what) {
        return heard.contains(what);
    }

    /** The frames of one peer, as text, without those that came again. */
    public Set<String> framesOf(String peer) {
        Set<String> frames = new HashSet<>();
        heard(Heard.Frame.class).stream()
                .filter(frame -> frame.peer().equals(peer))
                .forEach(frame -> frames.add(frame.bytes()));
        return frames;
    }

    /** What was wrong with what was heard; empty if nothing. */
    public synchronized List<String> wrongs() {
        return List.copyOf(wrongs);
    }

    /** A frame as text, a character a byte. */
    public static String text(byte[] frame) {
        return new String(frame, StandardCharsets.ISO_8859_1);
    }

    private void note(Heard what, boolean isRight, String otherwise) {
        heard.add(what);
        if (!isRight) {
            wrongs.add(otherwise + ": " + what);
        }
        if (isOver) {
            wrongs.add("heard after close: " + what);
        }
    }

    /** Only the outermost call counts: a listener that closes its transport is called from within itself. */
    private void enter() {
        int callers = inside.incrementAndGet();
        Thread before = caller;
        if (callers > 1 && !before.equals(Thread.currentThread())) {
            synchronized (this) {
                wrongs.add("called by two threads at once: " + before + " and " + Thread.currentThread());
            }
        }
        caller = Thread.currentThread();
    }

    private void leave() {
        inside.decrementAndGet();
    }
}
