package io.ledgerstone.host.channel;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;

/** Lines that wait for the relay to fetch them. Beyond a bound more are lost, as on the channel itself, and counted. */
final class SendQueue {
    /** Characters that wait at most: an hour and more of sending in the game. */
    static final int CHARACTERS_MAX = 8 << 20;

    /** Lines that wait at most. */
    static final int LINES_MAX = 4096;

    /** Characters of one answer, unless a single line has more. */
    static final int ANSWER_CHARACTERS_MAX = 2 << 20;

    private final ArrayDeque<Waiting> lines = new ArrayDeque<>();
    private int characters;
    private long lost;

    private record Waiting(ObjectNode line, int characters) {}

    void add(ObjectNode line) {
        int size = line.path("payload").asText().length();
        if (lines.size() >= LINES_MAX || characters + size > CHARACTERS_MAX) {
            lost++;
            return;
        }
        lines.add(new Waiting(line, size));
        characters += size;
    }

    /** Moves the oldest to an answer, as many as fit. */
    void moveTo(ArrayNode answer) {
        int moved = 0;
        for (Waiting next = lines.peek(); next != null; next = lines.peek()) {
            if (moved > 0 && moved + next.characters > ANSWER_CHARACTERS_MAX) {
                return;
            }
            lines.remove();
            answer.add(next.line);
            moved += next.characters;
            characters -= next.characters;
        }
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    long lost() {
        return lost;
    }
}
