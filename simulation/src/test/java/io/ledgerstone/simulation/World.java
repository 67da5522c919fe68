package io.ledgerstone.simulation;

import io.ledgerstone.ledger.entry.LedgerException;
import io.ledgerstone.ledger.trust.DeviceKey;
import io.ledgerstone.ledger.trust.Role;
import io.ledgerstone.simulation.Broken.Invariant;
import io.ledgerstone.transport.memory.MemoryNetwork;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Hosts, hostile peers, a network and time, all from one seed and on one thread. */
final class World {
    static final String ROSTER = "roster";
    static final String SEALS = "seals";
    static final String GUILD = "guild";
    static final List<String> LEDGERS = List.of(ROSTER, SEALS, GUILD);

    /** How long copies may differ after everything is well again. */
    static final long HEAL_MS_MAX = 180_000;

    private static final long REFUSE_MS = 20_000;
    private static final long LOOK_MS = 1000;
    private static final long SILENCE_MS_MAX = 8000;

    private final Scenario scenario;
    private final Supplier<Wiring> wirings;
    private final Trace trace;
    private final Chance chance;
    private final MemoryNetwork network;
    private final Signatures signatures = new Signatures();
    private final Book book = new Book();
    private final List<Host> hosts = new ArrayList<>();
    private final List<Hostile> hostiles = new ArrayList<>();
    private final List<Host> visitors = new ArrayList<>();
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final DeviceKey founder;
    private long nowMs;
    private long eventNumber;
    private long healedMs;
    private int lives;
    private @Nullable Broken broken;

    private record Event(long atMs, long number, Runnable what) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(atMs, other.atMs);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    /**
     * What became of a world.
     *
     * @param broken the invariant that did not hold, or null
     * @param trace everything that happened, as a number
     * @param lines the last of it, if wished
     * @param peerMs simulated time of all honest hosts together
     * @param healMs how long the copies differed after everything was well
     * @param entries how many entries members made
     * @param lives how often a host's program was started
     */
    record Outcome(
            @Nullable Broken broken,
            long trace,
            List<String> lines,
            long peerMs,
            long healMs,
            int entries,
            int lives) {}

    World(Scenario scenario, Supplier<Wiring> wirings, boolean keepsLines) {
        this.scenario = scenario;
        this.wirings = wirings;
        trace = new Trace(keepsLines);
        chance = new Chance(scenario.seed());
        network = new MemoryNetwork(chance.of("network"), 0, SILENCE_MS_MAX);
        List<Identity> members = members();
        founder = members.getFirst().signer().key();
        Chance links = chance.of("links");
        int honest = scenario.hosts();
        for (int i = 0; i < honest; i++) {
            hosts.add(new Host(this, members.get(i), neighbours(i, honest, links), chance.of("disk " + i)));
        }
        for (int i = honest; i < members.size(); i++) {
            Hostile.Kind kind = scenario.hostiles().get(i - honest);
            hostiles.add(new Hostile(this, members.get(i), kind, chance.of("hostile " + i)));
        }
        begin(members);
    }

    private List<Identity> members() {
        List<Identity> members = new ArrayList<>();
        Chance keys = chance.of("keys");
        int all = scenario.hosts() + scenario.hostiles().size();
        for (int number = 1; number <= all; number++) {
            Role role = number == 1 ? Role.FOUNDER : number == 2 ? Role.OFFICER : Role.MEMBER;
            members.add(new Identity(number, signatures.device(keys), role));
        }
        return members;
    }

    /** A ring of the honest, so that they are connected whatever the others do, and some more. */
    private static List<String> neighbours(int index, int honest, Chance links) {
        Set<String> neighbours = new LinkedHashSet<>();
        neighbours.add("node-" + ((index + 1) % honest + 1));
        int other = links.nextInt(honest);
        if (other != index) {
            neighbours.add("node-" + (other + 1));
        }
        return List.copyOf(neighbours);
    }

    private void begin(List<Identity> members) {
        trace.note(0, "", scenario.toString());
        hosts.forEach(this::start);
        long seconds = hosts.getFirst().wallMs() / 1000;
        Life first = hosts.getFirst().life();
        if (first != null) {
            first.enroll(Genesis.roster(members, signatures, seconds));
        }
        hostiles.forEach(Hostile::start);
        new Storm(this, scenario, chance.of("storm")).begin();
        new Users(this, scenario, chance.of("users")).begin();
    }

    MemoryNetwork network() {
        return network;
    }

    Signatures signatures() {
        return signatures;
    }

    Book book() {
        return book;
    }

    DeviceKey founder() {
        return founder;
    }

    List<Host> hosts() {
        return hosts;
    }

    long nowMs() {
        return nowMs;
    }

    void at(long atMs, Runnable what) {
        events.add(new Event(atMs, eventNumber++, what));
    }

    void trace(Host host, String what) {
        trace.note(nowMs, host.label(), what);
    }

    void traceFrame(Host host, String from, byte[] frame) {
        trace.frame(nowMs, host.label(), from, frame);
    }

    /** The first thing that is wrong ends the world. */
    void broken(Broken what) {
        if (broken == null) {
            broken = what;
        }
    }

    /** Starts a host's program, if it does not run. What its disk refuses to do now it may do later. */
    void start(Host host) {
        if (host.runs() || broken != null) {
            return;
        }
        trace(host, "starts");
        try {
            host.start(new Life(host, this, wirings.get(), chance.of("life " + host.label() + " " + lives++)));
        } catch (Broken e) {
            broken(e);
        } catch (LedgerException e) {
            trace(host, "cannot start");
            if (host.isInDoubt()) {
                crashed(host);
            } else {
                at(nowMs + 3000, () -> start(host));
            }
        } catch (RuntimeException | Error e) {
            if (host.isCut()) {
                crashed(host);
            } else {
                broken(new Broken(Invariant.NO_EXCEPTION, "host " + host.label() + " at its start: " + e, e));
            }
        }
    }

    /** A host lost its power; somebody will turn it on again. */
    void crashed(Host host) {
        trace(host, "crashes");
        host.crash();
        if (hosts.contains(host)) {
            at(nowMs + 500 + chance.nextInt(8000), () -> start(host));
        }
    }

    /** A copy of a host begins to run. */
    void visit(Host copy) {
        visitors.add(copy);
        start(copy);
    }

    /** A copy is turned off for ever. */
    void leave(Host copy) {
        if (visitors.remove(copy) && copy.runs()) {
            trace(copy, "leaves");
            copy.crash();
        }
    }

    /** Lets everything happen: first with faults, then without. */
    Outcome run() {
        pass(scenario.stormMs());
        heal();
        long endMs = nowMs + HEAL_MS_MAX;
        while (broken == null && healedMs == 0) {
            pass(Math.min(nowMs + LOOK_MS, endMs));
            String difference = new Agreement(hosts, nowMs).difference();
            if (difference == null) {
                healedMs = nowMs;
            } else if (nowMs >= endMs && broken == null) {
                broken(new Broken(Invariant.CONVERGENCE, difference + " after " + HEAL_MS_MAX / 1000 + " s of calm"));
            }
        }
        refuse();
        long healMs = Math.max(0, healedMs - (endMs - HEAL_MS_MAX));
        long peerMs = nowMs * scenario.hosts();
        return new Outcome(broken, trace.number(), trace.lines(), peerMs, healMs, book.size(), lives);
    }

    /** Now that everybody knows, whom somebody revoked writes once more. */
    private void refuse() {
        for (Host host : hosts) {
            Life life = host.life();
            if (broken == null && host.isRevoked() && life != null) {
                Users.last(life);
                pass(nowMs + REFUSE_MS);
            }
        }
        for (Host host : hosts) {
            if (!host.isRevoked() && host.shadow(GUILD).state().containsKey(Users.LAST)) {
                broken(new Broken(
                        Invariant.REVOKED_IS_REFUSED, "host " + host.label() + " took an entry of a revoked member"));
            }
        }
    }

    private void heal() {
        trace.note(nowMs, "", "everything is well again");
        network.heal();
        network.quality(Storm.CALM);
        Storm.ways(hosts, hostiles).forEach(way -> network.quality(way.from(), way.to(), Storm.CALM));
        List.copyOf(visitors).forEach(this::leave);
        hosts.forEach(Host::repair);
        hosts.forEach(this::start);
    }

    private void pass(long untilMs) {
        while (broken == null && nowMs < untilMs) {
            long nextMs = Math.min(untilMs, network.nextEventMs());
            Event event = events.peek();
            nextMs = event == null ? nextMs : Math.min(nextMs, event.atMs);
            nextMs = Math.min(nextMs, Math.min(dueMs(hosts), dueMs(visitors)));
            nowMs = Math.max(nowMs, nextMs);
            network.advanceTo(nowMs);
            while (event != null && event.atMs <= nowMs && broken == null) {
                events.remove().what.run();
                event = events.peek();
            }
            tick(hosts);
            tick(List.copyOf(visitors));
        }
    }

    private static long dueMs(List<Host> some) {
        long dueMs = Long.MAX_VALUE;
        for (Host host : some) {
            Life life = host.life();
            dueMs = life == null ? dueMs : Math.min(dueMs, life.dueMs());
        }
        return dueMs;
    }

    private void tick(List<Host> some) {
        for (Host host : some) {
            Life life = host.life();
            if (life != null && life.dueMs() <= nowMs) {
                life.tick();
            }
        }
    }
}
