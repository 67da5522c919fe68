package io.ledgerstone.gossip.protocol;

import io.ledgerstone.gossip.wire.Frame;
import io.ledgerstone.gossip.wire.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Questions of a node's own that have no answer yet; each gets one within ten seconds. Confined to one thread. */
final class OpenQuestions {
    private static final long PATIENCE_MS = 10_000;
    private static final int QUESTIONS_MAX = 256;

    private final int self;
    private final Membership membership;
    private final BiConsumer<Link, Frame> sender;
    private final Consumer<MeshOutput> output;
    private final Map<Long, Waiting> open = new LinkedHashMap<>();
    private long last;

    private record Waiting(
            int node,
            Question question,
            long dueMs,
            @Nullable String sentTo) {}

    /**
     * Nothing asked.
     *
     * @param sender sends a frame to a peer
     * @param output takes what else is to be done
     */
    OpenQuestions(int self, Membership membership, BiConsumer<Link, Frame> sender, Consumer<MeshOutput> output) {
        this.self = self;
        this.membership = membership;
        this.sender = sender;
        this.output = output;
    }

    long ask(int node, Question question, long nowMs) {
        long number = ++last;
        if (node == self) {
            open.put(number, new Waiting(node, question, nowMs + PATIENCE_MS, ""));
            output.accept(new MeshOutput.Asked(number, "", question));
            return number;
        }
        if (open.size() >= QUESTIONS_MAX) {
            refuse(number, "too many questions wait already; ask later");
            return number;
        }
        open.put(number, new Waiting(node, question, nowMs + PATIENCE_MS, null));
        Link link = membership.ofNode(node);
        Contact contact = membership.contacts().get(node);
        if (link != null) {
            send(link);
        } else if (contact != null) {
            membership.dial(contact.address(), nowMs);
        } else {
            refuse(number, "this node knows no node " + node + "; mesh graph shows which there are");
        }
        return number;
    }

    private void refuse(long number, String reason) {
        answered(number, new Answer.Refused(reason));
    }

    void answered(long number, Answer answer) {
        open.remove(number);
        output.accept(new MeshOutput.Answered(number, answer));
    }

    /** Sends a peer what waits for it. */
    void send(Link link) {
        open.replaceAll((number, waiting) -> {
            if (waiting.node != link.node || waiting.sentTo != null) {
                return waiting;
            }
            sender.accept(link, Frames.request(number, waiting.question));
            return new Waiting(waiting.node, waiting.question, waiting.dueMs, link.peer);
        });
    }

    void responded(Link link, Response response) {
        Waiting waiting = open.get(response.getNumber());
        if (waiting != null && link.peer.equals(waiting.sentTo)) {
            answered(response.getNumber(), Frames.answer(response));
        }
    }

    /** What a peer that is gone was asked is not answered any more. */
    void down(String peer, long nowMs) {
        open.replaceAll((number, waiting) ->
                peer.equals(waiting.sentTo) ? new Waiting(waiting.node, waiting.question, nowMs, null) : waiting);
    }

    void tick(long nowMs) {
        for (Map.Entry<Long, Waiting> one : List.copyOf(open.entrySet())) {
            if (nowMs >= one.getValue().dueMs) {
                refuse(one.getKey(), "node " + one.getValue().node + " does not answer; is it running?");
            }
        }
    }

    long nextTickMs() {
        return open.values().stream().mapToLong(Waiting::dueMs).min().orElse(Long.MAX_VALUE);
    }
}
