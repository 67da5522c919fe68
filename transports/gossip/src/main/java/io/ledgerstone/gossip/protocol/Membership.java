package io.ledgerstone.gossip.protocol;

import io.ledgerstone.gossip.wire.Bye;
import io.ledgerstone.gossip.wire.Frame;
import io.ledgerstone.gossip.wire.Neighbour;
import io.ledgerstone.gossip.wire.Shuffle;
import io.ledgerstone.ledger.sync.Dice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which of the peers are neighbours. Each node wants a few; being neighbours is mutual. Confined to one thread.
 *
 * <table>
 * <caption>Rules</caption>
 * <tr><th>when</th><th>what is done</th></tr>
 * <tr><td>too few neighbours</td><td>{@link Seeking} asks others</td></tr>
 * <tr><td>asked, and there is room</td><td>yes</td></tr>
 * <tr><td>asked by a node that lacks two neighbours or has none</td><td>yes, and say goodbye to another neighbour, which is told
 *     that the asking node has room</td></tr>
 * <tr><td>asked by a node that wants to mix</td><td>yes, and say goodbye to another neighbour. The asking node does the same, and
 *     the two that are given up are told of each other: two edges are switched, and nobody has fewer</td></tr>
 * <tr><td>asked otherwise</td><td>no, and whom to ask instead, first those that have asked in vain lately</td></tr>
 * <tr><td>about each ten seconds</td><td>exchange some contacts with a neighbour</td></tr>
 * </table>
 *
 * <p>With a fixed list, those addresses are dialed for ever, and whoever asks becomes a neighbour.
 *
 * <p>Source: HyParView (Leitão, Pereira, Rodrigues, 2007) without its random walks; mixing is a switch of two edges.
 */
final class Membership {
    private static final long SHUFFLE_MS = 10_000;
    private static final long LOOKING_MS = 4_000;

    /** How often one peer can take the place of another. */
    private static final long DISPLACED_MS = 10_000;

    private static final int LOOKING_MAX = 8;
    private static final int CONTACTS_TOLD = 8;

    private final MeshSettings settings;
    private final Dice dice;
    private final Contacts contacts;
    private final Sightings sightings = new Sightings();
    private final Seeking seeking;
    private final Map<String, Link> links = new TreeMap<>();
    private final BiConsumer<Link, Frame> send;
    private final BiConsumer<Link, Boolean> changed;

    /** The links of neighbours, in the order of all links. */
    private List<Link> neighbours = List.of();

    /** Nodes that were refused here lately, and when. */
    private final Map<Integer, Long> looking = new LinkedHashMap<>();

    private long shuffleMs;

    /**
     * No peers yet.
     *
     * @param send sends a frame to a peer
     * @param output takes what else is to be done
     * @param changed told when a peer becomes a neighbour, or is one no more
     */
    Membership(
            MeshSettings settings,
            Dice dice,
            BiConsumer<Link, Frame> send,
            Consumer<MeshOutput> output,
            BiConsumer<Link, Boolean> changed) {
        this.settings = settings;
        this.dice = dice;
        this.send = send;
        this.changed = changed;
        Set<String> lasting = new LinkedHashSet<>(settings.seeds());
        lasting.addAll(settings.fixed());
        contacts = new Contacts(settings.node(), lasting, dice);
        seeking = new Seeking(settings, dice, this, send, output);
    }

    Contacts contacts() {
        return contacts;
    }

    Sightings sightings() {
        return sightings;
    }

    void start(long nowMs) {
        shuffleMs = nowMs + dice.below((int) SHUFFLE_MS);
        seeking.start(nowMs);
    }

    // ------------------------------------------------------------------------------------------------------- links

    @Nullable Link link(String peer) {
        return links.get(peer);
    }

    @Nullable Link ofNode(int node) {
        for (Link link : links.values()) {
            if (link.greeted && link.node == node) {
                return link;
            }
        }
        return null;
    }

    List<Link> all() {
        return List.copyOf(links.values());
    }

    List<Link> neighbours() {
        return neighbours;
    }

    boolean isNeighbour(int node) {
        Link link = ofNode(node);
        return link != null && link.neighbour;
    }

    /** How many nodes this one knows of, with itself. */
    int known() {
        int known = contacts.nodes().size() + 1;
        for (Link link : links.values()) {
            if (link.greeted && !contacts.nodes().contains(link.node)) {
                known++;
            }
        }
        return known;
    }

    /** Whether there are so many nodes that not everybody is told everything. */
    boolean isLarge() {
        return known() > MeshSettings.SMALL_MAX;
    }

    /** How many more neighbours are wanted; with a fixed list there is always room. */
    int free() {
        int wanted = isLarge()
                ? Math.max(settings.neighboursMax(), MeshSettings.NEIGHBOURS_LARGE)
                : settings.neighboursMax();
        return settings.fixed().isEmpty() ? Math.max(0, wanted - neighbours.size()) : 1;
    }

    Link up(String peer, long nowMs) {
        Link link = new Link(peer, nowMs);
        links.put(peer, link);
        return link;
    }

    void down(String peer, long nowMs) {
        Link link = links.remove(peer);
        if (link != null) {
            seeking.noMore(link.address);
            if (link.neighbour) {
                leave(link);
                seeking.lost(nowMs);
            }
        }
    }

    void unreachable(String address, long nowMs) {
        contacts.failed(address, nowMs);
        seeking.unreachable(address, nowMs);
    }

    /** A peer has said who it is. */
    void greeted(Link link, long nowMs) {
        if (!link.address.isEmpty()) {
            contacts.answered(link.address);
            contacts.met(new Contact(link.node, link.address));
        }
        seeking.greeted(link, nowMs);
    }

    // ---------------------------------------------------------------------------------------------------- messages

    void asked(Link link, Neighbour message, long nowMs) {
        List<Contact> others = told(link, message.getOthersList());
        switch (message.getKind()) {
            case ASK, PLEAD, MIX -> decide(link, message.getKind(), others, nowMs);
            case YES -> accepted(link, others, nowMs);
            case NO -> seeking.refused(link, others, Math.min(message.getLooking(), others.size()), nowMs);
            case UNRECOGNIZED -> link.malformed++;
        }
    }

    /** Notes contacts that a peer tells of, and answers those that are some. */
    private List<Contact> told(Link by, List<io.ledgerstone.gossip.wire.Contact> told) {
        List<Contact> others =
                told.stream().limit(CONTACTS_TOLD * 2L).map(Frames::contact).toList();
        contacts.told(by.node, others);
        return others;
    }

    private void decide(Link link, Neighbour.Kind kind, List<Contact> others, long nowMs) {
        Link given = null;
        boolean isRare = link.displacedMs == 0 || nowMs - link.displacedMs > DISPLACED_MS;
        if (!link.neighbour && free() == 0 && kind != Neighbour.Kind.ASK && isRare) {
            // Who pleads says which neighbours it has: they would not gain by it.
            given = expendable(link, kind == Neighbour.Kind.PLEAD ? others : List.of());
            link.displacedMs = nowMs;
        }
        if (link.neighbour || free() > 0 || given != null) {
            send.accept(link, Frames.neighbour(Neighbour.Kind.YES, contactsOf(given), 0));
            if (given != null) {
                giveUp(given, link, kind == Neighbour.Kind.MIX ? others : contactsOf(link));
            }
            become(link);
            looking.remove(link.node);
        } else {
            List<Contact> first = lookingNow(link, nowMs);
            List<Contact> all = new ArrayList<>(first);
            contacts.some(CONTACTS_TOLD - first.size(), link.node).stream()
                    .filter(contact -> !first.contains(contact))
                    .forEach(all::add);
            send.accept(link, Frames.neighbour(Neighbour.Kind.NO, all, first.size()));
            looking.put(link.node, nowMs);
        }
    }

    /** Who looks for neighbours as well as one that is refused now. */
    private List<Contact> lookingNow(Link but, long nowMs) {
        looking.remove(but.node);
        looking.values().removeIf(sinceMs -> nowMs - sinceMs > LOOKING_MS);
        if (looking.size() >= LOOKING_MAX) {
            looking.remove(looking.keySet().iterator().next());
        }
        List<Contact> now = new ArrayList<>();
        for (int node : looking.keySet()) {
            Contact contact = contacts.get(node);
            if (contact != null && now.size() < CONTACTS_TOLD / 2) {
                now.add(contact);
            }
        }
        return now;
    }

    private void accepted(Link link, List<Contact> others, long nowMs) {
        if (link.askedMs == 0 && !link.neighbour) {
            send.accept(link, Frames.bye("nobody asked", List.of()));
            return;
        }
        Link given = seeking.accepted(link, nowMs);
        if (!link.neighbour && free() == 0) {
            Link one = given == null ? expendable(link, List.of()) : given;
            if (one != null) {
                giveUp(one, link, others);
            }
        }
        become(link);
    }

    private void become(Link link) {
        if (!link.neighbour) {
            link.neighbour = true;
            link.lazy = false;
            changed(link);
        }
    }

    private void leave(Link link) {
        link.neighbour = false;
        changed(link);
    }

    private void changed(Link link) {
        neighbours = links.values().stream().filter(one -> one.neighbour).toList();
        sightings.forgetDistances();
        changed.accept(link, link.neighbour);
    }

    /** A neighbour that can be given up: in a large mesh one that is told of entries only, so that the tree stays whole. */
    @Nullable Link expendable(@Nullable Link but, List<Contact> not) {
        List<Link> some = neighbours.stream()
                .filter(link -> link != but && not.stream().noneMatch(contact -> contact.node() == link.node))
                .toList();
        List<Link> lazy = some.stream().filter(link -> link.lazy).toList();
        List<Link> from = lazy.isEmpty() ? some : lazy;
        boolean isOnlyEager = lazy.isEmpty() && neighbours.stream().anyMatch(link -> link.lazy) && from.size() == 1;
        return from.isEmpty() || isOnlyEager ? null : from.get(dice.below(from.size()));
    }

    /** Says goodbye to a neighbour, and tells it whom to ask instead. */
    private void giveUp(Link given, Link instead, List<Contact> first) {
        List<Contact> others = new ArrayList<>();
        first.stream().limit(1).forEach(others::add);
        contacts.some(CONTACTS_TOLD - 1, given.node).stream()
                .filter(contact -> !others.contains(contact))
                .forEach(others::add);
        leave(given);
        send.accept(given, Frames.bye("exchanged for node " + instead.node, others));
    }

    List<Contact> contactsOf(@Nullable Link link) {
        return link == null || link.address.isEmpty() ? List.of() : List.of(new Contact(link.node, link.address));
    }

    void bye(Link link, Bye message, long nowMs) {
        List<Contact> others = told(link, message.getOthersList());
        if (link.neighbour) {
            leave(link);
            seeking.givenUp(others, nowMs);
        }
    }

    void shuffled(Link link, Shuffle message) {
        if (!message.getAnswer()) {
            send.accept(link, Frames.shuffle(mine(link), true));
        }
        told(link, message.getContactsList());
    }

    private List<Contact> mine(Link to) {
        List<Contact> mine = new ArrayList<>(contacts.some(CONTACTS_TOLD, to.node));
        if (!settings.address().get().isEmpty()) {
            mine.add(new Contact(settings.node(), settings.address().get()));
        }
        return mine;
    }

    // -------------------------------------------------------------------------------------------------------- time

    void tick(long nowMs) {
        seeking.tick(nowMs);
        if (nowMs >= shuffleMs) {
            shuffleMs = nowMs + SHUFFLE_MS / 2 + dice.below((int) SHUFFLE_MS);
            if (!neighbours.isEmpty()) {
                Link with = neighbours.get(dice.below(neighbours.size()));
                send.accept(with, Frames.shuffle(mine(with), false));
            }
        }
    }

    long nextTickMs() {
        return Math.min(seeking.nextTickMs(), shuffleMs);
    }

    /** Dials, unless it is linked or being dialed already. */
    void dial(String address, long nowMs) {
        seeking.dial(address, nowMs);
    }
}
