package io.ledgerstone.simulation;

import io.ledgerstone.gossip.protocol.MeshNode;
import io.ledgerstone.ledger.Source;
import io.ledgerstone.ledger.codec.StateDigest;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.entry.Sha256;
import io.ledgerstone.ledger.entry.Value;
import io.ledgerstone.ledger.sync.AddonState;
import io.ledgerstone.ledger.sync.RootAdvert;
import io.ledgerstone.ledger.sync.StateHash;
import io.ledgerstone.ledger.sync.StateOutput.Compute;
import io.ledgerstone.ledger.sync.StatePoint;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tells a node what the addon of its host made of the guild's ledger, once a second at most, and replays for it. */
final class StateTeller {
    private static final String ADDON = "Points";
    private static final StateHash CODE = new StateHash(1, 1);
    private static final long PAUSE_MS = 1_000;
    private static final int ID_BYTES = 16;

    private final Life life;
    private final MeshNode node;
    private long dueMs;

    StateTeller(Life life, MeshNode node) {
        this.life = life;
        this.node = node;
        dueMs = life.nowMs();
    }

    private HostLedger guild() {
        return life.ledger(World.GUILD);
    }

    /** There are more entries. */
    void grown() {
        dueMs = Math.min(dueMs, life.nowMs() + PAUSE_MS);
    }

    long dueMs() {
        return dueMs;
    }

    void tick() {
        if (life.nowMs() >= dueMs) {
            dueMs = Long.MAX_VALUE;
            RootAdvert root = RootAdvert.of(
                    World.GUILD, KeyLayout.CROSS_REALM, guild().ledger().index(Source.LOCAL));
            StateHash digest = life.wiring().told(digest(life.state()));
            node.states(World.GUILD, root, List.of(new AddonState(ADDON, CODE, digest)), life.timerMs());
        }
    }

    private static StateHash digest(Map<String, Long> state) {
        return StateHash.parse(StateDigest.of(Value.of(state)));
    }

    void replay(Compute compute) {
        List<StatePoint> points = new ArrayList<>();
        Value state = Value.NIL;
        for (long position : compute.positions()) {
            List<Entry> before =
                    guild().shadow().applied().values().stream().limit(position).toList();
            Shadow shadow = new Shadow();
            MessageDigest ids = Sha256.begin();
            before.forEach(entry -> {
                shadow.add(entry);
                ids.update(ByteBuffer.allocate(ID_BYTES)
                        .putLong(entry.id().high())
                        .putLong(entry.id().low())
                        .flip());
            });
            Key last = before.isEmpty() ? null : before.getLast().key();
            points.add(new StatePoint(position, last, StateHash.of(ids.digest()), digest(shadow.state())));
            state = Value.of(shadow.state());
        }
        node.replayed(World.GUILD, compute.request(), points, compute.withState() ? state : null, life.timerMs());
    }
}
