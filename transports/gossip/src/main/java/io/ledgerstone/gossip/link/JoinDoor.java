package io.ledgerstone.gossip.link;

import static java.util.concurrent.TimeUnit.MINUTES;

import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where strangers ask to become a member. A few are answered at a time, each in a thread of its own; whoever is refused too often
 * is not listened to for a while. Belongs to the event loop.
 */
final class JoinDoor {
    private static final Logger LOG = LoggerFactory.getLogger(JoinDoor.class);
    private static final int AT_ONCE_MAX = 8;

    /** Addresses whose refusals are remembered. */
    private static final int ADDRESSES_MAX = 4_096;

    private final @Nullable JoinHandler handler;
    private final EventLoop loop;
    private final int refusedPerMinuteMax;
    private final Map<InetAddress, Deque<Long>> triedNs = new HashMap<>();
    private int underWay;

    JoinDoor(@Nullable JoinHandler handler, EventLoop loop, int refusedPerMinuteMax) {
        this.handler = handler;
        this.loop = loop;
        this.refusedPerMinuteMax = refusedPerMinuteMax;
    }

    /** A stranger has made its request. */
    void knock(Connection stranger, byte[] request) {
        JoinHandler answering = handler;
        byte[] publicKey = stranger.publicKey();
        if (answering == null) {
            stranger.refuse("this host takes no new members", false);
        } else if (publicKey == null) {
            stranger.refuse("joining needs TLS; start this host without --insecure", false);
        } else if (request.length == 0 || request.length > Wire.JOIN_BYTES_MAX) {
            stranger.refuse("a request to join has 1 to " + Wire.JOIN_BYTES_MAX + " bytes", false);
        } else if (underWay >= AT_ONCE_MAX) {
            stranger.refuse("too many want to join at once; try again", false);
        } else if (!mayTry(stranger.remoteComputer())) {
            stranger.refuse("too many refused requests from your address; wait a minute", false);
        } else {
            underWay++;
            Thread.ofVirtual().name("ledgerstone-join").start(() -> ask(answering, stranger, publicKey, request));
        }
    }

    /** In a thread of its own. */
    private void ask(JoinHandler answering, Connection stranger, byte[] publicKey, byte[] request) {
        try {
            byte[] answer = answering.admit(publicKey.clone(), request);
            if (answer.length > Wire.FRAME_BYTES_MAX) {
                throw new IllegalStateException(
                        "an answer of " + answer.length + " bytes; at most " + Wire.FRAME_BYTES_MAX + " are possible");
            }
            end(() -> {
                forgive(stranger.remoteComputer());
                stranger.answer(answer);
            });
        } catch (JoinRefused e) {
            String reason = String.valueOf(e.getMessage());
            end(() -> stranger.refuse(reason, false));
        } catch (RuntimeException e) {
            LOG.error("the request of {} to join could not be answered", stranger.remote(), e);
            end(() -> stranger.refuse("the request could not be answered; the log of the host says why", false));
        }
    }

    private void end(Runnable ending) {
        loop.execute(() -> {
            underWay--;
            ending.run();
        });
    }

    /** Counts a request as refused, until it is {@linkplain #forgive forgiven}: whoever leaves early gains nothing. */
    private boolean mayTry(InetAddress address) {
        long nowNs = System.nanoTime();
        forget(nowNs - MINUTES.toNanos(1));
        Deque<Long> times = triedNs.get(address);
        if (times == null) {
            // With no room to remember more, everybody waits.
            if (triedNs.size() >= ADDRESSES_MAX) {
                return false;
            }
            times = new ArrayDeque<>();
            triedNs.put(address, times);
        }
        if (times.size() >= refusedPerMinuteMax) {
            return false;
        }
        times.addLast(nowNs);
        return true;
    }

    private void forgive(InetAddress address) {
        Deque<Long> times = triedNs.get(address);
        if (times != null) {
            times.pollLast();
        }
    }

    private void forget(long untilNs) {
        Iterator<Deque<Long>> all = triedNs.values().iterator();
        while (all.hasNext()) {
            Deque<Long> times = all.next();
            while (!times.isEmpty() && times.getFirst() - untilNs < 0) {
                times.removeFirst();
            }
            if (times.isEmpty()) {
                all.remove();
            }
        }
    }
}
