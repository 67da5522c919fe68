package io.ledgerstone.host.operations;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerstone.addon.AddonException;
import io.ledgerstone.gossip.MeshGate;
import io.ledgerstone.host.HostException;
import io.ledgerstone.host.addons.Addons;
import io.ledgerstone.host.addons.StateWatches;
import io.ledgerstone.host.channel.ChannelGate;
import io.ledgerstone.host.channel.Channels;
import io.ledgerstone.host.config.Config;
import io.ledgerstone.host.config.EditDistance;
import io.ledgerstone.host.config.Settings;
import io.ledgerstone.host.control.Operations;
import io.ledgerstone.host.control.Progress;
import io.ledgerstone.host.folder.DataFolder;
import io.ledgerstone.host.folder.HostIdentity;
import io.ledgerstone.host.folder.Ledgers;
import io.ledgerstone.host.mesh.HostMesh;
import io.ledgerstone.host.mesh.MeshOperations;
import io.ledgerstone.ledger.Authorization;
import io.ledgerstone.ledger.LedgerOptions;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.entry.LedgerException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;

/** A host in this process: a data folder, its ledgers and its addons, and everything that can be asked of them. */
public final class Host implements Operations {
    private final DataFolder folder;
    private final Ledgers ledgers;
    private final Addons addons;
    private final HostMesh mesh;
    private final Channels channels;
    private final Map<String, Operation> operations = new TreeMap<>();

    private Host(DataFolder folder, Ledgers ledgers, Addons addons, HostMesh mesh) {
        this.folder = folder;
        this.ledgers = ledgers;
        this.addons = addons;
        this.mesh = mesh;
        channels = new Channels(ledgers, InstantSource.system(), new SecureRandom()::nextInt);
        BackupOperation backup = new BackupOperation(folder, ledgers);
        AddonOperations asking = new AddonOperations(addons);
        operations.putAll(new LedgerOperations(ledgers).all());
        operations.putAll(asking.all());
        operations.put("import", new ImportOperation(ledgers, backup)::perform);
        operations.put("export", new ExportOperation(ledgers)::perform);
        operations.put("backup", backup::perform);
        operations.put("verify", new VerifyOperation(ledgers, addons, asking)::perform);
        operations.putAll(new MeshRequests(new MeshOperations(mesh)).all());
        operations.putAll(new ChannelRequests(channels).all());
        operations.put("host", (parameters, progress) -> describe());
    }

    /**
     * Opens a data folder. Ledgers and addons start when they are first needed.
     *
     * @throws io.ledgerstone.host.folder.FolderInUseException if another process has it open
     * @throws HostException if it cannot be opened
     */
    public static Host open(Path dataFolder, Config config) {
        DataFolder folder = DataFolder.open(dataFolder);
        try {
            HostIdentity drawn = folder.identity();
            HostIdentity identity = config.find(Settings.LEDGER_CREATOR)
                    .map(creator ->
                            new HostIdentity(config.get(Settings.LEDGER_REALM).intValue(), creator))
                    .orElse(drawn);
            LedgerOptions options = LedgerOptions.DEFAULT
                    .layout(
                            config.get(Settings.LEDGER_LAYOUT).equals("classic")
                                    ? KeyLayout.CLASSIC
                                    : KeyLayout.CROSS_REALM)
                    .creator(identity.realm(), identity.creator())
                    .checkpointBytes(config.get(Settings.STORE_CHECKPOINT).intValue());
            MeshGate gate = new MeshGate();
            Authorization notFarAhead = Authorization.notFarAhead(InstantSource.system());
            Ledgers ledgers =
                    new Ledgers(folder, options, name -> new ChannelGate(name, gate.authorization(name), notFarAhead));
            Addons addons = new Addons(config, ledgers);
            HostMesh mesh = new HostMesh(
                    config, folder.path(), ledgers, identity, gate, new StateWatches(addons, folder.path()));
            return new Host(folder, ledgers, addons, mesh);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /** Its addons. */
    public Addons addons() {
        return addons;
    }

    /** Its ledgers. */
    public Ledgers ledgers() {
        return ledgers;
    }

    /** Its mesh. */
    public HostMesh mesh() {
        return mesh;
    }

    private ObjectNode describe() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("pid", ProcessHandle.current().pid())
                .put("folder", folder.path().toString());
    }

    @Override
    public ObjectNode perform(String operation, ObjectNode parameters, Progress progress) {
        Operation known = operations.get(operation);
        if (known == null) {
            String nearest = EditDistance.nearest(operation, operations.keySet());
            throw new HostException("There is no operation '" + operation + "'; "
                    + (nearest == null
                            ? "there are " + String.join(", ", operations.keySet())
                            : "did you mean " + nearest + "?"));
        }
        try {
            return known.perform(new Parameters(parameters), progress);
        } catch (LedgerException | AddonException e) {
            throw new HostException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Stops the addons, closes the ledgers, and lets go of the folder. */
    @Override
    public void close() {
        try (folder;
                ledgers;
                addons;
                mesh;
                channels) {
            // Closed in the opposite order.
        }
    }
}
