package io.ledgerstone.bench;

import io.ledgerstone.gossip.Joined;
import io.ledgerstone.gossip.Mesh;
import io.ledgerstone.gossip.MeshGate;
import io.ledgerstone.gossip.MeshLedgers;
import io.ledgerstone.gossip.MeshOptions;
import io.ledgerstone.gossip.StateSource;
import io.ledgerstone.gossip.link.LinkIdentity;
import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.LedgerOptions;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.trust.DeviceKey;
import io.ledgerstone.ledger.trust.Role;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A host of a group in this process: real ledgers on disk, real links with TLS. */
final class MeshHost implements MeshLedgers, AutoCloseable {
    static final String GUILD = "guild";

    private final Path folder;
    private final long creator;
    private final MeshGate gate = new MeshGate();
    private final Map<String, Ledger> ledgers = new TreeMap<>();
    private final List<Consumer<Ledger>> listeners = new CopyOnWriteArrayList<>();
    private final Mesh mesh;

    private MeshHost(Path folder, long creator, List<MeshHost> others) {
        this.folder = folder;
        this.creator = creator;
        LinkIdentity identity = LinkIdentity.generate(new SecureRandom());
        String name = "host" + creator;
        DeviceKey founder;
        List<String> seeds = List.of();
        if (others.isEmpty()) {
            founder = Mesh.found(findOrMake(Mesh.ROSTER, KeyLayout.CROSS_REALM), identity, "bench", name, 0, creator);
        } else {
            Joined joined = Mesh.join(
                    others.getFirst().mesh.invite(Role.MEMBER, "", Duration.ofHours(1)), identity, name, 0, creator);
            Mesh.remember(joined, findOrMake(Mesh.ROSTER, KeyLayout.CROSS_REALM));
            founder = joined.founder();
            seeds = joined.addresses();
        }
        findOrMake(GUILD, KeyLayout.CROSS_REALM);
        mesh = Mesh.start(
                MeshOptions.of(new MeshOptions.Group(founder, identity), name, 0, creator)
                        .dialing(seeds, List.of(), 3),
                this,
                gate,
                StateSource.NONE);
    }

    /** Founds a group, or joins that of other hosts. */
    static MeshHost start(Path folder, long creator, List<MeshHost> others) {
        return new MeshHost(folder.resolve("host" + creator), creator, others);
    }

    Mesh mesh() {
        return mesh;
    }

    Ledger guild() {
        return findOrMake(GUILD, KeyLayout.CROSS_REALM);
    }

    @Override
    public synchronized List<Ledger> all() {
        return List.copyOf(ledgers.values());
    }

    @Override
    public Ledger findOrMake(String name, KeyLayout layout) {
        Ledger opened;
        synchronized (this) {
            Ledger known = ledgers.get(name);
            if (known != null) {
                return known;
            }
            opened = Ledger.open(
                    folder.resolve(name),
                    LedgerOptions.DEFAULT
                            .name(name)
                            .layout(layout)
                            .creator(0, creator)
                            .authorization(gate.authorization(name)));
            ledgers.put(name, opened);
        }
        listeners.forEach(listener -> listener.accept(opened));
        return opened;
    }

    @Override
    public void whenOpened(Consumer<Ledger> listener) {
        listeners.add(listener);
    }

    @Override
    public void close() {
        mesh.close();
        all().forEach(Ledger::close);
    }
}
