package io.ledgerstone.simulation;

import com.google.protobuf.InvalidProtocolBufferException;
import io.ledgerstone.gossip.wire.Frame;
import io.ledgerstone.ledger.Authorization;
import io.ledgerstone.ledger.Authorization.Decision;
import io.ledgerstone.ledger.Authorization.Movement;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.EntryId;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.KeyAdler;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.entry.WeekDigest;
import io.ledgerstone.ledger.sync.Bound;
import io.ledgerstone.ledger.sync.EntryIndex;
import io.ledgerstone.ledger.trust.SignatureCheck;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** Planted bugs of whoever compares, sends, asks and believes. */
final class SyncBugs {
    private static final int ADVERT = 8;
    private static final long ADVERTS_MS = 15_000;
    private static final int SMALL_FRAME_BYTES = 1200;

    private SyncBugs() {}

    private static Wiring guildIndex(UnaryOperator<EntryIndex> bend) {
        return new Wiring() {
            @Override
            EntryIndex index(String ledger, EntryIndex newest) {
                return ledger.equals(World.GUILD) ? bend.apply(newest) : newest;
            }
        };
    }

    /** Week hashes as LibEventSourcing has them, and counts. */
    static Wiring trustsAdler() {
        return guildIndex(index -> new BentIndex(index) {
            @Override
            public WeekDigest digest(int weekNumber) {
                KeyAdler adler = new KeyAdler(KeyLayout.CROSS_REALM);
                read(start(weekNumber), start(weekNumber + 1), entry -> {
                    adler.add(entry.key().high(), entry.key().low());
                    return true;
                });
                return new WeekDigest(adler.value(), ids(weekNumber).size());
            }
        });
    }

    private static Bound start(int weekNumber) {
        Key first = Key.firstOf(weekNumber);
        return new Bound(first.high(), first.low(), 0, 0);
    }

    /** A part of each table that nobody reads. */
    static Wiring skipsARange() {
        return guildIndex(index -> new BentIndex(index) {
            @Override
            public void read(Bound from, Bound to, Visitor visitor) {
                super.read(from, to, entry -> entry.id().high() % 16 == 0 || visitor.take(entry));
            }
        });
    }

    static Wiring keepsDigestsTooLong() {
        return new Wiring() {
            private final Map<Integer, WeekDigest> digests = new HashMap<>();

            @Override
            EntryIndex index(String ledger, EntryIndex newest) {
                return !ledger.equals(World.GUILD)
                        ? newest
                        : new BentIndex(newest) {
                            @Override
                            public WeekDigest digest(int weekNumber) {
                                return digests.computeIfAbsent(weekNumber, super::digest);
                            }
                        };
            }
        };
    }

    static Wiring neverComparesAgain() {
        return new Wiring() {
            @Override
            boolean sends(long ageMs, byte[] frame) {
                return ageMs < ADVERTS_MS || !isAdvert(frame);
            }
        };
    }

    private static boolean isAdvert(byte[] frame) {
        try {
            Frame read = Frame.parseFrom(frame);
            return read.hasSync() && read.getSync().getFrame().byteAt(0) == ADVERT;
        } catch (InvalidProtocolBufferException e) {
            return false;
        }
    }

    static Wiring losesLargeFrames() {
        return new Wiring() {
            @Override
            boolean sends(long ageMs, byte[] frame) {
                return frame.length < SMALL_FRAME_BYTES;
            }
        };
    }

    static Wiring dialsOnce() {
        return new Wiring() {
            private final Set<String> dialed = new HashSet<>();

            @Override
            boolean dials(String address) {
                return dialed.add(address);
            }
        };
    }

    static Wiring timesByTheWallClock() {
        return new Wiring() {
            @Override
            long timerMs(long nowMs, long wallMs) {
                return wallMs;
            }
        };
    }

    private static Wiring guildAuthorization(UnaryOperator<Authorization> bend) {
        return new Wiring() {
            @Override
            Authorization authorization(String ledger, Authorization guard) {
                return ledger.equals(World.GUILD) ? bend.apply(guard) : guard;
            }
        };
    }

    static Wiring takesWhatNobodySealed() {
        return guildAuthorization(guard -> (entry, movement, source) -> {
            guard.decide(entry, movement, source);
            return Decision.ALLOWED;
        });
    }

    /** What was refused once is refused for ever, also when its seal has come. */
    static Wiring remembersRefusals() {
        Set<EntryId> refused = new HashSet<>();
        return guildAuthorization(guard -> (entry, movement, source) -> {
            Decision decision = guard.decide(entry, movement, source);
            boolean no = movement == Movement.INSERT && decision instanceof Decision.Refused;
            if (no) {
                refused.add(entry.id());
            }
            return refused.contains(entry.id()) ? new Decision.Refused("was refused before") : decision;
        });
    }

    static Wiring checksNoSignature() {
        return new Wiring() {
            @Override
            SignatureCheck check(SignatureCheck check) {
                return (key, message, signature) -> true;
            }
        };
    }

    static Wiring forgetsUnsealed() {
        return new Wiring() {
            @Override
            boolean looksForUnsealed() {
                return false;
            }
        };
    }

    static Wiring neverWitnesses() {
        return new Wiring() {
            @Override
            boolean witnesses() {
                return false;
            }
        };
    }

    static Wiring learnsNothingAtTheStart() {
        return learning(() -> false, true);
    }

    static Wiring overlooksRevocations() {
        return learning(() -> true, false);
    }

    private static Wiring learning(BooleanSupplier atStart, boolean revocations) {
        return new Wiring() {
            @Override
            boolean learns(Entry entry, boolean starting) {
                return (!starting || atStart.getAsBoolean())
                        && (revocations || !entry.type().equals("revoke"));
            }
        };
    }
}
