package io.ledgerstone.gossip.protocol;

import io.ledgerstone.ledger.entry.EntryId;
import io.ledgerstone.transport.memory.LinkQuality;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Measures how a mesh fares. One seed gives the same figures each time. */
final class MeshTrial {
    private static final LinkQuality SLOW = LinkQuality.GOOD.delayed(100, 100);

    private MeshTrial() {}

    /** Values of which shares are asked for. */
    record Spread(List<Long> sorted) {
        static Spread of(List<? extends Number> values) {
            return new Spread(values.stream().map(Number::longValue).sorted().toList());
        }

        /** The value that this share of all is not above; -1 of none. */
        long at(double share) {
            int place = (int) Math.ceil(share * sorted.size()) - 1;
            return sorted.isEmpty() ? -1 : sorted.get(Math.max(0, place));
        }

        long max() {
            return at(1);
        }
    }

    /**
     * What telling messages costs.
     *
     * @param copies copies of each message that nodes sent each other
     * @param frames frames of any kind for each message
     * @param hops over how many links messages came
     * @param delaysMs how long a message took to the last node
     * @param complete whether everybody has everything
     */
    record Telling(double copies, double frames, Spread hops, Spread delaysMs, boolean complete) {}

    /**
     * What follows the death of some.
     *
     * @param linkedMs after how long the others were linked, -1 if not
     * @param completeMs after how long all had a message that was told at once, -1 if not
     */
    record Mending(long linkedMs, long completeMs) {}

    /** A mesh of nodes that found each other. */
    static Town grown(long seed, int nodes, long settleMs) {
        Town town = new Town(seed, LinkQuality.GOOD, List.of("node-1", "node-2"), 5).start(1, nodes);
        town.run(settleMs);
        return town;
    }

    /** Tells messages, one after another, each somewhere. */
    static Telling tell(Town town, long seed, int messages, long everyMs, long settleMs) {
        Random random = new Random(seed);
        long sent = town.sent();
        long frames = town.network.count().frames();
        town.hops.clear();
        List<EntryId> ids = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            ids.add(town.any(random).submit("message " + i));
            town.run(everyMs);
        }
        town.until(() -> ids.stream().allMatch(town::allHave), 100, settleMs);
        return new Telling(
                (town.sent() - sent) / (double) messages,
                (town.network.count().frames() - frames) / (double) messages,
                Spread.of(town.hops),
                Spread.of(ids.stream().map(id -> town.delaysMs(id).getLast()).toList()),
                ids.stream().allMatch(town::allHave));
    }

    /** Ends some nodes at once, without a word, and tells a message. */
    static Mending kill(Town town, long seed, int count, long atMostMs) {
        Random random = new Random(seed);
        for (int i = 0; i < count; i++) {
            town.kill(town.node(random));
        }
        long killedMs = town.network.nowMs();
        EntryId id = town.any(random).submit("after");
        long linkedMs = town.until(town::isConnected, 50, atMostMs);
        long leftMs = killedMs + atMostMs - town.network.nowMs();
        boolean complete = town.until(() -> town.allHave(id), 50, Math.max(0, leftMs)) >= 0;
        return new Mending(linkedMs, complete ? town.delaysMs(id).getLast() : -1);
    }

    /** The broadcast of Gossip Glomers: 25 nodes around one, 100 ms between any two, 50 messages a second. */
    static Telling glomers(long seed, long batchMs) {
        Town town = new Town(seed, SLOW, List.of(), batchMs);
        for (int number = 1; number <= 25; number++) {
            List<String> fixed = List.of(number == 1 ? "node-2" : "node-1");
            UnaryOperator<MeshSettings> star = settings -> new MeshSettings(
                    settings.node(), settings.name(), settings.address(), List.of(), fixed, 3, batchMs);
            town.start(number, new LightLedger(), star);
        }
        town.run(20_000);
        return tell(town, seed, 1_000, 20, 10_000);
    }
}
