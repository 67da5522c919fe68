package io.ledgerstone.gossip;

import io.ledgerstone.gossip.protocol.Answer;
import io.ledgerstone.gossip.protocol.MeshNode;
import io.ledgerstone.gossip.protocol.MeshOutput;
import io.ledgerstone.gossip.protocol.Question;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Questions that this host asks of nodes, and those that nodes ask of it. Confined to the mesh's thread, but for {@link #ask}. */
final class QuestionDesk {
    private final MeshNode node;
    private final MeshLoop loop;
    private final Map<Long, CompletableFuture<Answer>> open = new HashMap<>();

    QuestionDesk(MeshNode node, MeshLoop loop) {
        this.node = node;
        this.loop = loop;
    }

    /** Asks a node something. Any thread. */
    CompletableFuture<Answer> ask(int ofNode, Question question) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        loop.execute(() -> open.put(node.ask(ofNode, question, loop.nowMs()), answer));
        return answer;
    }

    void answered(MeshOutput.Answered answered) {
        CompletableFuture<Answer> question = open.remove(answered.number());
        if (question != null) {
            question.complete(answered.answer());
        }
    }

    /** Answers a question from the ledger of messages, if there is one. */
    void answer(MeshOutput.Asked asked, @Nullable SharedLedger messages) {
        if (messages == null) {
            node.answer(asked.number(), asked.peer(), new Answer.Refused("this node shares no messages"));
            return;
        }
        MessageDesk desk = new MessageDesk(messages.ledger);
        Thread.startVirtualThread(() -> {
            Answer answer = asked.question() instanceof Question.Census ? null : desk.answer(asked.question());
            loop.execute(() -> node.answer(asked.number(), asked.peer(), answer == null ? node.census() : answer));
        });
    }
}
