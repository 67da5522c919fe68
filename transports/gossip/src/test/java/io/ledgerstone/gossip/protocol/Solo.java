package io.ledgerstone.gossip.protocol;

import io.ledgerstone.gossip.wire.Frame;
import io.ledgerstone.gossip.wire.Hello;
import io.ledgerstone.gossip.wire.LedgerName;
import io.ledgerstone.gossip.wire.Neighbour;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.sync.LedgerSync;
import io.ledgerstone.ledger.sync.SyncPace;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/** One node, number 1, whose peers are played by a test. */
final class Solo {
    final MeshNode mesh;
    final List<String> hungUp = new ArrayList<>();
    final List<String> dialed = new ArrayList<>();
    final List<Insertion> insertions = new ArrayList<>();
    long nowMs = 1;
    private final List<Sent> sent = new ArrayList<>();

    private record Sent(String peer, Frame frame) {}

    Solo() {
        Random random = new Random(1);
        MeshSettings settings = new MeshSettings(1, "solo", () -> "node-1", List.of("seed"), List.of(), 3, 5);
        mesh = new MeshNode(settings, random::nextInt, () -> nowMs);
        mesh.start(nowMs);
        LightLedger ledger = new LightLedger();
        LedgerSync sync = new LedgerSync(
                LightLedger.NAME, LightLedger.CODEC, peer -> ledger.index(), random::nextInt, SyncPace.DEFAULT);
        mesh.addLedger(LightLedger.NAME, KeyLayout.CROSS_REALM, sync, nowMs);
        look();
    }

    /** A peer comes, says who it is and becomes a neighbour. */
    void neighbour(int node) {
        greeted(node);
        receive(node, ask(Neighbour.Kind.PLEAD));
    }

    /** A peer comes and says who it is. */
    void greeted(int node) {
        mesh.up(Integer.toString(node), nowMs);
        Hello.Builder hello = Hello.newBuilder().setNode(node).setAddress("node-" + node);
        hello.addLedgers(LedgerName.newBuilder().setName(LightLedger.NAME).setLayout(1));
        receive(node, Frame.newBuilder().setHello(hello));
    }

    static Frame.Builder ask(Neighbour.Kind kind) {
        return Frame.newBuilder().setNeighbour(Neighbour.newBuilder().setKind(kind));
    }

    void receive(int node, Frame.Builder frame) {
        mesh.receive(Integer.toString(node), frame.build().toByteArray(), nowMs);
        look();
    }

    void append(Entry... entries) {
        mesh.appended(LightLedger.NAME, List.of(entries), List.of(), nowMs);
        look();
    }

    /** Lets time pass, a tick at a time. */
    void run(long ms) {
        long end = nowMs + ms;
        while (mesh.nextTickMs(nowMs) <= end) {
            nowMs = mesh.nextTickMs(nowMs);
            mesh.tick(nowMs);
            look();
        }
        nowMs = end;
    }

    private void look() {
        for (MeshOutput output : mesh.drain()) {
            switch (output) {
                case MeshOutput.Send send ->
                    sent.add(new Sent(send.peer(), Objects.requireNonNull(Frames.read(send.frame()))));
                case MeshOutput.HangUp hangUp -> hungUp.add(hangUp.peer());
                case MeshOutput.Dial dial -> dialed.add(dial.address());
                case MeshOutput.Insert insert -> insertions.add(insert.insertion());
                default -> {}
            }
        }
    }

    /** What a peer was sent since this was asked last. */
    List<Frame> sent(int node) {
        String peer = Integer.toString(node);
        List<Frame> frames = sent.stream()
                .filter(one -> one.peer.equals(peer))
                .map(Sent::frame)
                .toList();
        sent.removeIf(one -> one.peer.equals(peer));
        return frames;
    }

    /** The same, of one kind. */
    List<Frame> sent(int node, Frame.BodyCase kind) {
        return sent(node).stream().filter(frame -> frame.getBodyCase() == kind).toList();
    }

    boolean isNeighbour(int node) {
        return mesh.census().neighbours().contains(node);
    }
}
