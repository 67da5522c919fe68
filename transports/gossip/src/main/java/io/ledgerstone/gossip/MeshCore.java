package io.ledgerstone.gossip;

import io.ledgerstone.gossip.link.LinkLimits;
import io.ledgerstone.gossip.link.LinkOptions;
import io.ledgerstone.gossip.link.LinkTransport;
import io.ledgerstone.gossip.protocol.Insertion;
import io.ledgerstone.gossip.protocol.MeshNode;
import io.ledgerstone.gossip.protocol.MeshOutput;
import io.ledgerstone.gossip.protocol.MeshSettings;
import io.ledgerstone.gossip.protocol.MeshStatus;
import io.ledgerstone.ledger.Inserted;
import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.Source;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.LedgerException;
import io.ledgerstone.ledger.sync.LedgerSync;
import io.ledgerstone.ledger.sync.SyncPace;
import io.ledgerstone.ledger.trust.TrustLedger;
import io.ledgerstone.transport.TransportListener;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A mesh at work: hands what happens on the links and in the ledgers to the node, and does what the node says. Everything but the
 * entrances belongs to the loop's thread.
 */
final class MeshCore implements TransportListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MeshCore.class);
    private static final int ARRIVALS_MAX = 1_000;
    private static final int LEDGERS_MAX = 64;
    private static final long BATCH_MS = 5;

    /** Before a host vouches for what only a revoked device has vouched for: some other host may be quicker. */
    private static final int WITNESS_DELAY_MS = 3_000;

    private final MeshOptions options;
    private final MeshLedgers ledgers;
    private final MeshGate gate;
    private final StateSource states;
    private final @Nullable GroupTrust trust;
    private final SecureRandom random = new SecureRandom();
    private final MeshLoop loop;
    private final MeshNode node;
    private final int number;
    private final Map<String, SharedLedger> shared = new LinkedHashMap<>();
    private final @Nullable Vouching vouching;
    private final QuestionDesk questions;
    private final LinkTransport transport;
    private volatile boolean closed;
    private long witnessMs = Long.MAX_VALUE;
    private long rosterRevision;

    private MeshCore(
            MeshOptions options,
            MeshLedgers ledgers,
            MeshGate gate,
            StateSource states,
            @Nullable GroupTrust trust,
            int number) {
        this.options = options;
        this.ledgers = ledgers;
        this.gate = gate;
        this.states = states;
        this.trust = trust;
        this.number = number;
        vouching = trust == null ? null : new Vouching(trust);
        loop = new MeshLoop(options.name(), this::afterwards);
        transport = LinkTransport.create(linkOptions());
        node = new MeshNode(
                new MeshSettings(
                        number,
                        options.name(),
                        transport::address,
                        options.graph().seeds(),
                        options.graph().neighbours(),
                        options.graph().neighboursMax(),
                        BATCH_MS),
                random::nextInt,
                options.clock()::millis);
        questions = new QuestionDesk(node, loop);
    }

    private LinkOptions linkOptions() {
        MeshOptions.Group group = options.group();
        GroupTrust by = trust;
        return new LinkOptions(
                number,
                options.place().host(),
                options.place().port(),
                options.place().announced(),
                group == null ? null : group.identity(),
                new MeshDoor(number, by, this::learnLater),
                () -> by == null ? new byte[0] : by.credentials().bytes(),
                by == null ? null : (key, request) -> MeshDoor.admit(key, request, this),
                loop,
                LinkLimits.DEFAULT);
    }

    static MeshCore start(MeshOptions options, MeshLedgers ledgers, MeshGate gate, StateSource states) {
        GroupTrust trust = options.group() == null ? null : GroupTrust.open(options.group(), options, ledgers);
        int number = trust == null ? options.node() : trust.number();
        MeshCore core = new MeshCore(options, ledgers, gate, states, trust, number);
        gate.open(trust == null ? (ledger, entry, movement, source) -> MeshGate.ALLOWED : trust);
        core.loop.await(core::begin);
        ledgers.whenOpened(ledger -> core.loop.execute(() -> core.share(ledger)));
        // One may have been opened before anybody listened.
        core.loop.execute(() -> ledgers.all().forEach(core::share));
        return core;
    }

    private void begin() {
        node.start(loop.nowMs());
        if (trust != null) {
            share(ledgers.findOrMake(TrustLedger.ROSTER.text(), TrustLedger.LAYOUT));
            share(ledgers.findOrMake(TrustLedger.SEALS.text(), TrustLedger.LAYOUT));
            rosterRevision = trust.guard().revision();
        }
        ledgers.all().forEach(this::share);
        transport.start(this);
    }

    private void share(Ledger ledger) {
        boolean unwanted = TrustLedger.isOne(ledger.name()) && trust == null;
        if (closed || unwanted || shared.containsKey(ledger.name()) || !options.shares(ledger.name())) {
            return;
        }
        if (shared.size() >= LEDGERS_MAX) {
            LOG.warn("Ledger {} is not shared: a mesh shares at most {}", ledger.name(), LEDGERS_MAX);
            return;
        }
        LedgerSync sync = new LedgerSync(
                ledger.name(),
                ledger.codec(),
                peer -> ledger.index(SharedLedger.peer(peer)),
                random::nextInt,
                SyncPace.DEFAULT);
        StateSource.Watch watch = null;
        if (!TrustLedger.isOne(ledger.name())) {
            sync.after(trustSyncs());
            watch = states.watch(ledger, new StateInbox(ledger.name(), node, loop));
        }
        SharedLedger added = new SharedLedger(ledger, sync, watch, () -> loop.execute(() -> arrived(ledger.name())));
        shared.put(ledger.name(), added);
        node.addLedger(ledger.name(), ledger.layout(), sync, loop.nowMs());
        vouch(added);
    }

    private List<LedgerSync> trustSyncs() {
        return shared.values().stream()
                .filter(one -> TrustLedger.isOne(one.name()))
                .map(one -> one.sync)
                .toList();
    }

    // ------------------------------------------------------------------------------------------------- the ledgers

    /** Reads on in a journal; a little at a time, so that nobody else waits. */
    private void arrived(String name) {
        SharedLedger from = shared.get(name);
        if (closed || from == null) {
            return;
        }
        List<Entry> entries = from.arrivals.next(ARRIVALS_MAX);
        List<Entry> own = new ArrayList<>();
        for (Entry entry : entries) {
            if (from.arrived(entry) == null) {
                own.add(entry);
            }
        }
        if (trust != null && TrustLedger.isOne(name) && !entries.isEmpty()) {
            trust.learn(name, entries);
            noteRoster();
        }
        if (!own.isEmpty()) {
            tell(from, own);
        }
        if (from.watch != null && !entries.isEmpty()) {
            from.watch.grown();
        }
        if (entries.size() == ARRIVALS_MAX) {
            loop.execute(() -> arrived(name));
        }
    }

    /** Entries of this host itself are durable. */
    private void tell(SharedLedger from, List<Entry> own) {
        boolean seals = from.name().equals(TrustLedger.SEALS.text());
        if (vouching == null || from.name().equals(Mesh.ROSTER)) {
            node.appended(from.name(), own, List.of(), loop.nowMs());
        } else if (seals) {
            // They have gone with what they vouch for.
            from.sync.grown(loop.nowMs());
        } else {
            vouching.durable(from.name(), own, loop.nowMs());
        }
    }

    /** Tells others what has been vouched for, once the seal is on disk: a crash must not give its number to another one. */
    private void tell(Vouching.Sealed sealed) {
        SharedLedger seals = shared.get(TrustLedger.SEALS.text());
        if (seals != null) {
            insertOwn(seals, sealed.seal(), () -> {
                if (!sealed.entries().isEmpty()) {
                    node.appended(sealed.ledger(), sealed.entries(), List.of(sealed.seal()), loop.nowMs());
                }
            });
        }
    }

    private void insertOwn(SharedLedger into, Entry entry, Runnable then) {
        whenDone(into.ledger.insert(List.of(entry), GroupTrust.SELF), (inserted, problem) -> {
            if (problem == null) {
                loop.execute(then);
            } else {
                LOG.warn("An entry of the mesh could not be kept in {}", into.name(), problem);
            }
        });
    }

    private void vouch(SharedLedger ledger) {
        if (vouching != null && !TrustLedger.isOne(ledger.name())) {
            vouching.needy(ledger.ledger).forEach(this::tell);
        }
    }

    /** The roster may have changed: those who are out are let go of, and what only they vouched for gets another witness. */
    private void noteRoster() {
        GroupTrust by = trust;
        if (by == null || by.guard().revision() == rosterRevision) {
            return;
        }
        rosterRevision = by.guard().revision();
        witnessMs = Math.min(witnessMs, loop.nowMs() + random.nextInt(WITNESS_DELAY_MS));
        for (String peer : transport.peers()) {
            if (by.isOut(Integer.parseInt(peer))) {
                transport.hangUp(peer, "its device was revoked");
            }
        }
    }

    /** Roster entries that somebody showed as credentials. Any thread. */
    private void learnLater(List<Entry> chain, String sender) {
        loop.execute(() -> {
            SharedLedger roster = shared.get(Mesh.ROSTER);
            if (roster != null) {
                insert(roster, chain, SharedLedger.peer(sender), (added, refused) -> roster.sync.grown(loop.nowMs()));
            }
        });
    }

    private void insert(SharedLedger into, List<Entry> entries, Source source, ObjLongConsumer<List<Entry>> landed) {
        SharedLedger.Landing landing = into.expect(entries);
        whenDone(
                into.ledger.insert(entries, source),
                (inserted, problem) -> loop.execute(() -> {
                    // What was published has been heard of before, as the ledger's thread tells of it first.
                    arrived(into.name());
                    into.landed(landing);
                    if (problem != null) {
                        LOG.warn(
                                "Entries of {} could not be inserted in {}: {}",
                                source.name(),
                                into.name(),
                                problem.toString());
                    }
                    landed.accept(landing.added, inserted == null ? 0 : refused(inserted));
                }));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // What is done then is the last there is to do.
    private static void whenDone(
            CompletableFuture<Inserted> insert, BiConsumer<@Nullable Inserted, @Nullable Throwable> then) {
        insert.whenComplete(then);
    }

    private static long refused(Inserted inserted) {
        return inserted.refused().values().stream().mapToLong(Long::longValue).sum();
    }

    // ---------------------------------------------------------------------------------------------------- the node

    private void afterwards() {
        if (closed) {
            return;
        }
        long nowMs = loop.nowMs();
        if (vouching != null) {
            vouching.tick(nowMs).forEach(this::tell);
            keep(vouching.toKeep(nowMs));
        }
        for (List<MeshOutput> outputs = node.drain(); !outputs.isEmpty(); outputs = node.drain()) {
            outputs.forEach(this::perform);
        }
        long next = Math.min(
                node.nextTickMs(nowMs), Math.min(vouching == null ? Long.MAX_VALUE : vouching.nextTickMs(), witnessMs));
        loop.wakeAt(next, this::tick);
    }

    /** Seals that came with entries. They are in effect already, so nobody needs to ask whether they may be here. */
    private void keep(List<Entry> received) {
        SharedLedger seals = shared.get(TrustLedger.SEALS.text());
        if (seals != null && !received.isEmpty()) {
            insert(seals, received, GroupTrust.SELF, (added, refused) -> seals.sync.grown(loop.nowMs()));
        }
    }

    private void tick() {
        if (closed) {
            return;
        }
        node.tick(loop.nowMs());
        if (loop.nowMs() >= witnessMs) {
            witnessMs = Long.MAX_VALUE;
            shared.values().forEach(this::vouch);
        }
    }

    private void perform(MeshOutput output) {
        switch (output) {
            case MeshOutput.Send send -> transport.send(send.peer(), send.frame());
            case MeshOutput.Dial dial -> transport.dial(dial.address());
            case MeshOutput.HangUp hangUp -> transport.hangUp(hangUp.peer(), hangUp.reason());
            case MeshOutput.Insert insert -> insert(insert.insertion());
            case MeshOutput.SyncInsert insert -> {
                SharedLedger into = shared.get(insert.ledger());
                if (into != null) {
                    insert(
                            into,
                            insert.entries(),
                            SharedLedger.peer(insert.peer()),
                            (added, refused) ->
                                    node.synced(insert.ledger(), insert.peer(), added, refused, loop.nowMs()));
                }
            }
            case MeshOutput.Offer offer -> take(offer);
            case MeshOutput.Asked asked -> questions.answer(asked, shared.get(Mesh.MESSAGES));
            case MeshOutput.Answered answered -> questions.answered(answered);
            case MeshOutput.Replay replay -> watch(replay.ledger(), watch -> watch.replay(replay.compute()));
            case MeshOutput.Report report -> watch(report.ledger(), watch -> watch.report(report.report()));
        }
    }

    private void watch(String ledger, Consumer<StateSource.Watch> task) {
        SharedLedger known = shared.get(ledger);
        if (known != null && known.watch != null) {
            task.accept(known.watch);
        }
    }

    private void insert(Insertion insertion) {
        SharedLedger into = shared.get(insertion.ledger());
        if (into == null) {
            return;
        }
        if (vouching != null) {
            vouching.received(insertion.seals(), insertion.from(), loop.nowMs());
        }
        insert(
                into,
                insertion.entries(),
                SharedLedger.peer(insertion.from()),
                (added, refused) -> node.inserted(insertion, added, refused, loop.nowMs()));
    }

    private void take(MeshOutput.Offer offer) {
        boolean ours = options.shares(offer.ledger()) && shared.size() < LEDGERS_MAX;
        boolean trustLedger = TrustLedger.isOne(offer.ledger());
        if (!ours || trustLedger) {
            return;
        }
        Thread.startVirtualThread(() -> {
            try {
                Ledger ledger = ledgers.findOrMake(offer.ledger(), offer.layout());
                loop.execute(() -> share(ledger));
            } catch (RuntimeException e) {
                LOG.warn("The ledger {} that {} shares cannot be made here", offer.ledger(), offer.peer(), e);
            }
        });
    }

    // ---------------------------------------------------------------------------------------------- the transport

    @Override
    public void up(String peer) {
        node.up(peer, loop.nowMs());
    }

    @Override
    public void down(String peer, String reason) {
        node.down(peer, loop.nowMs());
    }

    @Override
    public void received(String peer, byte[] frame) {
        node.receive(peer, frame, loop.nowMs());
    }

    @Override
    public void writable(String peer) {
        // What was not taken is lost, as frames may be; the sync brings it.
    }

    @Override
    public void unreachable(String address, String reason) {
        node.unreachable(address, reason, loop.nowMs());
    }

    // --------------------------------------------------------------------------------------------------- entrances

    int number() {
        return number;
    }

    String address() {
        return transport.address();
    }

    boolean hasGroup() {
        return trust != null;
    }

    MeshOptions options() {
        return options;
    }

    /** The group's trust. */
    GroupTrust trust() {
        GroupTrust known = trust;
        if (known == null) {
            throw new LedgerException("This mesh is insecure and has no group; set mesh.mode to group to have one");
        }
        return known;
    }

    /** Makes an entry of the roster on the loop's thread, and waits until it is durable and in effect. */
    <T> T writeRoster(Function<GroupTrust, Written<T>> writer) {
        GroupTrust by = trust();
        Written<T> written = loop.ask(() -> writer.apply(by));
        Mesh.durable(rosterLedger().insert(List.of(written.entry()), GroupTrust.SELF));
        loop.await(() -> arrived(Mesh.ROSTER));
        return written.result();
    }

    /** An entry of the roster, and what it is for. */
    record Written<T>(Entry entry, T result) {}

    /** The roster, as it is on disk. */
    Ledger rosterLedger() {
        return loop.ask(() -> shared.get(Mesh.ROSTER)).ledger;
    }

    List<LedgerVerdicts> verdicts() {
        return loop.ask(() -> shared.values().stream()
                .map(ledger -> ledger.verdicts(node.stateVerdicts(ledger.name()), loop.nowMs()))
                .toList());
    }

    MeshStatus status() {
        return loop.ask(node::status);
    }

    String nameOf(String peer) {
        return loop.ask(() -> node.nameOf(peer));
    }

    long nowMs() {
        return loop.nowMs();
    }

    QuestionDesk questions() {
        return questions;
    }

    @Override
    public void close() {
        closed = true;
        gate.close();
        transport.close();
        if (vouching != null) {
            loop.execute(() -> keep(vouching.toKeep(Long.MAX_VALUE)));
        }
        loop.close();
        shared.values().forEach(SharedLedger::close);
    }
}
