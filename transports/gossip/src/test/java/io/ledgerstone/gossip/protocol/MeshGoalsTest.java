package io.ledgerstone.gossip.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.gossip.protocol.MeshTrial.Mending;
import io.ledgerstone.gossip.protocol.MeshTrial.Telling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a mesh promises in figures; {@link MeshFigures} prints more of them. */
final class MeshGoalsTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 4, 5, 7, 10})
    void sixteenNodesTellOverFourLinksWithOneCopyForEachEnd(long seed) {
        Town town = MeshTrial.grown(seed, 16, 20_000);
        MeshTrial.tell(town, seed, 150, 200, 5_000);
        town.run(40_000);
        Telling told = MeshTrial.tell(town, seed + 1_000, 200, 100, 5_000);
        assertThat(town.nodes.values()).as("seed %d", seed).allMatch(node -> node.degree() == 3);
        assertThat(told.complete()).as("seed %d", seed).isTrue();
        assertThat(told.copies()).as("copies, seed %d", seed).isLessThanOrEqualTo(33);
        assertThat(told.frames()).as("frames of any kind, seed %d", seed).isLessThanOrEqualTo(36);
        assertThat(told.hops().at(0.99)).as("links, seed %d", seed).isLessThanOrEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void withoutAQuarterTheOthersAreLinkedInThreeSecondsAndMissNothing(long seed) {
        Mending mending = MeshTrial.kill(MeshTrial.grown(seed, 16, 20_000), seed, 4, 15_000);
        assertThat(mending.linkedMs()).as("linked again, seed %d", seed).isBetween(0L, 3_000L);
        assertThat(mending.completeMs()).as("complete, seed %d", seed).isBetween(0L, 15_000L);
    }

    /** There reads are operations, too, one for each broadcast, and cost no frames: operations there are twice as cheap as here. */
    @ParameterizedTest
    @CsvSource({"20, 24.5, 400, 600", "250, 20, 1000, 2000"})
    void broadcastIsWithinTheBoundsOfGossipGlomers(long batchMs, double frames, long medianMs, long maxMs) {
        Telling told = MeshTrial.glomers(1, batchMs);
        assertThat(told.complete()).isTrue();
        assertThat(told.frames()).as("frames an operation").isLessThanOrEqualTo(frames);
        assertThat(told.delaysMs().at(0.5)).as("median delay").isLessThanOrEqualTo(medianMs);
        assertThat(told.delaysMs().max()).as("longest delay").isLessThanOrEqualTo(maxMs);
    }

    @Test
    void aThousandNodesTellAlongAShortTreeAndSurviveTheDeathOfThreeInTen() {
        Town town = MeshTrial.grown(1, 1_000, 30_000);
        MeshTrial.tell(town, 1, 30, 300, 30_000);
        Telling told = MeshTrial.tell(town, 2, 20, 300, 30_000);
        assertThat(told.complete()).isTrue();
        assertThat(told.copies()).as("copies").isLessThanOrEqualTo(1_200);
        assertThat(told.hops().at(0.99)).as("links").isLessThanOrEqualTo(11);
        assertThat(told.hops().max()).as("links").isLessThanOrEqualTo(12);
        assertThat(told.delaysMs().max()).as("complete").isLessThanOrEqualTo(30_000);
        Mending mending = MeshTrial.kill(town, 3, 300, 30_000);
        assertThat(mending.linkedMs()).as("linked again").isBetween(0L, 10_000L);
        assertThat(mending.completeMs()).as("complete").isBetween(0L, 30_000L);
    }
}
