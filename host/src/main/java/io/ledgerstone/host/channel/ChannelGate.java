package io.ledgerstone.host.channel;

import io.ledgerstone.ledger.Authorization;
import io.ledgerstone.ledger.Source;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.trust.TrustLedger;
import java.time.InstantSource;
import java.util.Arrays;

/**
 * What a ledger asks about every entry, for entries of an addon channel. They have no seals, so the mesh cannot judge them: whoever
 * opened the channel did, by saying whose entries to take. Everything else is for the next one to decide. Any thread.
 *
 * @param ledger the ledger's name
 * @param otherwise decides about what has nothing to do with a channel
 * @param clock this host's
 */
public record ChannelGate(String ledger, Authorization otherwise, InstantSource clock) implements Authorization {
    /** No peer of a mesh is named like this: they have numbers. */
    private static final String SUFFIX = " (addon channel)";

    /** How far ahead the clock of a player may be, as in the mesh. */
    private static final long AHEAD_SECONDS_MAX = 600;

    private static final Decision FAR_AHEAD =
            new Decision.Refused("its time is more than ten minutes ahead of this host's clock");
    private static final Decision TRUST = new Decision.Refused("no channel carries the ledger of whom to trust");

    /** Where entries of somebody on a channel come from. */
    static Source source(String sender) {
        return new Source(Source.Kind.PEER, sender + SUFFIX);
    }

    /** Whether the ledger of a name is one of those that say whom to trust. */
    static boolean isTrust(String ledger) {
        return Arrays.stream(TrustLedger.values()).anyMatch(kind -> kind.text().equals(ledger));
    }

    @Override
    public Decision decide(Entry entry, Movement movement, Source source) {
        if (source.kind() != Source.Kind.PEER || !source.name().endsWith(SUFFIX)) {
            return otherwise.decide(entry, movement, source);
        }
        if (isTrust(ledger)) {
            return TRUST;
        }
        boolean ahead = movement == Movement.INSERT
                && entry.key().time() > clock.instant().getEpochSecond() + AHEAD_SECONDS_MAX;
        return ahead ? FAR_AHEAD : Decision.ALLOWED;
    }
}
