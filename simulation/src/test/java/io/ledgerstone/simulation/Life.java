package io.ledgerstone.simulation;

import io.ledgerstone.gossip.protocol.Answer;
import io.ledgerstone.gossip.protocol.Insertion;
import io.ledgerstone.gossip.protocol.MeshNode;
import io.ledgerstone.gossip.protocol.MeshOutput;
import io.ledgerstone.gossip.protocol.MeshSettings;
import io.ledgerstone.ledger.LedgerThreads;
import io.ledgerstone.ledger.Source;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.EntryId;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.sync.StateVerdict;
import io.ledgerstone.simulation.Broken.Invariant;
import io.ledgerstone.transport.TransportListener;
import io.ledgerstone.transport.memory.MemoryTransport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** One run of a host's program, from a start to a stop or a crash. */
final class Life implements TransportListener {
    private static final long DISK_MS_MAX = 12;
    private static final long KEEP_SEALS_MS = 50;

    private final Host host;
    private final World world;
    private final Wiring wiring;
    private final Chance chance;
    private final long bornMs;
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final LedgerThreads threads = LedgerThreads.of(this::later);
    private final Map<String, HostLedger> ledgers = new LinkedHashMap<>();
    private final List<HostLedger> numbered;
    private final HostTrust trust;
    private final Folding folding;
    private final MemoryTransport transport;
    private final MeshNode node;
    private final StateTeller teller;
    private final Map<EntryId, Entry> unsealed = new HashMap<>();
    private boolean scheduled;
    private boolean over;
    private long dueMs;

    Life(Host host, World world, Wiring wiring, Chance chance) {
        this.host = host;
        this.world = world;
        this.wiring = wiring;
        this.chance = chance;
        bornMs = world.nowMs();
        trust = new HostTrust(this, host.identity(), world, chance);
        open();
        numbered = List.copyOf(ledgers.values());
        HostLedger guild = ledger(World.GUILD);
        guild.sync()
                .after(List.of(ledger(World.ROSTER).sync(), ledger(World.SEALS).sync()));
        ledger(World.SEALS).sync().after(List.of(ledger(World.ROSTER).sync()));
        folding = wiring.folding(guild.ledger());
        folding.arrived(List.copyOf(guild.shadow().all().values()));
        transport = world.network().transport(host.identity().name(), host.address());
        node = new MeshNode(settings(), chance, this::wallMs);
        teller = new StateTeller(this, node);
        for (HostLedger ledger : numbered) {
            node.addLedger(ledger.name(), KeyLayout.CROSS_REALM, ledger.sync(), timerMs());
        }
        transport.start(this);
        node.start(timerMs());
        host.window().resume(guild, wiring);
        settle();
    }

    /** A run that cannot begin does nothing more, whatever its ledgers have asked for already. */
    private void open() {
        over = true;
        for (String name : World.LEDGERS) {
            ledgers.put(name, new HostLedger(this, name, host.shadow(name), trust));
        }
        over = false;
    }

    private MeshSettings settings() {
        int number = host.identity().number();
        return MeshSettings.of(number, host.address(), host.neighbours());
    }

    Host host() {
        return host;
    }

    World world() {
        return world;
    }

    Wiring wiring() {
        return wiring;
    }

    Chance chance() {
        return chance;
    }

    LedgerThreads threads() {
        return threads;
    }

    HostLedger ledger(String name) {
        return Objects.requireNonNull(ledgers.get(name));
    }

    HostTrust trust() {
        return trust;
    }

    Map<String, Long> state() {
        return folding.state();
    }

    /** How its state stands to those of its neighbours. */
    Map<String, StateVerdict> stateVerdicts() {
        Map<String, StateVerdict> verdicts = new TreeMap<>();
        node.stateVerdicts(World.GUILD)
                .forEach((peer, addons) -> addons.values().forEach(verdict -> verdicts.put(peer, verdict)));
        return verdicts;
    }

    MemoryTransport transport() {
        return transport;
    }

    long nowMs() {
        return world.nowMs();
    }

    long wallMs() {
        return host.wallMs();
    }

    long timerMs() {
        return wiring.timerMs(nowMs(), wallMs());
    }

    /** When it has something to do by itself. */
    long dueMs() {
        return dueMs;
    }

    void made(Entry entry) {
        world.book().made(entry.id());
    }

    /** What the ledgers want done goes to a disk that needs its time. */
    private void later(Runnable task) {
        tasks.add(task);
        if (!scheduled) {
            scheduled = true;
            world.at(nowMs() + chance.between(0, DISK_MS_MAX), this::runTasks);
        }
    }

    private void runTasks() {
        guarded(() -> {
            scheduled = false;
            for (int left = tasks.size(); left > 0; left--) {
                tasks.remove().run();
                lookAround();
            }
            if (!tasks.isEmpty() && !scheduled) {
                later(() -> {});
            }
            settle();
        });
    }

    /** Does something of this run; whatever it throws ends the run, if its power is cut, or the world. */
    void guarded(Runnable what) {
        if (over) {
            return;
        }
        try {
            what.run();
        } catch (Broken e) {
            world.broken(e);
        } catch (RuntimeException | Error e) {
            if (!host.isCut()) {
                world.broken(new Broken(Invariant.NO_EXCEPTION, "host " + host.label() + ": " + e, e));
            }
        }
        if (host.isCut() && !over) {
            world.crashed(host);
        }
    }

    void asked(CompletableFuture<?> future) {
        // What comes of it is told by what hangs on it; a run that is over is told nothing.
        if (future.isCompletedExceptionally()) {
            trust.lookSoon();
        }
    }

    private void lookAround() {
        for (HostLedger ledger : numbered) {
            List<Entry> entries = ledger.look();
            if (!entries.isEmpty()) {
                world.trace(host, ledger.name() + " has " + ledger.shadow().size() + " entries");
                trust.learn(ledger.name(), entries, false);
                if (ledger.name().equals(World.GUILD)) {
                    folding.arrived(entries);
                    explain();
                    teller.grown();
                    host.window().followed(ledger.seenTo());
                }
            }
        }
    }

    /** The state must be what an independent fold over an independent copy of the entries gives. */
    private void explain() {
        HostLedger guild = ledger(World.GUILD);
        guild.require(
                folding.state().equals(guild.shadow().state()),
                Invariant.EXPLAINED_BY_ENTRIES,
                "its state is not what its " + guild.shadow().size() + " entries give");
    }

    /** Does everything that is to be done now. */
    private void settle() {
        boolean busy = true;
        while (busy && !over) {
            List<MeshOutput> outputs = node.drain();
            outputs.forEach(this::perform);
            List<HostTrust.Sealed> seals = trust.seals();
            seals.forEach(this::seal);
            busy = !outputs.isEmpty() || !seals.isEmpty();
        }
        long next = Math.min(trust.nextTickMs(), node.nextTickMs(timerMs()));
        dueMs = next == Long.MAX_VALUE ? next : Math.max(nowMs() + 1, nowMs() + next - timerMs());
        dueMs = Math.min(dueMs, Math.max(nowMs() + 1, teller.dueMs()));
    }

    private void perform(MeshOutput output) {
        switch (output) {
            case MeshOutput.Send send -> {
                if (wiring.sends(nowMs() - bornMs, send.frame())) {
                    transport.send(send.peer(), send.frame());
                }
            }
            case MeshOutput.Dial dial -> {
                if (wiring.dials(dial.address())) {
                    transport.dial(dial.address());
                }
            }
            case MeshOutput.HangUp hangUp -> transport.hangUp(hangUp.peer(), hangUp.reason());
            case MeshOutput.Insert insert -> insert(insert.insertion());
            case MeshOutput.SyncInsert insert ->
                ledger(insert.ledger()).insert(insert.entries(), insert.peer(), (added, refused) -> {
                    node.synced(insert.ledger(), insert.peer(), added, refused, timerMs());
                    settle();
                });
            case MeshOutput.Asked asked ->
                node.answer(asked.number(), asked.peer(), new Answer.Refused("nobody is at home"));
            case MeshOutput.Offer offer -> world.trace(host, "is offered " + offer.ledger());
            case MeshOutput.Answered answered -> world.trace(host, "is answered");
            case MeshOutput.Replay replay -> teller.replay(replay.compute());
            case MeshOutput.Report report -> world.trace(host, "reports a state");
        }
    }

    /** Inserts what came by gossip, for which its genuine seals count at once; these themselves are kept a little later. */
    private void insert(Insertion insertion) {
        List<Entry> genuine = insertion.seals().stream()
                .filter(seal ->
                        trust.guard().acceptsSeal(seal, insertion.from()).isGenuine())
                .toList();
        if (!genuine.isEmpty()) {
            world.at(
                    nowMs() + KEEP_SEALS_MS,
                    () -> guarded(
                            () -> ledger(World.SEALS).insert(genuine, insertion.from(), (added, refused) -> settle())));
        }
        ledger(insertion.ledger()).insert(insertion.entries(), insertion.from(), (added, refused) -> {
            node.inserted(insertion, added, refused, timerMs());
            settle();
        });
    }

    /** A seal is shown to nobody before it is durable. */
    private void seal(HostTrust.Sealed sealed) {
        List<Entry> entries = new ArrayList<>();
        for (EntryId id : sealed.ids()) {
            Entry entry = unsealed.remove(id);
            if (entry != null) {
                entries.add(entry);
            }
        }
        insert(World.SEALS, List.of(sealed.seal()), () -> {
            if (!entries.isEmpty() && wiring.tells(World.GUILD)) {
                node.appended(World.GUILD, entries, List.of(sealed.seal()), timerMs());
            }
        });
    }

    /** Some time has passed. */
    void tick() {
        guarded(() -> {
            node.tick(timerMs());
            trust.tick();
            teller.tick();
            settle();
        });
    }

    /** A user does something. */
    void append(String type, Fields fields) {
        guarded(() -> {
            HostLedger guild = ledger(World.GUILD);
            asked(guild.ledger().append(type, fields, Source.LOCAL).handle((appended, failure) -> {
                if (failure == null) {
                    kept(guild, List.of(appended.entry()));
                } else {
                    trust.lookSoon();
                }
                return failure == null;
            }));
        });
    }

    void ignore(Key target) {
        guarded(() -> {
            HostLedger guild = ledger(World.GUILD);
            asked(guild.ledger().ignore(target, Source.LOCAL).handle((appended, failure) -> {
                if (failure == null) {
                    kept(guild, List.of(appended.entry()));
                }
                return failure == null;
            }));
        });
    }

    /** Brings old entries of the guild, which are sealed then. */
    void bring(List<Entry> entries) {
        insert(World.GUILD, entries, () -> kept(ledger(World.GUILD), entries));
    }

    /** Writes to the roster. */
    void enroll(List<Entry> entries) {
        insert(World.ROSTER, entries, () -> node.appended(World.ROSTER, entries, List.of(), timerMs()));
    }

    private void insert(String name, List<Entry> entries, Runnable then) {
        guarded(() -> {
            HostLedger into = ledger(name);
            asked(into.ledger().insert(entries, Source.LOCAL).handle((inserted, failure) -> {
                if (failure != null) {
                    trust.lookSoon();
                } else {
                    guarded(() -> {
                        into.acknowledged(entries);
                        then.run();
                        settle();
                    });
                }
                return failure == null;
            }));
        });
    }

    private void kept(HostLedger guild, List<Entry> entries) {
        guarded(() -> {
            guild.acknowledged(entries);
            List<EntryId> ids = new ArrayList<>();
            for (Entry entry : entries) {
                ids.add(entry.id());
                unsealed.put(entry.id(), entry);
            }
            trust.vouchFor(ids);
            host.acknowledged(ids);
        });
    }

    @Override
    public void up(String peer) {
        world.trace(host, "up " + peer);
        guarded(() -> {
            node.up(peer, timerMs());
            settle();
        });
    }

    @Override
    public void down(String peer, String reason) {
        world.trace(host, "down " + peer + ": " + reason);
        guarded(() -> {
            node.down(peer, timerMs());
            settle();
        });
    }

    @Override
    public void received(String peer, byte[] frame) {
        world.traceFrame(host, peer, frame);
        guarded(() -> {
            node.receive(peer, frame, timerMs());
            settle();
        });
    }

    @Override
    public void writable(String peer) {
        world.trace(host, "writable " + peer);
    }

    @Override
    public void unreachable(String address, String reason) {
        world.trace(host, "unreachable " + address);
        guarded(() -> {
            node.unreachable(address, reason, timerMs());
            settle();
        });
    }

    /** Ends it as a person would. */
    void stop() {
        guarded(() -> {
            transport.close();
            while (!tasks.isEmpty()) {
                tasks.remove().run();
                lookAround();
            }
            numbered.forEach(ledger -> ledger.ledger().close());
        });
        over = true;
    }

    /** Ends it as a power cut would. */
    void kill() {
        over = true;
        world.network().crash(transport);
    }

    boolean isOver() {
        return over;
    }
}
