package io.ledgerstone.transport.memory;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Any number of nodes that reach each other in memory. Time stands still until {@link #advanceTo}; nothing here waits, and
 * everything belongs to one thread.
 *
 * <p>A connection comes to be as with TCP: a dial travels there and an answer back, and whoever dials what is silent hears so after
 * a while. Frames keep their order, unless the {@link LinkQuality} of their way says otherwise. Where a way is {@linkplain #cut
 * cut}, frames are lost; whoever hears nothing for too long takes the connection for dead, and says so to the other if that way is
 * open. A {@linkplain #crash crashed} node falls silent without a word; a peer hears of it soon after it sends something, or
 * after a while by itself.
 */
public final class MemoryNetwork {
    /** How long a dial waits for its answer. */
    private static final long ANSWER_MS_MAX = 3_000;

    private static final int OVERTAKEN_FACTOR = 4;

    private final RandomGenerator chance;
    private final long silenceMsMax;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final Map<String, MemoryTransport> byAddress = new HashMap<>();
    private final Set<MemoryTransport> nodes = new LinkedHashSet<>();
    private final Map<Way, Lane> lanes = new HashMap<>();

    /** Nodes that a partition put in a group other than the first. */
    private final Map<String, Integer> groups = new HashMap<>();

    private LinkQuality quality = LinkQuality.GOOD;
    private long nowMs;
    private long number;
    private boolean isAdvancing;

    private record Way(String from, String to) {}

    /** Something that happens at a time; of those of one time, what was planned first happens first. */
    private record Event(long atMs, long number, Runnable what) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(atMs, other.atMs);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    /** A network that takes a connection for dead after half a minute without a sign of life. */
    public MemoryNetwork(RandomGenerator chance, long nowMs) {
        this(chance, nowMs, 30_000);
    }

    /**
     * A network.
     *
     * @param chance where delays and faults come from; the same chance and the same calls give the same events
     * @param silenceMsMax after how long without a sign of life a connection counts as dead, at least 1
     */
    public MemoryNetwork(RandomGenerator chance, long nowMs, long silenceMsMax) {
        if (silenceMsMax < 1) {
            throw new IllegalArgumentException("dead after " + silenceMsMax + " ms of silence; at least 1 is possible");
        }
        this.chance = chance;
        this.nowMs = nowMs;
        this.silenceMsMax = silenceMsMax;
    }

    /** A new node of this name at the address {@code node-NAME}, which must be free. */
    public MemoryTransport transport(String name) {
        return transport(name, "node-" + name);
    }

    /** A new node; its name may be another's too, its address may not. */
    public MemoryTransport transport(String name, String address) {
        MemoryTransport transport = new MemoryTransport(this, name, address);
        if (address.isEmpty() || byAddress.putIfAbsent(address, transport) != null) {
            throw new IllegalStateException("the address " + address + " is taken; close or crash who has it");
        }
        nodes.add(transport);
        return transport;
    }

    /** A new node that can dial and cannot be dialed, such as one at home behind a router. */
    public MemoryTransport outboundOnly(String name) {
        MemoryTransport transport = new MemoryTransport(this, name, "");
        nodes.add(transport);
        return transport;
    }

    /** The time now. */
    public long nowMs() {
        return nowMs;
    }

    /** When something happens next; {@link Long#MAX_VALUE} if nothing is under way. */
    public long nextEventMs() {
        Event next = events.peek();
        return next == null ? Long.MAX_VALUE : next.atMs;
    }

    /** Lets time pass; everything until then happens, in order, and listeners hear of it. */
    public void advanceTo(long untilMs) {
        if (isAdvancing) {
            throw new IllegalStateException("a listener cannot let time pass");
        }
        isAdvancing = true;
        try {
            for (Event next = events.peek(); next != null && next.atMs <= untilMs; next = events.peek()) {
                events.poll();
                nowMs = Math.max(nowMs, next.atMs);
                next.what.run();
            }
            nowMs = Math.max(nowMs, untilMs);
        } finally {
            isAdvancing = false;
        }
    }

    /** Sets how good every way is that has no quality of its own. */
    public void quality(LinkQuality newQuality) {
        quality = newQuality;
    }

    /** Sets how good the way from one node to another is. */
    public void quality(String from, String to, LinkQuality newQuality) {
        lane(from, to).quality = newQuality;
    }

    /** Lets nothing through from one node to another any more; the way back stays as it is. */
    public void cut(String from, String to) {
        lane(from, to).isCut = true;
        review();
    }

    /** Takes one cut back. */
    public void mend(String from, String to) {
        lane(from, to).isCut = false;
        review();
    }

    /** Parts nodes: nothing goes from one of these groups to another, nor to the nodes that are in none. */
    @SafeVarargs
    public final void partition(Set<String>... parts) {
        groups.clear();
        for (int i = 0; i < parts.length; i++) {
            for (String name : parts[i]) {
                groups.put(name, i + 1);
            }
        }
        review();
    }

    /** Takes the partition and all cuts back. */
    public void heal() {
        groups.clear();
        lanes.values().forEach(lane -> lane.isCut = false);
        review();
    }

    /** Ends a node without a word: its listener hears nothing any more, and its peers have to find out. Its address is free. */
    public void crash(MemoryTransport node) {
        for (End end : node.ends()) {
            end.state = End.State.OVER;
            End other = other(end);
            after(1 + chance.nextLong(silenceMsMax), () -> lose(other, "nothing was heard from it any more"));
        }
        remove(node);
    }

    /** What went from one node to another so far. */
    public LinkCount count(String from, String to) {
        Lane lane = lanes.get(new Way(from, to));
        return lane == null ? LinkCount.NONE : lane.count();
    }

    /** What went over all ways so far. */
    public LinkCount count() {
        return lanes.values().stream().map(Lane::count).reduce(LinkCount.NONE, LinkCount::plus);
    }

    void dial(MemoryTransport from, String address) {
        MemoryTransport to = byAddress.get(address);
        if (to == from) {
            after(1, () -> unreachable(from, address, "that is this node itself"));
            return;
        }
        if (to == null) {
            after(travelMs(quality), () -> unreachable(from, address, "nobody listens there"));
            return;
        }
        End known = from.end(to.name());
        if (known != null && known.isUp() && other(known).owner == to) {
            return;
        }
        Lane lane = lane(from.name(), to.name());
        if (isClosed(lane)) {
            giveUpLater(from, to.name(), address);
        } else {
            after(travelMs(quality(lane)), () -> dialed(from, to.name(), address));
        }
    }

    /** A dial has come to its address. Who is there now need not be who was there when it began. */
    private void dialed(MemoryTransport from, String name, String address) {
        MemoryTransport to = byAddress.get(address);
        if (!from.isListening()) {
            return;
        }
        Lane back = lane(name, from.name());
        if (isClosed(back)) {
            giveUpLater(from, name, address);
            return;
        }
        if (to == null || !to.isListening()) {
            after(travelMs(quality(back)), () -> unreachable(from, address, "nobody listens there"));
            return;
        }
        if (areJoined(to.end(from.name()), from) || areJoined(from.end(name), to)) {
            // They dialed each other, and the other dial came first.
            return;
        }
        loseOlder(to.end(from.name()));
        loseOlder(from.end(name));
        connect(from, to, address);
    }

    /** Whether an end belongs to a connection with this node that lives on both sides, or soon will. */
    private static boolean areJoined(@Nullable End end, MemoryTransport peer) {
        return end != null && end.isUp() && other(end).owner == peer && other(end).state != End.State.OVER;
    }

    private void loseOlder(@Nullable End end) {
        if (end != null) {
            lose(end, "it connected anew");
        }
    }

    private void connect(MemoryTransport from, MemoryTransport to, String address) {
        Lane there = lane(from.name(), to.name());
        Lane back = lane(to.name(), from.name());
        End mine = new End(from, there, back);
        End theirs = new End(to, back, there);
        mine.other = theirs;
        theirs.other = mine;
        theirs.state = End.State.UP;
        to.put(theirs);
        theirs.arrivalMs = nowMs + travelMs(quality(back));
        at(theirs.arrivalMs, () -> answered(mine, address));
        to.listener().up(from.name());
    }

    private void answered(End mine, String address) {
        MemoryTransport from = mine.owner;
        if (!from.isListening() || isClosed(mine.in)) {
            mine.state = End.State.OVER;
            after(ANSWER_MS_MAX, () -> lose(other(mine), "it did not finish connecting"));
            giveUpLater(from, mine.peer(), address);
            return;
        }
        loseOlder(from.end(mine.peer()));
        mine.state = End.State.UP;
        from.put(mine);
        from.listener().up(mine.peer());
    }

    private void giveUpLater(MemoryTransport from, String name, String address) {
        after(ANSWER_MS_MAX, () -> {
            End end = from.end(name);
            if (end == null || !end.isUp()) {
                unreachable(from, address, "no answer within " + ANSWER_MS_MAX + " ms");
            }
        });
    }

    private static void unreachable(MemoryTransport from, String address, String reason) {
        if (from.isListening()) {
            from.listener().unreachable(address, reason);
        }
    }

    boolean send(End end, byte[] frame) {
        Lane lane = end.out;
        LinkQuality way = quality(lane);
        long backlog = end.backlogBytes(nowMs, way);
        if (backlog > 0 && backlog + frame.length > way.backlogBytesMax()) {
            lane.refused++;
            if (!end.owesWritable) {
                end.owesWritable = true;
                offerRoom(end);
            }
            return false;
        }
        lane.frames++;
        lane.bytes += frame.length;
        end.busyUntilUs =
                Math.max(end.busyUntilUs, nowMs * 1000) + Math.max(1, frame.length * 1_000_000L / way.bytesPerSecond());
        if (isClosed(lane) || happens(way.lossShare())) {
            lane.lost++;
            return true;
        }
        deliverLater(end, frame, way);
        if (happens(way.doubledShare())) {
            deliverLater(end, frame, way);
        }
        return true;
    }

    private void deliverLater(End end, byte[] frame, LinkQuality way) {
        long arrivalMs = Math.max(end.arrivalMs, sentMs(end) + travelMs(way));
        if (happens(way.overtakenShare())) {
            arrivalMs += 1 + chance.nextLong(OVERTAKEN_FACTOR * way.delayMsMax());
        } else {
            end.arrivalMs = arrivalMs;
        }
        at(arrivalMs, () -> arrived(end, frame));
    }

    /** A cut meets what is under way too. */
    private void arrived(End end, byte[] frame) {
        End other = other(end);
        if (isClosed(end.out)) {
            end.out.lost++;
        } else if (other.isUp()) {
            end.out.arrived++;
            other.owner.listener().received(other.peer(), frame.clone());
        } else {
            end.out.lost++;
            if (end.isUp() && !isClosed(end.in)) {
                after(travelMs(quality(end.in)), () -> lose(end, "the connection broke"));
            }
        }
    }

    /** Tells of room once half of what may wait is gone; whoever fills it up meanwhile is told again when that is refused. */
    private void offerRoom(End end) {
        LinkQuality way = quality(end.out);
        long tooMuch = Math.max(0, end.backlogBytes(nowMs, way) - way.backlogBytesMax() / 2);
        after(1 + tooMuch * 1000 / way.bytesPerSecond(), () -> {
            end.owesWritable = false;
            if (end.isUp()) {
                end.owner.listener().writable(end.peer());
            }
        });
    }

    void hangUp(End end, String reason) {
        end.state = End.State.OVER;
        after(0, () -> {
            if (end.owner.isListening() && end.owner.end(end.peer()) == end) {
                end.owner.remove(end);
                end.owner.listener().down(end.peer(), reason);
            }
        });
        sayGoodbye(end, reason);
    }

    void close(MemoryTransport node) {
        List<End> ends = node.ends();
        ends.forEach(end -> {
            sayGoodbye(end, "it was closed");
            end.state = End.State.OVER;
        });
        remove(node);
        // Started, or there would be no ends.
        ends.forEach(end -> node.listener().down(end.peer(), "this node was closed"));
    }

    private void remove(MemoryTransport node) {
        nodes.remove(node);
        byAddress.remove(node.address(), node);
        node.end();
    }

    private void sayGoodbye(End end, String reason) {
        long arrivalMs = Math.max(end.arrivalMs, sentMs(end) + travelMs(quality(end.out)));
        at(arrivalMs, () -> {
            if (!isClosed(end.out)) {
                lose(other(end), reason);
            }
        });
    }

    /** An end is over without its owner's doing. */
    private void lose(End end, String reason) {
        boolean wasUp = end.isUp();
        end.state = End.State.OVER;
        if (wasUp && end.owner.isListening()) {
            end.owner.remove(end);
            end.owner.listener().down(end.peer(), reason);
        }
    }

    /** Looks at all ends after ways were cut or opened. */
    private void review() {
        for (MemoryTransport node : nodes) {
            for (End end : node.ends()) {
                if (!isClosed(end.in)) {
                    end.silentSinceMs = End.HEARD;
                } else if (end.silentSinceMs == End.HEARD) {
                    end.silentSinceMs = nowMs;
                    after(silenceMsMax, () -> checkSilence(end));
                }
            }
        }
    }

    private void checkSilence(End end) {
        if (end.isUp() && end.silentSinceMs != End.HEARD && nowMs - end.silentSinceMs >= silenceMsMax) {
            sayGoodbye(end, "it heard nothing from here for " + silenceMsMax + " ms");
            lose(end, "nothing was heard from it for " + silenceMsMax + " ms");
        }
    }

    private boolean isClosed(Lane lane) {
        return lane.isCut
                || (!groups.isEmpty() && !groups.getOrDefault(lane.from, 0).equals(groups.getOrDefault(lane.to, 0)));
    }

    private Lane lane(String from, String to) {
        return lanes.computeIfAbsent(new Way(from, to), way -> new Lane(way.from, way.to));
    }

    private LinkQuality quality(Lane lane) {
        return lane.quality == null ? quality : lane.quality;
    }

    private long travelMs(LinkQuality way) {
        return way.delayMsMin() == way.delayMsMax()
                ? way.delayMsMin()
                : chance.nextLong(way.delayMsMin(), way.delayMsMax() + 1);
    }

    /** Draws only where something is at stake. */
    private boolean happens(double share) {
        return share > 0 && chance.nextDouble() < share;
    }

    private long sentMs(End end) {
        return Math.max(nowMs, Math.ceilDiv(end.busyUntilUs, 1000));
    }

    private static End other(End end) {
        if (end.other == null) {
            throw new IllegalStateException("an end without another");
        }
        return end.other;
    }

    private void after(long ms, Runnable what) {
        at(nowMs + ms, what);
    }

    private void at(long atMs, Runnable what) {
        events.add(new Event(atMs, number++, what));
    }
}
