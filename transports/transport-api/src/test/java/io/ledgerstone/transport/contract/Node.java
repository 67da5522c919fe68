package io.ledgerstone.transport.contract;

import io.ledgerstone.transport.Dialing;
import io.ledgerstone.transport.Transport;
import java.nio.charset.StandardCharsets;

/** A node of a contract test: its transport, and what its listener heard. */
record Node(String name, Transport transport, Recorder recorder) {

    Dialing dialing() {
        return (Dialing) transport;
    }

    boolean send(Node to, String frame) {
        return transport.send(to.name, frame.getBytes(StandardCharsets.ISO_8859_1));
    }

    boolean hears(Node from, String frame) {
        return recorder.has(new Recorder.Heard.Frame(from.name, frame));
    }

    boolean isPeerOf(Node other) {
        return recorder.has(new Recorder.Heard.Up(other.name))
                && transport.peers().contains(other.name);
    }

    boolean heardDown(Node other) {
        return recorder.heard(Recorder.Heard.Down.class).stream()
                .anyMatch(down -> down.peer().equals(other.name));
    }

    /** The reason given when another went last. */
    String downReason(Node other) {
        return recorder.heard(Recorder.Heard.Down.class).stream()
                .filter(down -> down.peer().equals(other.name))
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .reason();
    }

    void close() {
        transport.close();
        recorder.over();
    }
}
