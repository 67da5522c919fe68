package io.ledgerstone.host.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/** How much waits for a relay that does not come. */
class SendQueueTest {
    private final SendQueue queue = new SendQueue();

    private static ObjectNode line(int number, int characters) {
        return JsonNodeFactory.instance.objectNode().put("number", number).put("payload", "x".repeat(characters));
    }

    private ArrayNode answer() {
        ArrayNode answer = JsonNodeFactory.instance.arrayNode();
        queue.moveTo(answer);
        return answer;
    }

    @Test
    void linesComeInOrderAndAnAnswerHasAsManyAsFit() {
        int half = SendQueue.ANSWER_CHARACTERS_MAX / 2;
        for (int i = 0; i < 5; i++) {
            queue.add(line(i, half));
        }
        assertThat(answer()).extracting(line -> line.path("number").asInt()).containsExactly(0, 1);
        assertThat(answer()).extracting(line -> line.path("number").asInt()).containsExactly(2, 3);
        assertThat(queue.isEmpty()).isFalse();
        assertThat(answer()).extracting(line -> line.path("number").asInt()).containsExactly(4);
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void lineThatIsLargerThanAnAnswerComesAlone() {
        queue.add(line(0, SendQueue.ANSWER_CHARACTERS_MAX + 1));
        queue.add(line(1, 1));
        assertThat(answer()).hasSize(1);
        assertThat(answer()).hasSize(1);
    }

    @Test
    void whatIsTooMuchIsLostAndCountedUntilThereIsRoom() {
        int quarter = SendQueue.CHARACTERS_MAX / 4;
        for (int i = 0; i < 5; i++) {
            queue.add(line(i, quarter));
        }
        assertThat(queue.lost()).isEqualTo(1);
        assertThat(answer()).hasSize(1);
        queue.add(line(5, quarter));
        assertThat(queue.lost()).isEqualTo(1);
        for (int i = 0; i < SendQueue.LINES_MAX; i++) {
            queue.add(line(i, 0));
        }
        assertThat(queue.lost()).isEqualTo(5);
    }
}
