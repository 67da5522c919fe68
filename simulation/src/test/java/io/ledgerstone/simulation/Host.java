package io.ledgerstone.simulation;

import io.ledgerstone.ledger.entry.EntryId;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.testkit.SimulatedLedgerDisk;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A machine with its disks and its clock; its program runs or does not. */
final class Host {
    private static final long WALL_START_MS = 1_700_000_000_000L;

    private final Identity identity;
    private final String label;
    private final String address;
    private final List<String> neighbours;
    private final World world;
    private final Map<String, SimulatedLedgerDisk> disks = new LinkedHashMap<>();
    private final Map<String, Shadow> shadows = new LinkedHashMap<>();
    private final Set<EntryId> acknowledged = new HashSet<>();
    private final Window window = new Window();
    private @Nullable Life life;
    private long skewMs;
    private boolean revoked;

    /** A new machine. */
    Host(World world, Identity identity, List<String> neighbours, Chance chance) {
        this.world = world;
        this.identity = identity;
        this.neighbours = List.copyOf(neighbours);
        label = identity.name();
        address = "node-" + label;
        for (String name : World.LEDGERS) {
            disks.put(name, new SimulatedLedgerDisk(name, KeyLayout.CROSS_REALM, chance.nextLong()));
            shadows.put(name, new Shadow());
        }
    }

    /** A machine with a copy of another's disks. */
    Host(Host original, Chance chance) {
        world = original.world;
        identity = original.identity;
        neighbours = original.neighbours;
        label = original.label + "'";
        address = original.address + "-twin";
        skewMs = original.skewMs;
        original.disks.forEach((name, disk) -> {
            disks.put(name, disk.copy(chance.nextLong()));
            shadows.put(name, new Shadow());
        });
    }

    Identity identity() {
        return identity;
    }

    /** What the trace calls it. */
    String label() {
        return label;
    }

    String address() {
        return address;
    }

    List<String> neighbours() {
        return neighbours;
    }

    SimulatedLedgerDisk disk(String ledger) {
        return Objects.requireNonNull(disks.get(ledger));
    }

    Shadow shadow(String ledger) {
        return Objects.requireNonNull(shadows.get(ledger));
    }

    Window window() {
        return window;
    }

    long wallMs() {
        return WALL_START_MS + world.nowMs() + skewMs;
    }

    /** Its clock jumps. */
    void jump(long ms) {
        skewMs += ms;
    }

    @Nullable Life life() {
        return life;
    }

    boolean runs() {
        return life != null;
    }

    void acknowledged(List<EntryId> ids) {
        acknowledged.addAll(ids);
    }

    Set<EntryId> acknowledged() {
        return acknowledged;
    }

    void revoked() {
        revoked = true;
    }

    boolean isRevoked() {
        return revoked;
    }

    /** Whether one of its disks has met a power cut. */
    boolean isCut() {
        return disks.values().stream().anyMatch(SimulatedLedgerDisk::isCut);
    }

    /** Whether only a power cut can show what is on its disks. */
    boolean isInDoubt() {
        return disks.values().stream().anyMatch(SimulatedLedgerDisk::isInDoubt);
    }

    /** Starts its program. */
    void start(Life newLife) {
        life = newLife;
    }

    /** Its program ended by itself. */
    void stopped() {
        life = null;
    }

    /** The power is gone, and what was not safe. */
    void crash() {
        Life ended = life;
        life = null;
        if (ended != null) {
            ended.kill();
        }
        disks.values().forEach(SimulatedLedgerDisk::cutPower);
    }

    /** Its disks are well again. */
    void repair() {
        disks.values().forEach(disk -> {
            disk.limitTo(Long.MAX_VALUE);
            disk.failForces(0);
        });
    }
}
