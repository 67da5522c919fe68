package io.ledgerstone.gossip.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.ledgerstone.gossip.wire.Alive;
import io.ledgerstone.gossip.wire.Bye;
import io.ledgerstone.gossip.wire.Contact;
import io.ledgerstone.gossip.wire.Frame;
import io.ledgerstone.gossip.wire.Frame.BodyCase;
import io.ledgerstone.gossip.wire.Gossip;
import io.ledgerstone.gossip.wire.Neighbour;
import io.ledgerstone.gossip.wire.Notice;
import io.ledgerstone.gossip.wire.Prune;
import io.ledgerstone.gossip.wire.Want;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.EntryId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What one node says to what its peers say. */
final class MeshNodeFramesTest {
    private static final long TIME = 1_790_000_000L;

    private final Solo solo = new Solo();

    private static Frame.Builder gossip(Entry... entries) {
        Gossip.Builder gossip = Gossip.newBuilder().setLedger(LightLedger.NAME).setHops(1);
        Arrays.stream(entries).map(WireEntries::write).forEach(gossip::addEntries);
        return Frame.newBuilder().setGossip(gossip);
    }

    private static Frame.Builder notice(String ledger, ByteString ids) {
        return Frame.newBuilder()
                .setNotice(Notice.newBuilder().setLedger(ledger).setIds(ids));
    }

    private static Frame.Builder want(String ledger, EntryId id) {
        return Frame.newBuilder().setWant(Want.newBuilder().setLedger(ledger).setIds(Frames.ids(List.of(id))));
    }

    // ------------------------------------------------------------------------------------------------------ packing

    @Test
    void whatIsTimeToTellTogetherGoesInOneFrame() {
        solo.neighbour(2);
        solo.append(LightLedger.message(TIME, 1, "goes at once"));
        solo.sent(2);
        solo.append(LightLedger.message(TIME + 1, 1, "waits for others"));
        solo.append(LightLedger.message(TIME + 2, 1, "so does this"));
        solo.run(5);
        List<Frame> frames = solo.sent(2);
        assertThat(frames).hasSize(1);
        assertThat(frames.getFirst().getNews().getGossipList())
                .map(gossip -> gossip.getEntriesCount())
                .containsExactly(1, 1);
    }

    @Test
    void aFrameTakesNoMoreThanItMay() {
        solo.neighbour(2);
        solo.append(LightLedger.message(TIME, 1, "goes at once"));
        solo.sent(2);
        String text = "x".repeat(1_000);
        for (int i = 1; i <= 150; i++) {
            solo.append(LightLedger.message(TIME + i, 1, text));
        }
        solo.run(5);
        List<Frame> frames = solo.sent(2);
        assertThat(frames).hasSizeBetween(4, 6);
        assertThat(frames).allMatch(frame -> frame.getSerializedSize() <= Frames.ENTRIES_BYTES_MAX);
        assertThat(frames.stream()
                        .mapToInt(frame -> frame.getNews().getGossipCount())
                        .sum())
                .isEqualTo(150);
    }

    // ----------------------------------------------------------------------------------------------------- liveness

    @Test
    void anIdleNeighbourHearsSomethingEveryTwoSecondsForTwentyBytesASecond() {
        solo.neighbour(2);
        speak(60);
        long before = trafficBytes();
        for (int i = 0; i < 300; i++) {
            solo.sent(2);
            speak(2);
            assertThat(solo.sent(2)).as("after %d s", 60 + 2 * i).isNotEmpty();
        }
        assertThat(solo.hungUp).doesNotContain("2");
        assertThat((trafficBytes() - before) / 600.0).as("bytes a second").isLessThanOrEqualTo(20);
    }

    private void speak(int seconds) {
        for (int second = 0; second < seconds; second++) {
            solo.run(1_000);
            solo.receive(2, Frame.newBuilder().setAlive(Alive.getDefaultInstance()));
        }
    }

    /** With the header of each frame. */
    private long trafficBytes() {
        MeshStatus.Peer peer = solo.mesh.status().neighbours().getFirst();
        return peer.bytesOut() + 5 * peer.framesOut();
    }

    @Test
    void aSilentNeighbourIsLetGoInEightSecondsAndATalkingOneIsKept() {
        solo.neighbour(2);
        solo.neighbour(3);
        for (int second = 0; second < 8; second++) {
            solo.run(1_000);
            solo.receive(2, Frame.newBuilder().setAlive(Alive.getDefaultInstance()));
        }
        assertThat(solo.hungUp).containsExactly("3");
    }

    @Test
    void whoMissedAGoodbyeIsToldAgain() {
        solo.neighbour(2);
        solo.greeted(3);
        solo.receive(3, Frame.newBuilder().setAlive(Alive.getDefaultInstance()));
        solo.receive(2, Frame.newBuilder().setAlive(Alive.getDefaultInstance()));
        assertThat(solo.sent(3, BodyCase.BYE)).hasSize(1);
        assertThat(solo.sent(2, BodyCase.BYE)).isEmpty();
    }

    // -------------------------------------------------------------------------------------------------- neighbours

    @Test
    void whoIsRefusedIsToldWhoElseWasRefusedLately() {
        IntStream.rangeClosed(2, 4).forEach(solo::neighbour);
        for (int node : List.of(5, 6)) {
            solo.greeted(node);
            solo.receive(node, Solo.ask(Neighbour.Kind.ASK));
        }
        Neighbour first = solo.sent(5, BodyCase.NEIGHBOUR).getLast().getNeighbour();
        Neighbour second = solo.sent(6, BodyCase.NEIGHBOUR).getLast().getNeighbour();
        assertThat(first.getKind()).isEqualTo(Neighbour.Kind.NO);
        assertThat(first.getLooking()).isZero();
        assertThat(second.getKind()).isEqualTo(Neighbour.Kind.NO);
        assertThat(second.getLooking()).isEqualTo(1);
        assertThat(second.getOthers(0).getNode()).isEqualTo(5);
    }

    @Test
    void mixingBringsThoseTogetherThatAreGivenUp() {
        IntStream.rangeClosed(2, 4).forEach(solo::neighbour);
        solo.greeted(5);
        Contact offered = Contact.newBuilder().setNode(9).setAddress("node-9").build();
        solo.receive(
                5,
                Frame.newBuilder()
                        .setNeighbour(Neighbour.newBuilder()
                                .setKind(Neighbour.Kind.MIX)
                                .addOthers(offered)));
        Neighbour yes = solo.sent(5, BodyCase.NEIGHBOUR).getLast().getNeighbour();
        assertThat(yes.getKind()).isEqualTo(Neighbour.Kind.YES);
        int given = yes.getOthers(0).getNode();
        assertThat(given).isBetween(2, 4);
        Bye bye = solo.sent(given, BodyCase.BYE).getFirst().getBye();
        assertThat(bye.getOthers(0).getNode()).isEqualTo(9);
        assertThat(solo.mesh.census().neighbours()).hasSize(3).contains(5).doesNotContain(given);
    }

    @Test
    void whoComesAndGoesDoesNotDriveOutTheOthers() {
        IntStream.rangeClosed(2, 4).forEach(solo::neighbour);
        solo.greeted(5);
        solo.receive(5, Solo.ask(Neighbour.Kind.PLEAD));
        assertThat(solo.mesh.census().neighbours()).contains(5);
        solo.receive(5, Frame.newBuilder().setBye(Bye.getDefaultInstance()));
        solo.neighbour(6);
        solo.receive(5, Solo.ask(Neighbour.Kind.PLEAD));
        assertThat(solo.mesh.census().neighbours()).hasSize(3).doesNotContain(5);
        assertThat(solo.sent(5, BodyCase.NEIGHBOUR).getLast().getNeighbour().getKind())
                .isEqualTo(Neighbour.Kind.NO);
    }

    @Test
    void inALargeMeshTheOnlyNeighbourThatSendsEntriesIsKept() {
        for (int node = 2; node <= 40; node++) {
            solo.greeted(node);
        }
        int last = 1 + MeshSettings.NEIGHBOURS_LARGE;
        for (int node = 2; node <= last; node++) {
            solo.receive(node, Solo.ask(Neighbour.Kind.ASK));
        }
        assertThat(solo.mesh.status().large()).isTrue();
        for (int node = 3; node <= last; node++) {
            solo.receive(node, Frame.newBuilder().setPrune(Prune.getDefaultInstance()));
        }
        for (int node = last + 1; node <= 2 * last; node++) {
            solo.receive(node, Solo.ask(Neighbour.Kind.MIX));
            solo.receive(node, Frame.newBuilder().setPrune(Prune.getDefaultInstance()));
        }
        assertThat(solo.mesh.census().neighbours())
                .hasSize(MeshSettings.NEIGHBOURS_LARGE)
                .contains(2);
    }

    // ------------------------------------------------------------------------------------------------------ bounds

    @Test
    void tooManyIdsAreMalformed() {
        solo.neighbour(2);
        solo.neighbour(3);
        byte[] most = new byte[Frames.IDS_MAX * 16];
        for (int i = 0; i < 20; i++) {
            solo.receive(2, notice(LightLedger.NAME, ByteString.copyFrom(most)));
            solo.receive(
                    3, notice(LightLedger.NAME, ByteString.copyFrom(most).concat(ByteString.copyFrom(most, 0, 16))));
        }
        assertThat(solo.hungUp).containsExactly("3");
    }

    @Test
    void whatIsNotSharedIsNeitherAskedForNorHandedOut() {
        solo.neighbour(2);
        Entry entry = LightLedger.message(TIME, 1, "for who shares it");
        solo.append(entry);
        solo.sent(2);
        solo.receive(2, want("another", entry.id()));
        assertThat(solo.sent(2)).isEmpty();
        solo.receive(2, want(LightLedger.NAME, entry.id()));
        assertThat(solo.sent(2, BodyCase.GOSSIP)).hasSize(1);

        solo.receive(2, notice("another", Frames.ids(List.of(new EntryId(1, 1)))));
        solo.receive(2, notice(LightLedger.NAME, Frames.ids(List.of(new EntryId(2, 2)))));
        solo.run(1_000);
        List<Frame> wants = solo.sent(2, BodyCase.WANT);
        assertThat(wants).hasSize(1);
        assertThat(wants.getFirst().getWant().getLedger()).isEqualTo(LightLedger.NAME);
    }

    @Test
    void whoTellsOfWhatThereIsNotFillsOnlyItsOwnShare() {
        solo.neighbour(2);
        solo.neighbour(3);
        List<EntryId> invented = new ArrayList<>();
        for (int i = 0; i < 3 * Frames.IDS_MAX; i++) {
            invented.add(new EntryId(7, i));
        }
        for (int from = 0; from < invented.size(); from += Frames.IDS_MAX) {
            solo.receive(2, notice(LightLedger.NAME, Frames.ids(invented.subList(from, from + Frames.IDS_MAX))));
        }
        EntryId real = new EntryId(8, 8);
        solo.receive(3, notice(LightLedger.NAME, Frames.ids(List.of(real))));
        solo.run(500);
        assertThat(asked(2)).hasSize(Frames.IDS_MAX);
        assertThat(asked(3)).containsExactly(real);
    }

    private List<EntryId> asked(int node) {
        return solo.sent(node, BodyCase.WANT).stream()
                .flatMap(frame ->
                        Objects.requireNonNull(Frames.ids(frame.getWant().getIds())).stream())
                .toList();
    }

    @Test
    void aFloodOfNoticesMakesANodeForgetNothing() {
        solo.neighbour(2);
        solo.neighbour(3);
        Entry entry = LightLedger.message(TIME, 1, "here");
        solo.append(entry);
        for (int i = 0; i < 20; i++) {
            List<EntryId> invented = new ArrayList<>();
            for (int k = 0; k < Frames.IDS_MAX; k++) {
                invented.add(new EntryId(i, k));
            }
            solo.receive(2, notice(LightLedger.NAME, Frames.ids(invented)));
            solo.run(1_000);
        }
        solo.receive(3, gossip(entry));
        assertThat(solo.insertions).isEmpty();
    }

    @Test
    void whatCameByReconciliationFirstIsStillToldOnce() {
        solo.neighbour(2);
        solo.neighbour(3);
        Entry entry = LightLedger.message(TIME, 2, "twice");
        solo.mesh.synced(LightLedger.NAME, "2", List.of(entry), 0, solo.nowMs);
        solo.sent(3);
        for (int i = 0; i < 2; i++) {
            solo.receive(2, gossip(entry));
            solo.insertions.forEach(came -> solo.mesh.inserted(came, List.of(), 0, solo.nowMs));
            solo.insertions.clear();
            solo.run(10);
        }
        assertThat(solo.sent(3, BodyCase.GOSSIP)).hasSize(1);
    }
}
