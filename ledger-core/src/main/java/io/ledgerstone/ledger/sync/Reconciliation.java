package io.ledgerstone.ledger.sync;

import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.EntryId;
import io.ledgerstone.ledger.entry.LedgerException;
import io.ledgerstone.ledger.sync.Message.Parcel;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One session with a peer, from the side that asks: finds what differs between a moment of our ledger and the peer's, takes what
 * we lack and sends what the peer lacks.
 *
 * <p>It drives: only this side repeats what is lost, so the other side may forget everything at any time. Feed it frames and
 * ticks; do what each {@link Step} says. Late, doubled and lost frames change nothing but the time it takes. Confined to one
 * thread.
 *
 * <table>
 * <caption>Transitions</caption>
 * <tr><th>state</th><th>input</th><th>what is done</th><th>next</th></tr>
 * <tr><td>READY</td><td>begin</td><td>send the greeting</td><td>GREETING</td></tr>
 * <tr><td>GREETING</td><td>same</td><td></td><td>ENDED, same</td></tr>
 * <tr><td>GREETING</td><td>welcome of another ledger</td><td></td><td>ENDED, other ledger</td></tr>
 * <tr><td>GREETING</td><td>welcome</td><td>compare, ask about what differs</td><td>COMPARING</td></tr>
 * <tr><td>COMPARING</td><td>answer to an open request</td><td>compare, insert, ask and deliver what follows from it</td>
 *     <td>COMPARING</td></tr>
 * <tr><td>COMPARING</td><td>last answer, a week unequal although no entry differs</td><td>count a collision, list the week</td>
 *     <td>COMPARING</td></tr>
 * <tr><td>COMPARING</td><td>last answer</td><td>say goodbye</td><td>ENDED, finished or unfinished</td></tr>
 * <tr><td>GREETING, COMPARING</td><td>tick</td><td>repeat requests that wait too long</td><td>the same</td></tr>
 * <tr><td>GREETING, COMPARING</td><td>tick, repeated too often</td><td></td><td>ENDED, silent</td></tr>
 * <tr><td>GREETING, COMPARING</td><td>an answer that is none, or too many forged entries</td><td></td>
 *     <td>ENDED, broken</td></tr>
 * <tr><td>any</td><td>anything else, such as an answer to no open request</td><td>nothing</td><td>the same</td></tr>
 * </table>
 */
public final class Reconciliation {
    private final int session;
    private final EntryCodec codec;
    private final Moment moment;
    private final RootAdvert advert;
    private final Questions questions;
    private final Deliveries deliveries;
    private final Map<Integer, Flight> flights = new HashMap<>();
    private final Set<Integer> unequalWeeks = new HashSet<>();
    private final Set<Integer> listedWeeks = new HashSet<>();
    private final NavigableSet<Integer> differingWeeks = new TreeSet<>();
    private List<Entry> inserts = new ArrayList<>();
    private List<byte[]> frames = new ArrayList<>();
    private State state = State.READY;
    private @Nullable Ending ending;
    private @Nullable RootAdvert theirs;
    private String reason = "not begun";
    private int requests;
    private int halfRounds;
    private long received;
    private long delivered;
    private long withheld;
    private long forged;
    private long collisions;
    private long bytesSent;
    private long bytesReceived;

    private enum State {
        /** Not begun. */
        READY,
        /** The greeting is sent. */
        GREETING,
        /** The peer is known to differ. */
        COMPARING,
        /** Nothing more happens. */
        ENDED
    }

    /**
     * A session that has not begun.
     *
     * @param session its number, unlike that of any session with this peer that may have frames under way
     * @param ledger the ledger's name
     * @param codec the ledger's
     * @param index the moment of our ledger that is compared
     */
    public Reconciliation(int session, String ledger, EntryCodec codec, EntryIndex index) {
        this.session = session;
        this.codec = codec;
        moment = new Moment(index);
        advert = moment.advert(RootAdvert.ledger(ledger, codec.layout()));
        questions = new Questions(moment);
        deliveries = new Deliveries(index);
    }

    /** Begins; once. */
    public Step begin() {
        if (state != State.READY) {
            throw new LedgerException("a session begins once; make another one");
        }
        Part all = new Part(Range.ALL, new Item.Print(Bound.END, advert.root()));
        request(new Message.Hello(session, ++requests, advert), List.of(new Asked(all, asking(Range.ALL, 0))));
        enter(State.GREETING, "greeting sent");
        return step();
    }

    /** Takes a frame from the peer; any bytes will do. */
    public Step receive(byte[] frame) {
        if (state == State.READY || state == State.ENDED) {
            return Step.NONE;
        }
        bytesReceived += frame.length;
        if (Frames.read(frame) instanceof Message.Numbered message && message.session() == session) {
            Flight flight = flights.get(message.number());
            if (flight != null) {
                take(message, flight);
            }
        }
        return step();
    }

    private void take(Message.Numbered message, Flight flight) {
        try {
            switch (state) {
                case GREETING -> takeGreeting(message, flight);
                case COMPARING -> takeAnswer(message, flight);
                case READY, ENDED -> {}
            }
        } catch (BrokenPeer e) {
            end(Ending.BROKEN, String.valueOf(e.getMessage()));
        }
    }

    private void takeGreeting(Message.Numbered message, Flight flight) throws BrokenPeer {
        switch (message) {
            case Message.Same same -> {
                halfRounds = 2;
                end(Ending.SAME, "the peer has the same");
            }
            case Message.Welcome welcome
            when welcome.advert().ledger() != advert.ledger() ->
                end(Ending.OTHER_LEDGER, "the peer has another ledger");
            case Message.Welcome welcome -> {
                theirs = welcome.advert();
                flights.remove(message.number());
                enter(State.COMPARING, "the peer differs");
                compare(flight.asked, Part.of(welcome.items()));
                compareNewestWeek(Part.of(welcome.items()));
                proceed();
            }
            default -> {}
        }
    }

    private void takeAnswer(Message.Numbered message, Flight flight) throws BrokenPeer {
        if (message instanceof Message.Answer answer) {
            flights.remove(message.number());
            for (Parcel parcel : answer.entries()) {
                accept(parcel, flight.asked);
            }
            compare(flight.asked, Part.of(answer.items()));
            proceed();
        }
    }

    private void accept(Parcel parcel, List<Asked> asked) throws BrokenPeer {
        require(!asked.isEmpty(), "it sends entries that nobody asked for");
        try {
            Entry entry = parcel.open(codec);
            if (find(asked, Bound.of(entry)).accept(entry)) {
                received++;
                differingWeeks.add(entry.key().weekNumber());
                inserts.add(entry);
                return;
            }
        } catch (LedgerException e) {
            reason = "a forged entry: " + e.getMessage();
        }
        if (++forged > SyncLimits.FORGED_MAX) {
            throw new BrokenPeer("too many entries that nobody asked for or that are none");
        }
    }

    /** The last range that begins at or below a position, or the first one. */
    private static Asked find(List<Asked> asked, Bound position) {
        int low = 0;
        int high = asked.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (asked.get(middle).range().from().compareTo(position) <= 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return asked.get(low);
    }

    /** Hands every part of an answer to the range it answers. */
    private void compare(List<Asked> asked, List<Part> parts) throws BrokenPeer {
        int next = 0;
        boolean deferred = false;
        for (Asked one : asked) {
            List<Part> own = new ArrayList<>();
            while (next < parts.size()
                    && parts.get(next).range().to().compareTo(one.range().to()) <= 0) {
                Part part = parts.get(next++);
                require(one.range().contains(part.range().from()), "it answers what was not asked");
                own.add(part);
                deferred |= part.item() instanceof Item.Later;
            }
            compare(one, own);
        }
        require(next == parts.size(), "it answers what was not asked");
        if (deferred) {
            questions.askLess();
        }
    }

    private void compare(Asked asked, List<Part> parts) throws BrokenPeer {
        if (asked.part.item() instanceof Item.Want) {
            compareWanted(asked, parts);
            return;
        }
        halfRounds = Math.max(halfRounds, asked.origin.halfRounds() + 2);
        if (asked.part.item() instanceof Item.Print
                && asked.range().isOneWeek()
                && parts.stream().anyMatch(part -> !(part.item() instanceof Item.Later))) {
            unequalWeeks.add(asked.range().from().weekNumber());
        }
        for (Part part : parts) {
            switch (part.item()) {
                case Item.Print print -> comparePrint(part.range(), print.fingerprint(), asked.origin.halfRounds() + 2);
                case Item.Ids ids -> compareIds(part.range(), ids.ids(), asked.origin.halfRounds() + 2);
                case Item.Want want -> deliver(asked, part.range(), want);
                case Item.Later later -> questions.add(again(asked, part.range()));
                case Item.Skip skip -> {}
            }
        }
    }

    private OpenRange again(Asked asked, Range part) {
        boolean print = asked.part.item() instanceof Item.Print;
        boolean progress = !print && asked.hasGotBelow(part.from());
        OpenRange.Ask ask = print ? OpenRange.Ask.PRINT : OpenRange.Ask.LIST;
        return asked.origin.again(part, ask, new BitSet(), progress);
    }

    private void compareWanted(Asked asked, List<Part> parts) throws BrokenPeer {
        require(parts.stream().allMatch(part -> part.item() instanceof Item.Later), "it was asked for entries");
        BitSet missing = (BitSet) asked.origin.wanted().clone();
        asked.origin.wanted().stream()
                .filter(i -> asked.got().contains(asked.origin.listed().get(i)))
                .forEach(missing::clear);
        if (parts.isEmpty()) {
            withheld += missing.cardinality();
        } else if (!missing.isEmpty()) {
            boolean progress = !asked.got().isEmpty();
            questions.add(asked.origin.again(asked.range(), OpenRange.Ask.WANT, missing, progress));
        }
    }

    private void comparePrint(Range range, Fingerprint theirs, int found) {
        if (theirs.equals(moment.fingerprint(range))) {
            return;
        }
        if (range.isOneWeek()) {
            unequalWeeks.add(range.from().weekNumber());
        }
        questions.add(OpenRange.of(range, OpenRange.Ask.DIVIDE, found));
    }

    private void compareIds(Range range, List<EntryId> theirs, int found) {
        if (theirs.isEmpty()) {
            if (!moment.isEmpty(range)) {
                deliveries.addAll(range);
            }
            return;
        }
        if (moment.size(range, SyncLimits.LISTED_OVER_MAX) > SyncLimits.LISTED_OVER_MAX) {
            questions.add(OpenRange.of(range, OpenRange.Ask.DIVIDE, found));
            return;
        }
        ListDifference difference = ListDifference.of(moment.list(range), theirs);
        boolean lacking = !difference.theirs().isEmpty();
        if (lacking) {
            questions.add(OpenRange.wanting(range, theirs, difference.theirs(), found));
        }
        if (!difference.ours().isEmpty()) {
            deliveries.addWanted(range, difference.ours());
        }
        if ((lacking || !difference.ours().isEmpty()) && !range.isWholeWeeks()) {
            differingWeeks.add(range.from().weekNumber());
        }
    }

    /** The peer wants some of the ids that we listed; those above the part are asked about again. */
    private void deliver(Asked asked, Range part, Item.Want want) throws BrokenPeer {
        require(
                asked.part.item() instanceof Item.Ids listed && listed.ids().size() == want.listed(),
                "it wants entries of a list that it did not get");
        List<EntryId> listed = moment.list(asked.range());
        List<Bound> places = moment.places(asked.range());
        Set<EntryId> wanted = new HashSet<>();
        want.wanted().stream().filter(i -> part.contains(places.get(i))).forEach(i -> wanted.add(listed.get(i)));
        if (!wanted.isEmpty()) {
            deliveries.addWanted(part, wanted);
        }
    }

    /** The newest week comes in parts, of which sums are compared; if all are equal, its digest is still to be compared. */
    private void compareNewestWeek(List<Part> parts) {
        Set<Integer> summed = new TreeSet<>();
        Set<Integer> differing = new HashSet<>();
        for (Part part : parts) {
            int week = part.range().from().weekNumber();
            if (part.range().isWholeWeeks()) {
                continue;
            }
            switch (part.item()) {
                case Item.Print print
                when print.fingerprint().equals(moment.fingerprint(part.range())) -> summed.add(week);
                case Item.Ids ids when ids.ids().isEmpty() && moment.isEmpty(part.range()) -> summed.add(week);
                default -> differing.add(week);
            }
        }
        summed.removeAll(differing);
        summed.forEach(week -> questions.add(asking(Range.ofWeek(week), 2)));
    }

    private static OpenRange asking(Range range, int found) {
        return OpenRange.of(range, OpenRange.Ask.PRINT, found);
    }

    /** Sends what may be under way at once, and ends when nothing is. */
    private void proceed() {
        if (received >= SyncLimits.ENTRIES_MAX || requests >= SyncLimits.REQUESTS_MAX) {
            questions.dropAll();
        }
        send();
        if (flights.isEmpty() && !questions.hasDropped() && !deliveries.hasDropped()) {
            listCollidingWeeks();
            send();
        }
        if (flights.isEmpty()) {
            boolean all = !questions.hasDropped() && !deliveries.hasDropped();
            emit(Frames.write(new Message.Bye(session, ++requests)));
            end(all ? Ending.FINISHED : Ending.UNFINISHED, all ? "everything was asked" : "a bound was reached");
        }
    }

    private void send() {
        while (flights.size() < SyncLimits.WINDOW_FRAMES && questions.size() > 0) {
            List<Asked> asked = questions.next();
            ItemList items = new ItemList();
            asked.forEach(one -> items.put(one.range().from(), one.part.item()));
            halfRounds = Math.max(halfRounds, maxHalfRounds(asked) + 1);
            request(new Message.Probe(session, ++requests, items.items()), asked);
        }
        while (flights.size() < SyncLimits.WINDOW_FRAMES && !deliveries.isEmpty()) {
            List<Parcel> parcels = deliveries.next(differingWeeks::add);
            if (!parcels.isEmpty()) {
                delivered += parcels.size();
                request(new Message.Deliver(session, ++requests, parcels), List.of());
            }
        }
    }

    private static int maxHalfRounds(Collection<Asked> asked) {
        return asked.stream().mapToInt(one -> one.origin.halfRounds()).max().orElse(0);
    }

    private void listCollidingWeeks() {
        for (int week : unequalWeeks) {
            if (!differingWeeks.contains(week) && listedWeeks.add(week)) {
                collisions++;
                moment.listableParts(week)
                        .forEach(part -> questions.add(OpenRange.of(part, OpenRange.Ask.LIST, halfRounds)));
            }
        }
    }

    private void request(Message.Numbered message, List<Asked> asked) {
        byte[] frame = Frames.write(message);
        flights.put(message.number(), new Flight(frame, asked));
        emit(frame);
    }

    private void emit(byte[] frame) {
        bytesSent += frame.length;
        frames.add(frame);
    }

    /** Some time has passed, always about the same: a quarter of a second suits most channels. */
    public Step tick() {
        Iterator<Flight> waiting = List.copyOf(flights.values()).iterator();
        while (waiting.hasNext() && state != State.ENDED) {
            Flight flight = waiting.next();
            if (++flight.ticks >= SyncLimits.RESEND_TICKS * (flight.resends + 1)) {
                if (++flight.resends > SyncLimits.RESENDS_MAX) {
                    end(Ending.SILENT, "the peer does not answer");
                } else {
                    flight.ticks = 0;
                    emit(flight.frame);
                }
            }
        }
        return step();
    }

    private Step step() {
        Step step = new Step(inserts, frames);
        inserts = new ArrayList<>();
        frames = new ArrayList<>();
        return step;
    }

    private void end(Ending how, String why) {
        ending = how;
        flights.clear();
        questions.dropAll();
        enter(State.ENDED, why);
    }

    private void enter(State next, String why) {
        state = next;
        reason = why;
    }

    private static void require(boolean ok, String why) throws BrokenPeer {
        if (!ok) {
            throw new BrokenPeer(why);
        }
    }

    /** How it ended, or null while it runs. */
    @Nullable Ending ending() {
        return ending;
    }

    /** Why it is as it is, in few words. */
    String reason() {
        return reason;
    }

    /** What we had when the session began. */
    RootAdvert advert() {
        return advert;
    }

    /** What the peer said it has, if it has answered and differs. */
    @Nullable RootAdvert theirs() {
        return theirs;
    }

    /** A number that rises with everything the peer does that brings the session forward, but for entries it sends. */
    long steps() {
        return halfRounds + delivered;
    }

    /** How far it is. */
    public Progress progress() {
        return new Progress(
                ending,
                received,
                delivered,
                withheld,
                forged,
                collisions,
                questions.size(),
                halfRounds,
                bytesSent,
                bytesReceived,
                differingWeeks);
    }

    @Override
    public String toString() {
        return "session " + session + ": " + state + ", " + reason;
    }
}
