package io.ledgerstone.simulation;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.ledgerstone.gossip.protocol.Answer;
import io.ledgerstone.gossip.protocol.MeshNode;
import io.ledgerstone.gossip.protocol.MeshOutput;
import io.ledgerstone.gossip.protocol.MeshSettings;
import io.ledgerstone.gossip.wire.Frame;
import io.ledgerstone.gossip.wire.Sync;
import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.EntryId;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.entry.WeekDigest;
import io.ledgerstone.ledger.sync.EntryIndex;
import io.ledgerstone.ledger.sync.LedgerSync;
import io.ledgerstone.ledger.sync.SyncPace;
import io.ledgerstone.ledger.trust.DeviceKey;
import io.ledgerstone.ledger.trust.OwnEntries;
import io.ledgerstone.ledger.trust.Seal;
import io.ledgerstone.ledger.trust.Signer;
import io.ledgerstone.ledger.trust.TrustLedger;
import io.ledgerstone.transport.TransportListener;
import io.ledgerstone.transport.memory.MemoryTransport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
    private final MeshNode node;
    private final Map<String, byte[]> lastAdverts = new TreeMap<>();
    private final Map<String, EntryIndex> lies = new HashMap<>();
    private final Map<String, EntryIndex> copies = new HashMap<>();
    private final List<Entry> forged = new ArrayList<>();
    private final List<Entry> forgedSeals = new ArrayList<>();

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
        List<String> seeds = world.hosts().stream().map(Host::address).toList();
        node = new MeshNode(MeshSettings.of(identity.number(), transport.address(), seeds), chance, world::nowMs);
    }

    String name() {
        return identity.name();
    }

    void start() {
        lie();
        for (String ledger : World.LEDGERS) {
            EntryCodec codec = new EntryCodec(ledger, KeyLayout.CROSS_REALM);
            LedgerSync sync = new LedgerSync(ledger, codec, peer -> index(ledger), chance, SyncPace.DEFAULT);
            node.addLedger(ledger, KeyLayout.CROSS_REALM, sync, world.nowMs());
        }
        transport.start(this);
        node.start(world.nowMs());
        tick();
    }

    private EntryIndex index(String ledger) {
        EntryIndex lie = lies.get(ledger);
        return lie != null ? lie : kind == Kind.CRAFT ? crafted(honest(ledger)) : promised(honest(ledger));
    }

    /** What some host has, as long as it has no more. */
    private EntryIndex honest(String ledger) {
        Map<EntryId, Entry> all = world.hosts().getFirst().shadow(ledger).all();
        EntryIndex known = copies.get(ledger);
        if (known == null || known.total() != all.size()) {
            known = new ListedIndex(all.values());
            copies.put(ledger, known);
        }
        return known;
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
        forged.addAll(awards);
        lies.put(World.GUILD, new ListedIndex(awards));
        OwnEntries own = new OwnEntries(TrustLedger.SEALS, identity.signer(), Identity.REALM, identity.creator());
        Entry ownSeal = Seal.make(own, World.GUILD, ids.subList(0, 20), 1_700_000_000L);
        world.book().made(ownSeal.id());
        Signer pretended = pretended(world.founder());
        OwnEntries others = new OwnEntries(TrustLedger.SEALS, pretended, Identity.REALM, 1001);
        Entry forgedSeal = Seal.make(others, World.GUILD, ids.subList(20, 40), 1_700_000_000L);
        forgedSeals.add(ownSeal);
        forgedSeals.add(forgedSeal);
        lies.put(World.SEALS, new ListedIndex(forgedSeals));
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
        node.tick(world.nowMs());
        settle();
        for (String peer : transport.peers()) {
            if (kind == Kind.FLOOD) {
                flood(peer);
            } else if (kind == Kind.SQUAT && chance.oneIn(30)) {
                lastAdverts.values().forEach(advert -> transport.send(peer, advert));
            }
        }
        if (kind == Kind.FORGE && chance.oneIn(60)) {
            node.appended(World.GUILD, forged, forgedSeals, world.nowMs());
        }
        world.at(world.nowMs() + TICK_MS, this::tick);
    }

    /** Rubbish, and rubbish in frames that are none. */
    private void flood(String peer) {
        byte[] rubbish = new byte[1 + chance.nextInt(60)];
        chance.nextBytes(rubbish);
        if (chance.nextInt(100) == 0) {
            transport.send(peer, rubbish);
        } else {
            rubbish[0] = (byte) (1 + chance.nextInt(ADVERT));
            transport.send(peer, sync(chance.pick(World.LEDGERS), rubbish));
        }
    }

    private static byte[] sync(String ledger, byte[] frame) {
        return Frame.newBuilder()
                .setSync(Sync.newBuilder().setLedger(ledger).setFrame(ByteString.copyFrom(frame)))
                .build()
                .toByteArray();
    }

    private void settle() {
        for (MeshOutput output : node.drain()) {
            switch (output) {
                case MeshOutput.Send send -> {
                    boolean silent = isSync(send.frame())
                            && (kind == Kind.SQUAT || (kind == Kind.PROMISE && !isAdvert(send.frame())));
                    if (!silent) {
                        transport.send(send.peer(), send.frame());
                    }
                }
                case MeshOutput.Dial dial -> transport.dial(dial.address());
                case MeshOutput.HangUp hangUp -> transport.hangUp(hangUp.peer(), hangUp.reason());
                case MeshOutput.Insert insert ->
                    node.inserted(
                            insert.insertion(),
                            List.of(),
                            insert.insertion().entries().size(),
                            world.nowMs());
                case MeshOutput.SyncInsert insert ->
                    node.synced(
                            insert.ledger(),
                            insert.peer(),
                            List.of(),
                            insert.entries().size(),
                            world.nowMs());
                case MeshOutput.Asked asked ->
                    node.answer(asked.number(), asked.peer(), new Answer.Refused("why do you ask?"));
                case MeshOutput.Offer offer -> Objects.requireNonNull(offer);
                case MeshOutput.Answered answered -> Objects.requireNonNull(answered);
                case MeshOutput.Replay replay -> Objects.requireNonNull(replay);
                case MeshOutput.Report report -> Objects.requireNonNull(report);
            }
        }
    }

    private static @Nullable Sync readSync(byte[] frame) {
        try {
            Frame read = Frame.parseFrom(frame);
            return read.hasSync() && !read.getSync().getFrame().isEmpty() ? read.getSync() : null;
        } catch (InvalidProtocolBufferException e) {
            return null;
        }
    }

    private static boolean isSync(byte[] frame) {
        return readSync(frame) != null;
    }

    private static boolean isAdvert(byte[] frame) {
        Sync sync = readSync(frame);
        return sync != null && sync.getFrame().byteAt(0) == ADVERT;
    }

    @Override
    public void up(String peer) {
        node.up(peer, world.nowMs());
        settle();
    }

    @Override
    public void down(String peer, String reason) {
        node.down(peer, world.nowMs());
        settle();
    }

    @Override
    public void received(String peer, byte[] frame) {
        if (kind == Kind.ECHO && isSync(frame)) {
            transport.send(peer, frame);
            return;
        }
        Sync sync = readSync(frame);
        if (sync != null && isAdvert(frame)) {
            lastAdverts.put(peer + sync.getLedger(), frame);
        }
        node.receive(peer, frame, world.nowMs());
        settle();
    }

    @Override
    public void unreachable(String address, String reason) {
        node.unreachable(address, reason, world.nowMs());
        settle();
    }

    @Override
    public void writable(String peer) {
        settle();
    }
}
