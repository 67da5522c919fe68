package io.ledgerstone.simulation;

import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.EntryId;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.entry.WeekDigest;
import io.ledgerstone.ledger.sync.EntryIndex;
import io.ledgerstone.ledger.sync.LedgerSync;
import io.ledgerstone.ledger.sync.SyncOutput;
import io.ledgerstone.ledger.sync.SyncPace;
import io.ledgerstone.ledger.trust.DeviceKey;
import io.ledgerstone.ledger.trust.OwnEntries;
import io.ledgerstone.ledger.trust.Seal;
import io.ledgerstone.ledger.trust.Signer;
import io.ledgerstone.ledger.trust.TrustLedger;
import io.ledgerstone.transport.TransportListener;
import io.ledgerstone.transport.memory.MemoryTransport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** A member with a real device that does not keep to anything. */
final class Hostile implements TransportListener {
    private static final int ADVERT = 8;
    private static final int FORGED = 40;
    private static final long TICK_MS = 50;

    private final World world;
    private final Identity identity;
    private final Kind kind;
    private final Chance chance;
    private final MemoryTransport transport;
    private final List<LedgerSync> syncs = new ArrayList<>();
    private final Map<String, byte[]> lastAdverts = new TreeMap<>();
    private final Map<String, EntryIndex> lies = new HashMap<>();

    /** What it does. */
    enum Kind {
        /** Sends back whatever it hears. */
        ECHO,
        /** Says again and again what others have, as if it had that, and answers nothing. */
        SQUAT,
        /** Says that it has much more than anybody, and sends nothing. */
        PROMISE,
        /** Offers entries in others' names, seals without a signature, and a roster of its own. */
        FORGE,
        /** Sends frames of rubbish as fast as it can. */
        FLOOD,
        /** Has what others have, and says other digests of it. */
        CRAFT
    }

    Hostile(World world, Identity identity, Kind kind, Chance chance) {
        this.world = world;
        this.identity = identity;
        this.kind = kind;
        this.chance = chance;
        transport = world.network().transport(identity.name());
    }

    String name() {
        return identity.name();
    }

    void start() {
        lie();
        for (String ledger : World.LEDGERS) {
            EntryCodec codec = new EntryCodec(ledger, KeyLayout.CROSS_REALM);
            syncs.add(new LedgerSync(ledger, codec, peer -> index(ledger), chance, SyncPace.DEFAULT));
        }
        transport.start(this);
        tick();
    }

    private EntryIndex index(String ledger) {
        EntryIndex lie = lies.get(ledger);
        return lie != null ? lie : kind == Kind.CRAFT ? crafted(honest(ledger)) : promised(honest(ledger));
    }

    /** What some host has. */
    private EntryIndex honest(String ledger) {
        List<Entry> entries =
                List.copyOf(world.hosts().getFirst().shadow(ledger).all().values());
        return new ListedIndex(entries);
    }

    private EntryIndex promised(EntryIndex index) {
        return new BentIndex(index) {
            @Override
            public long total() {
                return super.total() + 1000;
            }

            @Override
            public WeekDigest digest(int weekNumber) {
                return new WeekDigest(weekNumber, weekNumber * 31L);
            }
        };
    }

    private static EntryIndex crafted(EntryIndex index) {
        return new BentIndex(index) {
            @Override
            public WeekDigest digest(int weekNumber) {
                WeekDigest real = super.digest(weekNumber);
                return new WeekDigest(~real.high(), real.low());
            }
        };
    }

    /** Makes what nobody should believe. */
    private void lie() {
        if (kind != Kind.FORGE) {
            return;
        }
        EntryCodec guild = new EntryCodec(World.GUILD, KeyLayout.CROSS_REALM);
        List<Entry> awards = new ArrayList<>();
        List<EntryId> ids = new ArrayList<>();
        for (int i = 0; i < FORGED; i++) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("player", identity.name());
            fields.put("amount", 1_000_000);
            Key key = Key.of(1_700_000_000L + i * 60L, 0, Identity.REALM, 1001 + chance.nextInt(3));
            awards.add(guild.seal(key, Points.AWARD, Fields.of(fields)));
            ids.add(awards.getLast().id());
        }
        lies.put(World.GUILD, new ListedIndex(awards));
        OwnEntries own = new OwnEntries(TrustLedger.SEALS, identity.signer(), Identity.REALM, identity.creator());
        Entry ownSeal = Seal.make(own, World.GUILD, ids.subList(0, 20), 1_700_000_000L);
        world.book().made(ownSeal.id());
        Signer pretended = pretended(world.founder());
        OwnEntries others = new OwnEntries(TrustLedger.SEALS, pretended, Identity.REALM, 1001);
        lies.put(
                World.SEALS,
                new ListedIndex(List.of(ownSeal, Seal.make(others, World.GUILD, ids.subList(20, 40), 1_700_000_000L))));
        lies.put(World.ROSTER, new ListedIndex(List.of()));
    }

    /** Somebody who has another's key but not its secret. */
    private static Signer pretended(DeviceKey key) {
        return new Signer() {
            @Override
            public DeviceKey key() {
                return key;
            }

            @Override
            public byte[] sign(byte[] message) {
                byte[] signature = new byte[SIGNATURE_BYTES];
                signature[0] = (byte) message.length;
                return signature;
            }
        };
    }

    private void tick() {
        for (Host host : world.hosts()) {
            if (!transport.peers().contains(host.identity().name()) && chance.oneIn(40)) {
                transport.dial(host.address());
            }
        }
        switch (kind) {
            case FLOOD -> transport.peers().forEach(this::flood);
            case SQUAT -> {
                if (chance.oneIn(30)) {
                    squat();
                }
            }
            case ECHO -> {
                // It speaks when it is spoken to.
            }
            case PROMISE, FORGE, CRAFT -> {
                syncs.forEach(sync -> sync.tick(world.nowMs()));
                settle();
            }
        }
        world.at(world.nowMs() + TICK_MS, this::tick);
    }

    private void flood(String peer) {
        byte[] rubbish = new byte[1 + chance.nextInt(60)];
        chance.nextBytes(rubbish);
        rubbish[0] = (byte) chance.nextInt(4);
        if (rubbish.length > 1) {
            rubbish[1] = (byte) chance.nextInt(9);
        }
        transport.send(peer, rubbish);
    }

    private void squat() {
        for (String peer : transport.peers()) {
            lastAdverts.values().forEach(advert -> transport.send(peer, advert));
        }
    }

    private void settle() {
        for (int i = 0; i < syncs.size(); i++) {
            SyncOutput output = syncs.get(i).drain();
            for (SyncOutput.Insert insert : output.inserts()) {
                syncs.get(i).inserted(insert.peer(), 0, insert.entries().size(), world.nowMs());
            }
            for (SyncOutput.Send send : output.sends()) {
                byte[] frame = new byte[send.frame().length + 1];
                frame[0] = (byte) i;
                System.arraycopy(send.frame(), 0, frame, 1, send.frame().length);
                boolean keepsSilent = kind == Kind.PROMISE && send.frame()[0] != ADVERT && chance.oneIn(2);
                if (!keepsSilent) {
                    transport.send(send.peer(), frame);
                }
            }
        }
    }

    @Override
    public void up(String peer) {
        syncs.forEach(sync -> sync.up(peer, world.nowMs()));
    }

    @Override
    public void down(String peer, String reason) {
        syncs.forEach(sync -> sync.down(peer, world.nowMs()));
    }

    @Override
    public void received(String peer, byte[] frame) {
        boolean advert = frame.length > 1 && frame[1] == ADVERT;
        if (kind == Kind.ECHO) {
            transport.send(peer, frame);
        } else if (kind == Kind.SQUAT && advert) {
            lastAdverts.put(peer + frame[0], frame);
        } else if (kind != Kind.SQUAT && kind != Kind.FLOOD && frame[0] >= 0 && frame[0] < syncs.size()) {
            syncs.get(frame[0]).receive(peer, Arrays.copyOfRange(frame, 1, frame.length), world.nowMs());
            settle();
        }
    }

    @Override
    public void writable(String peer) {
        Objects.requireNonNull(peer);
    }
}
