package io.ledgerstone.gossip;

import io.ledgerstone.gossip.link.LinkIdentity;
import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.LedgerOptions;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.trust.DeviceKey;
import io.ledgerstone.ledger.trust.Invite;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A host of a test: ledgers in a folder, a device, and a mesh while it is up. */
final class TestHost implements MeshLedgers, AutoCloseable {
    final String name;
    final long creator;
    private final Path folder;
    private final LinkIdentity identity = LinkIdentity.generate(new SecureRandom());
    private final Map<String, Ledger> ledgers = new TreeMap<>();
    private final List<Consumer<Ledger>> listeners = new CopyOnWriteArrayList<>();
    private MeshGate gate = new MeshGate();
    private @Nullable DeviceKey founder;
    private List<String> seeds = List.of();
    private @Nullable Mesh mesh;

    TestHost(Path folder, String name, long creator) {
        this.folder = folder;
        this.name = name;
        this.creator = creator;
    }

    /** Founds a group. */
    TestHost found() {
        founder = Mesh.found(findOrMake(Mesh.ROSTER, KeyLayout.CROSS_REALM), identity, "guild", name, 0, creator);
        return this;
    }

    /** Joins the group of an invite. */
    TestHost join(Invite invite) {
        Joined joined = Mesh.join(invite, identity, name, 0, creator);
        Mesh.remember(joined, findOrMake(Mesh.ROSTER, KeyLayout.CROSS_REALM));
        founder = joined.founder();
        seeds = joined.addresses();
        return this;
    }

    /** Starts the mesh: a group's, if it is in one. */
    TestHost start() {
        MeshOptions options = founder == null
                ? MeshOptions.insecure((int) creator)
                : MeshOptions.of(new MeshOptions.Group(founder, identity), name, 0, creator);
        mesh = Mesh.start(options.dialing(seeds, List.of(), 3), this, gate, StateSource.NONE);
        return this;
    }

    TestHost seeds(String... addresses) {
        seeds = List.of(addresses);
        return this;
    }

    Mesh mesh() {
        Mesh up = mesh;
        if (up == null) {
            throw new AssertionError(name + " has no mesh");
        }
        return up;
    }

    Ledger guild() {
        return findOrMake("guild", KeyLayout.CROSS_REALM);
    }

    @Override
    public synchronized List<Ledger> all() {
        return List.copyOf(ledgers.values());
    }

    @Override
    public Ledger findOrMake(String ledgerName, KeyLayout layout) {
        Ledger opened;
        synchronized (this) {
            Ledger known = ledgers.get(ledgerName);
            if (known != null) {
                return known;
            }
            opened = Ledger.open(
                    folder.resolve(name).resolve(ledgerName),
                    LedgerOptions.DEFAULT
                            .name(ledgerName)
                            .layout(layout)
                            .creator(0, creator)
                            .authorization(gate.authorization(ledgerName)));
            ledgers.put(ledgerName, opened);
        }
        listeners.forEach(listener -> listener.accept(opened));
        return opened;
    }

    @Override
    public void whenOpened(Consumer<Ledger> listener) {
        listeners.add(listener);
    }

    /** Ends everything, as a program does that ends. */
    @Override
    public void close() {
        if (mesh != null) {
            mesh.close();
            mesh = null;
        }
        new ArrayList<>(all()).forEach(Ledger::close);
        ledgers.clear();
        listeners.clear();
        gate = new MeshGate();
    }
}
