package io.ledgerstone.gossip.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.gossip.protocol.MeshTrial.Mending;
import io.ledgerstone.gossip.protocol.MeshTrial.Spread;
import io.ledgerstone.gossip.protocol.MeshTrial.Telling;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Prints how a mesh fares: with {@code -Dtest=MeshFigures -Dtest.jvmArgs=-Dmesh.figures=true}. */
@EnabledIfSystemProperty(named = "mesh.figures", matches = "true")
final class MeshFigures {
    private static final int SEEDS = Integer.getInteger("mesh.seeds", 20);
    private static final int NODES = Integer.getInteger("mesh.nodes", 1_000);
    private static final PrintStream OUT = System.out;

    private static void print(String pattern, Object... values) {
        OUT.printf(Locale.ROOT, pattern + "%n", values);
    }

    @Test
    void sixteenNodes() {
        List<Double> copies = new ArrayList<>();
        for (int seed = 1; seed <= SEEDS; seed++) {
            Town town = MeshTrial.grown(seed, 16, 20_000);
            MeshTrial.tell(town, seed, 150, 200, 5_000);
            town.run(40_000);
            Telling told = MeshTrial.tell(town, seed + 1_000, 200, 100, 5_000);
            long missing = town.nodes.values().stream()
                    .mapToInt(node -> 3 - node.degree())
                    .sum();
            print(
                    "16 nodes, seed %d: copies %.1f, frames %.1f, hops p50 %d p99 %d max %d, complete %s, free places %d",
                    seed,
                    told.copies(),
                    told.frames(),
                    told.hops().at(0.5),
                    told.hops().at(0.99),
                    told.hops().max(),
                    told.complete(),
                    missing);
            copies.add(told.copies());
        }
        assertThat(copies).hasSize(SEEDS);
    }

    @Test
    void fourOfSixteenDie() {
        List<Long> linked = new ArrayList<>();
        List<Long> complete = new ArrayList<>();
        for (int seed = 1; seed <= 5 * SEEDS; seed++) {
            Mending mending = MeshTrial.kill(MeshTrial.grown(seed, 16, 20_000), seed, 4, 60_000);
            linked.add(mending.linkedMs() < 0 ? Long.MAX_VALUE : mending.linkedMs());
            complete.add(mending.completeMs() < 0 ? Long.MAX_VALUE : mending.completeMs());
        }
        printSpread("4 of 16 killed: linked again", linked);
        printSpread("4 of 16 killed: complete", complete);
        assertThat(linked).hasSize(5 * SEEDS);
    }

    private static void printSpread(String what, List<Long> valuesMs) {
        Spread spread = Spread.of(valuesMs);
        print("%s: p50 %d ms, p90 %d ms, max %d ms", what, spread.at(0.5), spread.at(0.9), spread.max());
    }

    @Test
    void broadcast() {
        for (long batchMs : List.of(5L, 20L, 250L, 500L)) {
            Telling told = MeshTrial.glomers(1, batchMs);
            print(
                    "broadcast, batch %d ms: frames %.2f, median %d ms, max %d ms, complete %s",
                    batchMs,
                    told.frames(),
                    told.delaysMs().at(0.5),
                    told.delaysMs().max(),
                    told.complete());
            assertThat(told.frames()).isPositive();
        }
    }

    @Test
    void aThousandNodes() {
        long startNs = System.nanoTime();
        Town town = MeshTrial.grown(1, NODES, 60_000);
        Telling warm = MeshTrial.tell(town, 1, 50, 300, 30_000);
        printLarge("warming up", warm, startNs);
        Telling told = MeshTrial.tell(town, 2, 50, 300, 30_000);
        printLarge("then", told, startNs);
        Mending mending = MeshTrial.kill(town, 3, NODES * 3 / 10, 60_000);
        print("%d nodes, 30 %% killed: linked %d ms, complete %d ms", NODES, mending.linkedMs(), mending.completeMs());
        printLarge("after that", MeshTrial.tell(town, 4, 50, 300, 30_000), startNs);
        assertThat(town.nodes).hasSize(NODES - NODES * 3 / 10);
    }

    private static void printLarge(String when, Telling told, long startNs) {
        print(
                "%d nodes, %s: copies/N %.3f, frames/N %.2f, hops p50 %d p99 %d max %d, to the last p50 %d max %d ms, complete %s (%d s)",
                NODES,
                when,
                told.copies() / NODES,
                told.frames() / NODES,
                told.hops().at(0.5),
                told.hops().at(0.99),
                told.hops().max(),
                told.delaysMs().at(0.5),
                told.delaysMs().max(),
                told.complete(),
                (System.nanoTime() - startNs) / 1_000_000_000);
    }
}
