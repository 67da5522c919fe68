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
import io.ledgerstone.ledger.trust.Invite;
import io.ledgerstone.ledger.trust.Role;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A host of a group: real ledgers on disk, real links with TLS. */
final class MeshHost implements MeshLedgers, AutoCloseable {
    static final String GUILD = "guild";

    private final Path folder;
    private final long creator;
    private final MeshGate gate = new MeshGate();
    private final Map<String, Ledger> ledgers = new TreeMap<>();
    private final List<Consumer<Ledger>> listeners = new CopyOnWriteArrayList<>();
    private final LinkIdentity identity = LinkIdentity.generate(new SecureRandom());
    private List<String> seeds = List.of();
    private @Nullable DeviceKey founder;
    private @Nullable Mesh mesh;

    /** A host in no group. */
    MeshHost(Path folder, long creator) {
        this.folder = folder;
        this.creator = creator;
    }

    /** Founds a group, or joins that of other hosts, and starts. */
    static MeshHost start(Path folder, long creator, List<MeshHost> others) {
        MeshHost host = new MeshHost(folder.resolve("host" + creator), creator);
        return (others.isEmpty() ? host.found() : host.join(others.getFirst().invite())).start();
    }

    private String name() {
        return "host" + creator;
    }

    private MeshHost found() {
        founder = Mesh.found(findOrMake(Mesh.ROSTER, KeyLayout.CROSS_REALM), identity, "bench", name(), 0, creator);
        return this;
    }

    /** Joins the group of an invite. */
    MeshHost join(Invite invite) {
        Joined joined = Mesh.join(invite, identity, name(), 0, creator);
        Mesh.remember(joined, findOrMake(Mesh.ROSTER, KeyLayout.CROSS_REALM));
        founder = joined.founder();
        seeds = joined.addresses();
        return this;
    }

    /** Links it to others. */
    MeshHost start() {
        findOrMake(GUILD, KeyLayout.CROSS_REALM);
        mesh = Mesh.start(
                MeshOptions.of(new MeshOptions.Group(Objects.requireNonNull(founder), identity), name(), 0, creator)
                        .dialing(seeds, List.of(), 3),
                this,
                gate,
                StateSource.NONE);
        return this;
    }

    Mesh mesh() {
        return Objects.requireNonNull(mesh);
    }

    Invite invite() {
        return mesh().invite(Role.MEMBER, "", Duration.ofHours(1));
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
        if (mesh != null) {
            mesh.close();
        }
        all().forEach(Ledger::close);
    }
}
