package io.ledgerstone.host.mesh;

import io.ledgerstone.gossip.Joined;
import io.ledgerstone.gossip.Mesh;
import io.ledgerstone.gossip.MeshGate;
import io.ledgerstone.gossip.MeshLedgers;
import io.ledgerstone.gossip.MeshOptions;
import io.ledgerstone.host.HostException;
import io.ledgerstone.host.addons.StateWatches;
import io.ledgerstone.host.config.Config;
import io.ledgerstone.host.config.Settings;
import io.ledgerstone.host.folder.HostIdentity;
import io.ledgerstone.host.folder.Ledgers;
import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.entry.LedgerException;
import io.ledgerstone.ledger.trust.Invite;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The mesh of a host: off until the host is to stay, and as long as it is in no group. Any thread; one at a time changes anything.
 */
public final class HostMesh implements AutoCloseable {
    private static final String NO_MESH =
            "This host is in no mesh. To found a group, ask the running host for an invite (ledgerstone"
                    + " invite); to join one, use an invite that somebody gave you (ledgerstone join)";

    private final Config config;
    private final Ledgers ledgers;
    private final HostIdentity identity;
    private final MeshGate gate;
    private final StateWatches states;
    private final MeshFolder folder;
    private @Nullable Mesh mesh;
    private boolean stays;

    /** A mesh that is off. */
    public HostMesh(
            Config config,
            Path dataFolder,
            Ledgers ledgers,
            HostIdentity identity,
            MeshGate gate,
            StateWatches states) {
        this.config = config;
        this.ledgers = ledgers;
        this.identity = identity;
        this.gate = gate;
        this.states = states;
        folder = new MeshFolder(dataFolder);
    }

    /**
     * The host stays from now on: links it to others, if it is in a group or the configuration asks for an insecure mesh.
     *
     * @throws HostException if that cannot be done, such as when the port is taken
     */
    public synchronized Optional<Mesh> start() {
        stays = true;
        String mode = config.get(Settings.MESH_MODE);
        if (mode.equals("insecure")) {
            MeshOptions options =
                    MeshOptions.insecure(config.get(Settings.MESH_NODE).intValue());
            mesh = start(
                    located(config.find(Settings.MESH_NAME).map(options::called).orElse(options), List.of()));
        } else if (mode.equals("group")) {
            folder.group().ifPresent(group -> mesh = start(inGroup(group)));
        }
        return Optional.ofNullable(mesh);
    }

    private MeshOptions inGroup(MeshFolder.Group group) {
        MeshOptions options = MeshOptions.of(
                new MeshOptions.Group(group.founder(), folder.identity()),
                deviceName(),
                identity.realm(),
                identity.creator());
        return located(options, group.seeds());
    }

    private MeshOptions located(MeshOptions options, List<String> moreSeeds) {
        String listen = config.get(Settings.MESH_LISTEN);
        int colon = listen.lastIndexOf(':');
        if (colon < 1 || !listen.substring(colon + 1).matches("\\d{1,5}")) {
            throw new HostException(
                    "mesh.listen must be an address and a port, such as 127.0.0.1:4701, not '" + listen + "'");
        }
        List<String> seeds = new ArrayList<>(config.get(Settings.MESH_SEEDS));
        seeds.addAll(moreSeeds);
        return options.listening(
                        listen.substring(0, colon),
                        Integer.parseInt(listen.substring(colon + 1)),
                        config.find(Settings.MESH_ADDRESS).orElse(""))
                .dialing(
                        seeds,
                        config.get(Settings.MESH_NEIGHBOURS),
                        config.get(Settings.MESH_NEIGHBOURS_MAX).intValue())
                .sharing(config.get(Settings.MESH_LEDGERS));
    }

    private Mesh start(MeshOptions options) {
        try {
            return Mesh.start(options, new SharedLedgers(ledgers), gate, states);
        } catch (LedgerException e) {
            throw new HostException("The mesh cannot start: " + e.getMessage(), e);
        }
    }

    /**
     * The mesh that runs.
     *
     * @throws HostException if none does
     */
    synchronized Mesh running() {
        if (mesh == null) {
            throw new HostException(
                    stays || folder.group().isEmpty()
                            ? NO_MESH
                            : "No host runs on this data folder; start it with ledgerstone run, then ask again");
        }
        return mesh;
    }

    /** What is known of states that differ. */
    StateWatches states() {
        return states;
    }

    /** The mesh that runs, if one does. */
    public synchronized Optional<Mesh> find() {
        return Optional.ofNullable(mesh);
    }

    /** The mesh that runs; founds a group if this host is in none. */
    synchronized Founded foundOrFind() {
        requireGroupMode();
        boolean founds = folder.group().isEmpty();
        if (!stays) {
            throw new HostException(
                    "No host runs on this data folder, so nobody could join it; start it with ledgerstone run,"
                            + " then invite from another terminal");
        }
        if (founds) {
            Ledger roster = new SharedLedgers(ledgers).findOrMake(Mesh.ROSTER, KeyLayout.CROSS_REALM);
            MeshFolder.Group group = new MeshFolder.Group(
                    Mesh.found(
                            roster,
                            folder.identity(),
                            config.get(Settings.LEDGER_NAME),
                            deviceName(),
                            identity.realm(),
                            identity.creator()),
                    List.of());
            folder.keep(group);
            mesh = start(inGroup(group));
        }
        return new Founded(running(), founds);
    }

    /**
     * The mesh that runs.
     *
     * @param mesh which
     * @param now whether the group was founded for it just now
     */
    record Founded(Mesh mesh, boolean now) {}

    /** Joins a group; links this host to it at once if it stays. */
    synchronized Joined join(String text, @Nullable String name) {
        requireGroupMode();
        if (folder.group().isPresent()) {
            throw new HostException(
                    "This host is in a group already; a data folder is in one group for life. Use another folder"
                            + " with --data to join a second one");
        }
        Joined joined = Mesh.join(
                Invite.parse(text.strip()),
                folder.identity(),
                name == null ? deviceName() : name,
                identity.realm(),
                identity.creator());
        Mesh.remember(joined, new SharedLedgers(ledgers).findOrMake(Mesh.ROSTER, KeyLayout.CROSS_REALM));
        MeshFolder.Group group = new MeshFolder.Group(joined.founder(), joined.addresses());
        folder.keep(group);
        if (stays) {
            mesh = start(inGroup(group));
        }
        return joined;
    }

    private void requireGroupMode() {
        if (!config.get(Settings.MESH_MODE).equals("group")) {
            throw new HostException("mesh.mode is " + config.get(Settings.MESH_MODE)
                    + " in the configuration; groups need it to be group");
        }
    }

    private String deviceName() {
        return config.find(Settings.MESH_NAME).orElseGet(() -> {
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException e) {
                return "host";
            }
        });
    }

    /** Lets go of all peers. */
    @Override
    public synchronized void close() {
        if (mesh != null) {
            mesh.close();
            mesh = null;
        }
        stays = false;
    }

    /** The host's ledgers for the mesh. */
    private record SharedLedgers(Ledgers ledgers) implements MeshLedgers {
        @Override
        public List<Ledger> all() {
            return ledgers.all().readable();
        }

        @Override
        public Ledger findOrMake(String name, KeyLayout layout) {
            return ledgers.findOrMake(name, layout);
        }

        @Override
        public void whenOpened(Consumer<Ledger> listener) {
            ledgers.whenOpened(listener);
        }
    }
}
