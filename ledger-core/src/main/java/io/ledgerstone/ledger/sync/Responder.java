package io.ledgerstone.ledger.sync;

import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.LedgerException;
import io.ledgerstone.ledger.sync.Message.Parcel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The side of a channel that answers a peer's sessions. It never speaks first and repeats nothing: every frame gets at most one
 * answer of one frame, and a repeated frame the same answer again.
 *
 * <p>It remembers little: for each of the last four sessions one moment of the ledger, and what it has asked for. Confined to
 * one thread.
 *
 * <table>
 * <caption>Transitions of a session</caption>
 * <tr><th>state</th><th>input</th><th>what is done</th><th>next</th></tr>
 * <tr><td>unknown</td><td>hello</td><td>take a moment; answer same or welcome</td><td>answering</td></tr>
 * <tr><td>answering</td><td>hello</td><td>answer as before</td><td>answering</td></tr>
 * <tr><td>answering</td><td>probe</td><td>answer with items and entries</td><td>answering</td></tr>
 * <tr><td>answering</td><td>deliver</td><td>insert what was asked for, count the rest; acknowledge</td><td>answering</td></tr>
 * <tr><td>answering</td><td>bye, or four newer sessions</td><td></td><td>unknown</td></tr>
 * <tr><td>any</td><td>anything else</td><td>nothing</td><td>the same</td></tr>
 * </table>
 */
public final class Responder {
    private final long ledger;
    private final EntryCodec codec;
    private final Supplier<? extends EntryIndex> newest;
    private final Map<Integer, Answering> sessions = new LinkedHashMap<>(8, 0.75f, true);
    private long forged;

    /**
     * A responder without sessions.
     *
     * @param ledger the ledger's name
     * @param codec the ledger's
     * @param newest the newest moment of the ledger, asked for at the beginning of each session
     */
    public Responder(String ledger, EntryCodec codec, Supplier<? extends EntryIndex> newest) {
        this.ledger = RootAdvert.ledger(ledger, codec.layout());
        this.codec = codec;
        this.newest = newest;
    }

    /** Takes a frame from the peer; any bytes will do. */
    public Step receive(byte[] frame) {
        return switch (Frames.read(frame)) {
            case Message.Hello hello -> send(greet(hello));
            case Message.Probe probe -> {
                Answering session = sessions.get(probe.session());
                Message.Answer answer = session == null ? null : session.answer(probe);
                yield answer == null ? Step.NONE : send(answer);
            }
            case Message.Deliver delivery -> take(delivery);
            case Message.Bye bye -> {
                sessions.remove(bye.session());
                yield Step.NONE;
            }
            case Message.Same same -> Step.NONE;
            case Message.Welcome welcome -> Step.NONE;
            case Message.Answer answer -> Step.NONE;
            case Message.Advert advert -> Step.NONE;
            case Message.Malformed malformed -> Step.NONE;
        };
    }

    private Message.Numbered greet(Message.Hello hello) {
        if (hello.advert().ledger() != ledger) {
            RootAdvert other = new RootAdvert(ledger, 0, new Fingerprint(0, 0), 0);
            return new Message.Welcome(hello.session(), hello.number(), other, List.of());
        }
        Answering session = sessions.get(hello.session());
        if (session == null) {
            session = new Answering(new Moment(newest.get()));
            sessions.put(hello.session(), session);
            if (sessions.size() > SyncLimits.SESSIONS_MAX) {
                sessions.remove(sessions.keySet().iterator().next());
            }
        }
        RootAdvert advert = session.moment().advert(ledger);
        return advert.isSameAs(hello.advert())
                ? new Message.Same(hello.session(), hello.number())
                : new Message.Welcome(hello.session(), hello.number(), advert, session.overview());
    }

    private Step take(Message.Deliver delivery) {
        Answering session = sessions.get(delivery.session());
        if (session == null) {
            return Step.NONE;
        }
        List<Entry> inserts = new ArrayList<>();
        for (Parcel parcel : delivery.entries()) {
            try {
                Entry entry = parcel.open(codec);
                if (session.isExpected(entry)) {
                    inserts.add(entry);
                } else {
                    forged++;
                }
            } catch (LedgerException e) {
                forged++;
            }
        }
        Message.Numbered receipt = new Message.Answer(delivery.session(), delivery.number(), List.of(), List.of());
        return new Step(inserts, List.of(Frames.write(receipt)));
    }

    private static Step send(Message.Numbered message) {
        return new Step(List.of(), List.of(Frames.write(message)));
    }

    /** Entries that came and were not asked for, or are none. */
    public long forged() {
        return forged;
    }

    /** Whether the peer has sent so many forged entries that it should be left alone. */
    public boolean isBroken() {
        return forged > SyncLimits.FORGED_MAX;
    }
}
