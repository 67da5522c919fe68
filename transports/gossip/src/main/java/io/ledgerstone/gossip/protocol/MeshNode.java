package io.ledgerstone.gossip.protocol;

import io.ledgerstone.gossip.wire.Frame;
import io.ledgerstone.gossip.wire.Gossip;
import io.ledgerstone.gossip.wire.Hello;
import io.ledgerstone.gossip.wire.LedgerName;
import io.ledgerstone.gossip.wire.Notice;
import io.ledgerstone.gossip.wire.Want;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.EntryId;
import io.ledgerstone.ledger.entry.EntryLimits;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.entry.LedgerException;
import io.ledgerstone.ledger.entry.Value;
import io.ledgerstone.ledger.sync.AddonState;
import io.ledgerstone.ledger.sync.Dice;
import io.ledgerstone.ledger.sync.LedgerSync;
import io.ledgerstone.ledger.sync.RootAdvert;
import io.ledgerstone.ledger.sync.StateOutput;
import io.ledgerstone.ledger.sync.StatePoint;
import io.ledgerstone.ledger.sync.StateSync;
import io.ledgerstone.ledger.sync.StateVerdict;
import io.ledgerstone.ledger.sync.SyncOutput;
import io.ledgerstone.ledger.trust.TrustLedger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One node of the mesh. Feed it what happens; do what {@link #drain()} says, in that order. Times are of a clock that never goes
 * back; the time of day is asked for diagnosis only. Confined to one thread.
 *
 * <p>A message comes in, or an entry was appended: it is told to the neighbours that are not known to have it. What came from one
 * of them is inserted first, and told to others once it is durable here. With each neighbour, the sync of each ledger that both
 * have runs beside that, and the comparing of what addons made of it.
 */
public final class MeshNode {
    private static final int MALFORMED_MAX = 16;
    private static final int LEDGERS_MAX = 64;
    private static final int PATH_MAX = 16;

    private final MeshSettings settings;
    private final Dice dice;
    private final LongSupplier wallMs;
    private final Membership membership;
    private final Liveness liveness;
    private final Dissemination dissemination;
    private final Map<String, LedgerPart> ledgers = new LinkedHashMap<>();
    private final OpenQuestions questions;
    private final Delays delays = new Delays();
    private List<MeshOutput> outputs = new ArrayList<>();
    private long lastMs;

    /**
     * A node without peers.
     *
     * @param dice chance
     * @param wallMs the time of day in milliseconds since 1970
     */
    public MeshNode(MeshSettings settings, Dice dice, LongSupplier wallMs) {
        this.settings = settings;
        this.dice = dice;
        this.wallMs = wallMs;
        membership = new Membership(settings, dice, this::send, output -> outputs.add(output), this::changed);
        liveness = new Liveness(membership, this::send, output -> outputs.add(output));
        dissemination = new Dissemination(settings, membership, this::send, this::countSent);
        questions = new OpenQuestions(settings.node(), membership, this::send, output -> outputs.add(output));
    }

    /** Begins to look for neighbours. */
    public void start(long nowMs) {
        membership.start(nowMs);
    }

    /** Shares a ledger from now on. */
    public void addLedger(String name, KeyLayout layout, LedgerSync sync, long nowMs) {
        LedgerPart part = new LedgerPart(name, layout, sync, new StateSync(name, layout, dice));
        ledgers.put(name, part);
        for (Link link : membership.all()) {
            send(link, Frames.hello(settings, ledgers.values()));
            if (link.neighbour && link.ledgers.get(name) == layout) {
                part.up(link.peer, nowMs);
            }
        }
    }

    // ------------------------------------------------------------------------------------------------------- peers

    /** A peer can be sent frames now. */
    public void up(String peer, long nowMs) {
        lastMs = nowMs;
        send(membership.up(peer, nowMs), Frames.hello(settings, ledgers.values()));
    }

    /** A peer is gone. */
    public void down(String peer, long nowMs) {
        lastMs = nowMs;
        membership.down(peer, nowMs);
        questions.down(peer, nowMs);
    }

    /** An address that was to be dialed led to no peer. */
    public void unreachable(String address, String reason, long nowMs) {
        membership.unreachable(address, nowMs);
    }

    private void changed(Link link, Boolean neighbour) {
        for (LedgerPart part : ledgers.values()) {
            if (!neighbour) {
                part.down(link.peer, lastMs);
            } else if (link.ledgers.get(part.name) == part.layout) {
                part.up(link.peer, lastMs);
            }
        }
    }

    /** Takes a frame of a peer; any bytes will do. */
    public void receive(String peer, byte[] bytes, long nowMs) {
        lastMs = nowMs;
        Link link = membership.link(peer);
        if (link == null) {
            return;
        }
        Frame frame = link.take(bytes.length, nowMs) ? Frames.read(bytes) : null;
        if (frame == null || (!link.greeted && !frame.hasHello())) {
            link.malformed++;
        } else {
            handle(link, frame, nowMs);
        }
        if (link.malformed > MALFORMED_MAX) {
            link.malformed = 0;
            outputs.add(new MeshOutput.HangUp(peer, "it sends what this node does not understand"));
        }
    }

    private void handle(Link link, Frame frame, long nowMs) {
        switch (frame.getBodyCase()) {
            case HELLO -> greet(link, frame.getHello(), nowMs);
            case GOSSIP -> gossip(link, frame.getGossip(), nowMs);
            case NOTICE -> noticed(link, frame.getNotice(), nowMs);
            case NEWS -> {
                frame.getNews().getGossipList().forEach(gossip -> gossip(link, gossip, nowMs));
                frame.getNews().getNoticesList().forEach(notice -> noticed(link, notice, nowMs));
            }
            case WANT -> wanted(link, frame.getWant());
            case GRAFT -> link.lazy = false;
            case PRUNE -> link.lazy = true;
            case SYNC -> {
                LedgerPart part = ledgers.get(frame.getSync().getLedger());
                if (part != null && link.neighbour) {
                    part.sync.receive(link.peer, frame.getSync().getFrame().toByteArray(), nowMs);
                }
            }
            case STATE -> {
                LedgerPart part = ledgers.get(frame.getState().getLedger());
                if (part != null && link.neighbour) {
                    part.states.receive(link.peer, frame.getState().getFrame().toByteArray(), nowMs);
                }
            }
            case NEIGHBOUR -> membership.asked(link, frame.getNeighbour(), nowMs);
            case ALIVE -> liveness.alive(link);
            case BYE -> membership.bye(link, frame.getBye(), nowMs);
            case SHUFFLE -> membership.shuffled(link, frame.getShuffle());
            case REQUEST -> {
                Question question = Frames.question(frame.getRequest());
                if (question == null) {
                    link.malformed++;
                } else {
                    asked(frame.getRequest().getNumber(), link, question);
                }
            }
            case RESPONSE -> questions.responded(link, frame.getResponse());
            case BODY_NOT_SET -> link.malformed++;
        }
    }

    private void greet(Link link, Hello hello, long nowMs) {
        if (!Integer.toString(hello.getNode()).equals(link.peer) || hello.getNode() == settings.node()) {
            outputs.add(new MeshOutput.HangUp(link.peer, "it says it is node " + hello.getNode() + ", and is another"));
            return;
        }
        boolean first = !link.greeted;
        link.greeted = true;
        link.node = hello.getNode();
        link.name = shortened(hello.getName());
        link.address = shortened(hello.getAddress());
        for (LedgerName offer :
                hello.getLedgersList().stream().limit(LEDGERS_MAX).toList()) {
            int nameBytes = offer.getName().getBytes(StandardCharsets.UTF_8).length;
            KeyLayout layout = offer.getLayout() == 0 ? KeyLayout.CLASSIC : KeyLayout.CROSS_REALM;
            if (nameBytes < 1 || nameBytes > EntryLimits.LEDGER_NAME_BYTES_MAX) {
                continue;
            }
            boolean isNew = link.ledgers.put(offer.getName(), layout) == null;
            LedgerPart part = ledgers.get(offer.getName());
            if (part == null) {
                outputs.add(new MeshOutput.Offer(offer.getName(), layout, link.peer));
            } else if (isNew && link.neighbour && part.layout == layout) {
                part.up(link.peer, nowMs);
            }
        }
        if (first) {
            membership.greeted(link, nowMs);
        }
        questions.send(link);
    }

    private static String shortened(String text) {
        return text.length() <= 128 ? text : text.substring(0, 128);
    }

    // ----------------------------------------------------------------------------------------------------- entries

    private void gossip(Link link, Gossip gossip, long nowMs) {
        LedgerPart part = ledgers.get(gossip.getLedger());
        if (part == null || !link.neighbour) {
            return;
        }
        List<Entry> entries = new ArrayList<>();
        List<Entry> seals = new ArrayList<>();
        try {
            for (io.ledgerstone.gossip.wire.Entry entry : gossip.getEntriesList()) {
                entries.add(WireEntries.open(entry, part.codec));
            }
            for (io.ledgerstone.gossip.wire.Entry seal : gossip.getSealsList()) {
                seals.add(WireEntries.open(seal, TrustLedger.SEALS.codec()));
            }
        } catch (LedgerException e) {
            link.malformed++;
            return;
        }
        List<Integer> path = gossip.getPathList().stream().limit(PATH_MAX).toList();
        List<Entry> news = dissemination.news(link, entries, path, gossip.getHops());
        part.duplicates += entries.size() - news.size();
        if (!news.isEmpty()) {
            membership.sightings().came(path, gossip.getHops(), nowMs);
            outputs.add(new MeshOutput.Insert(new Insertion(
                    part.name,
                    news,
                    seals,
                    link.peer,
                    path,
                    Math.clamp(gossip.getHops(), 0, 255),
                    gossip.getOriginMs())));
        }
    }

    private void noticed(Link link, Notice notice, long nowMs) {
        List<EntryId> ids = Frames.ids(notice.getIds());
        if (ids == null) {
            link.malformed++;
        } else if (link.neighbour && ledgers.containsKey(notice.getLedger())) {
            dissemination.noticed(link, notice.getLedger(), ids, notice.getHops(), nowMs);
        }
    }

    private void wanted(Link link, Want want) {
        List<EntryId> ids = Frames.ids(want.getIds());
        if (ids == null) {
            link.malformed++;
        } else if (link.neighbour && link.ledgers.containsKey(want.getLedger())) {
            dissemination.wanted(link, want.getLedger(), ids);
        }
    }

    /**
     * Entries of this host itself are durable.
     *
     * @param seals entries that vouch for them, none in an insecure mesh
     */
    public void appended(String ledger, List<Entry> entries, List<Entry> seals, long nowMs) {
        LedgerPart part = ledgers.get(ledger);
        if (part != null) {
            lastMs = nowMs;
            part.originated += entries.size();
            part.sync.grown(nowMs);
            dissemination.tell(
                    new Bundle(ledger, entries, seals, List.of(settings.node()), 1, wallMs.getAsLong()), nowMs);
            dissemination.tick(nowMs);
        }
    }

    /**
     * What became of entries that came by gossip.
     *
     * @param added those that are new, and durable now
     * @param refused how many were refused
     */
    public void inserted(Insertion came, List<Entry> added, long refused, long nowMs) {
        LedgerPart part = ledgers.get(came.ledger());
        if (part == null) {
            return;
        }
        lastMs = nowMs;
        part.gossiped += added.size();
        part.refused += refused;
        part.duplicates += came.entries().size() - added.size() - refused;
        if (refused > 0) {
            came.entries().stream()
                    .filter(entry -> !added.contains(entry))
                    .forEach(entry -> dissemination.knowers().notHere(entry.id()));
        }
        if (!added.isEmpty()) {
            part.sync.grown(nowMs);
            delays.add(added.size(), wallMs.getAsLong() - came.originMs(), came.hops());
        }
        // What came by reconciliation meanwhile is not new here, but nobody was told of it.
        List<Entry> untold = refused == 0 ? came.entries() : added;
        if (!untold.isEmpty()) {
            dissemination.tell(dissemination.onward(came, untold), nowMs);
            dissemination.tick(nowMs);
        }
    }

    /**
     * What became of entries that came by reconciliation.
     *
     * @param added those that are new, and durable now
     * @param refused how many were refused
     */
    public void synced(String ledger, String peer, List<Entry> added, long refused, long nowMs) {
        LedgerPart part = ledgers.get(ledger);
        if (part != null) {
            lastMs = nowMs;
            part.synced += added.size();
            added.forEach(entry -> dissemination.knowers().synced(entry.id()));
            part.sync.inserted(peer, added.size(), refused, nowMs);
        }
    }

    private void countSent(String ledger, int entries) {
        LedgerPart part = ledgers.get(ledger);
        if (part != null) {
            part.sent += entries;
        }
    }

    // ------------------------------------------------------------------------------------------------------ states

    /** What this host's addons made of all entries of a root of a ledger. */
    public void states(String ledger, RootAdvert root, List<AddonState> states, long nowMs) {
        withStates(ledger, machine -> machine.ours(root, states, nowMs));
    }

    /**
     * What a replay that was asked for gave.
     *
     * @param points a point for each position that was asked for
     * @param state the state at the last one, if it was asked for
     */
    public void replayed(String ledger, long request, List<StatePoint> points, @Nullable Value state, long nowMs) {
        withStates(ledger, machine -> machine.computed(request, points, state, nowMs));
    }

    /** A replay that was asked for could not be made. */
    public void notReplayed(String ledger, long request, long nowMs) {
        withStates(ledger, machine -> machine.failed(request, nowMs));
    }

    private void withStates(String ledger, Consumer<StateSync> task) {
        LedgerPart part = ledgers.get(ledger);
        if (part != null) {
            task.accept(part.states);
        }
    }

    // --------------------------------------------------------------------------------------------------- questions

    /**
     * Asks a node something; {@link MeshOutput.Answered} follows, whatever happens.
     *
     * @return the question's number
     */
    public long ask(int node, Question question, long nowMs) {
        return questions.ask(node, question, nowMs);
    }

    /** Who this node is. */
    public Answer.Counted census() {
        return new Answer.Counted(
                settings.node(),
                settings.name(),
                membership.neighbours().stream().map(link -> link.node).toList(),
                membership.contacts().all());
    }

    private void asked(long number, Link link, Question question) {
        if (question instanceof Question.Census) {
            send(link, Frames.response(number, census()));
        } else {
            outputs.add(new MeshOutput.Asked(number, link.peer, question));
        }
    }

    /**
     * Answers a question.
     *
     * @param peer who asked; empty if this node itself did
     */
    public void answer(long number, String peer, Answer answer) {
        if (peer.isEmpty()) {
            questions.answered(number, answer);
        } else {
            send(peer, Frames.response(number, answer));
        }
    }

    // ---------------------------------------------------------------------------------------------- time and output

    /** Some time has passed. */
    public void tick(long nowMs) {
        lastMs = nowMs;
        membership.tick(nowMs);
        liveness.tick(nowMs);
        dissemination.tick(nowMs);
        for (LedgerPart part : ledgers.values()) {
            part.tick(nowMs);
        }
        questions.tick(nowMs);
    }

    /** When the next tick is due; after now. */
    public long nextTickMs(long nowMs) {
        long next = Math.min(membership.nextTickMs(), dissemination.nextTickMs());
        for (LedgerPart part : ledgers.values()) {
            next = Math.min(next, part.nextTickMs(nowMs));
        }
        next = Math.min(next, Math.min(liveness.nextTickMs(), questions.nextTickMs()));
        return Math.max(next, nowMs + 1);
    }

    private void collect(LedgerPart part) {
        SyncOutput sync = part.sync.drain();
        sync.inserts()
                .forEach(insert -> outputs.add(new MeshOutput.SyncInsert(part.name, insert.peer(), insert.entries())));
        sync.sends().forEach(one -> send(one.peer(), Frames.sync(part.name, one.frame())));
        StateOutput states = part.states.drain();
        states.sends().forEach(one -> send(one.peer(), Frames.state(part.name, one.frame())));
        states.computes().forEach(compute -> outputs.add(new MeshOutput.Replay(part.name, compute)));
        states.reports().forEach(report -> outputs.add(new MeshOutput.Report(part.name, report)));
    }

    private void send(String peer, Frame frame) {
        Link link = membership.link(peer);
        if (link != null) {
            send(link, frame);
        }
    }

    private void send(Link link, Frame frame) {
        byte[] bytes = frame.toByteArray();
        link.sentMs = lastMs;
        link.framesOut++;
        link.bytesOut += bytes.length;
        outputs.add(new MeshOutput.Send(link.peer, bytes));
    }

    /** What is to be done now; each thing is handed out once. */
    public List<MeshOutput> drain() {
        ledgers.values().forEach(this::collect);
        List<MeshOutput> all = outputs;
        outputs = new ArrayList<>();
        return all;
    }

    /** How the states that addons made of a ledger stand to those of the neighbours, by these, then by addon. */
    public SortedMap<String, SortedMap<String, StateVerdict>> stateVerdicts(String ledger) {
        LedgerPart part = ledgers.get(ledger);
        return part == null ? new TreeMap<>() : part.states.verdicts();
    }

    /** What a peer is called; empty if it has not said. */
    public String nameOf(String peer) {
        Link link = membership.link(peer);
        return link == null ? "" : link.name;
    }

    /** How the node is. */
    public MeshStatus status() {
        return new MeshStatus(
                settings.node(),
                settings.name(),
                settings.address().get(),
                membership.isLarge(),
                membership.neighbours().stream().map(Link::status).toList(),
                membership.contacts().all(),
                ledgers.values().stream().map(LedgerPart::traffic).toList(),
                delays.summary(),
                delays.hops());
    }
}
