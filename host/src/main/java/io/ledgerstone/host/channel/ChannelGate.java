package io.ledgerstone.host.channel;

import io.ledgerstone.ledger.Authorization;
import io.ledgerstone.ledger.Source;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.trust.TrustLedger;

/**
 * What a ledger asks about every entry, for entries of an addon channel. They have no seals, so the mesh cannot judge them: whoever
 * opened the channel did, by saying whose entries to take. Everything else is for the next one to decide. Any thread.
 *
 * @param ledger the ledger's name
 * @param otherwise decides about what has nothing to do with a channel
 * @param notFarAhead decides about the times of entries
 */
public record ChannelGate(String ledger, Authorization otherwise, Authorization notFarAhead) implements Authorization {
    /** No peer of a mesh is named like this: they have numbers. */
    private static final String SUFFIX = " (addon channel)";

    private static final Decision TRUST = new Decision.Refused("no channel carries the ledger of whom to trust");

    /** Where entries of somebody on a channel come from. */
    static Source source(String sender) {
        return new Source(Source.Kind.PEER, sender + SUFFIX);
    }

    @Override
    public Decision decide(Entry entry, Movement movement, Source source) {
        if (source.kind() != Source.Kind.PEER || !source.name().endsWith(SUFFIX)) {
            return otherwise.decide(entry, movement, source);
        }
        return TrustLedger.isOne(ledger) ? TRUST : notFarAhead.decide(entry, movement, source);
    }
}
