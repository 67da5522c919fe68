package io.ledgerstone.gossip.protocol;

import io.ledgerstone.gossip.wire.Bye;
import io.ledgerstone.gossip.wire.Frame;
import io.ledgerstone.gossip.wire.Neighbour;
import io.ledgerstone.gossip.wire.Shuffle;
import io.ledgerstone.ledger.sync.Dice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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
 * <tr><td>too few neighbours</td><td>ask a peer that is up, or dial a contact or a seed; two at a time</td></tr>
 * <tr><td>asked, and there is room</td><td>yes</td></tr>
 * <tr><td>asked by a node that has no neighbour, or that wants to mix</td><td>yes, and say goodbye to another neighbour, who is told
 *     whom to ask instead</td></tr>
 * <tr><td>asked otherwise</td><td>no, and some contacts to ask instead</td></tr>
 * <tr><td>about once a minute</td><td>mix: exchange a neighbour for some other node. So the graph stays one at random, and what has
 *     become two of it becomes one again</td></tr>
 * <tr><td>about each ten seconds</td><td>exchange some contacts with a neighbour</td></tr>
 * <tr><td>a peer that is no neighbour for some time</td><td>hang up</td></tr>
 * </table>
 *
 * <p>With a fixed list, those addresses are dialed for ever, and whoever asks becomes a neighbour.
 *
 * <p>Source: HyParView (Leitão, Pereira, Rodrigues, 2007) without its random walks; mixing is a switch of two edges.
 */
final class Membership {
    private static final long STEP_MS = 400;
    private static final long ASK_MS = 2_000;
    private static final long SHUFFLE_MS = 10_000;
    private static final long MIX_MS = 60_000;
    private static final long LINGER_MS = 8_000;
    private static final long DIAL_MS = 6_000;
    private static final int ATTEMPTS_MAX = 2;
    private static final int CONTACTS_TOLD = 8;

    private final MeshSettings settings;
    private final Dice dice;
    private final Contacts contacts;
    private final Map<String, Link> links = new TreeMap<>();
    private final Map<String, Long> dialing = new HashMap<>();
    private final BiConsumer<Link, Frame> send;
    private final Consumer<MeshOutput> output;
    private final BiConsumer<Link, Boolean> changed;
    private long stepMs;
    private long shuffleMs;
    private long mixMs;
    private int mixingWith;

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
        this.output = output;
        this.changed = changed;
        Set<String> lasting = new LinkedHashSet<>(settings.seeds());
        lasting.addAll(settings.fixed());
        contacts = new Contacts(settings.node(), lasting, dice);
    }

    Contacts contacts() {
        return contacts;
    }

    void start(long nowMs) {
        stepMs = nowMs;
        shuffleMs = nowMs + dice.below((int) SHUFFLE_MS);
        mixMs = nowMs + MIX_MS / 2 + dice.below((int) MIX_MS);
    }

    // ------------------------------------------------------------------------------------------------------- links

    @Nullable Link link(String peer) {
        return links.get(peer);
    }

    @Nullable Link ofNode(int node) {
        return links.values().stream()
                .filter(link -> link.greeted && link.node == node)
                .findFirst()
                .orElse(null);
    }

    List<Link> all() {
        return List.copyOf(links.values());
    }

    List<Link> neighbours() {
        return links.values().stream().filter(link -> link.neighbour).toList();
    }

    /** Whether there are so many nodes that not everybody is told everything. */
    boolean isLarge() {
        Set<Integer> known = new HashSet<>(contacts.nodes());
        links.values().forEach(link -> known.add(link.node));
        return known.size() >= MeshSettings.SMALL_MAX;
    }

    private int wanted() {
        return isLarge() ? Math.max(settings.neighboursMax(), MeshSettings.NEIGHBOURS_LARGE) : settings.neighboursMax();
    }

    Link up(String peer, long nowMs) {
        Link link = new Link(peer, nowMs);
        links.put(peer, link);
        return link;
    }

    @Nullable Link down(String peer, long nowMs) {
        Link link = links.remove(peer);
        if (link != null) {
            dialing.remove(link.address);
            if (link.neighbour) {
                link.neighbour = false;
                changed.accept(link, false);
                stepMs = nowMs;
            }
        }
        return link;
    }

    void unreachable(String address, long nowMs) {
        dialing.remove(address);
        contacts.failed(address, nowMs);
        stepMs = Math.min(stepMs, nowMs + 50);
    }

    /** A peer has said who it is. */
    void greeted(Link link, long nowMs) {
        dialing.remove(link.address);
        if (!link.address.isEmpty()) {
            contacts.answered(link.address);
            contacts.add(new Contact(link.node, link.address));
        }
        stepMs = nowMs;
        if (settings.fixed().contains(link.address)) {
            ask(link, nowMs);
        }
    }

    // ---------------------------------------------------------------------------------------------------- messages

    void asked(Link link, Neighbour message, long nowMs) {
        switch (message.getKind()) {
            case ASK -> decide(link, false);
            case PLEAD, MIX -> decide(link, true);
            case YES -> accepted(link, nowMs);
            case NO -> {
                link.askedMs = 0;
                message.getOthersList().forEach(other -> contacts.add(Frames.contact(other)));
                if (link.node == mixingWith) {
                    mixingWith = 0;
                }
                stepMs = nowMs;
            }
            case UNRECOGNIZED -> link.malformed++;
        }
    }

    private void decide(Link link, boolean urgent) {
        boolean room = neighbours().size() < wanted() || !settings.fixed().isEmpty();
        if (link.neighbour || room || urgent) {
            if (!link.neighbour && !room) {
                giveUpOne(link);
            }
            send.accept(link, Frames.neighbour(Neighbour.Kind.YES, List.of()));
            become(link);
        } else {
            send.accept(link, Frames.neighbour(Neighbour.Kind.NO, contacts.some(CONTACTS_TOLD, link.node)));
        }
    }

    private void accepted(Link link, long nowMs) {
        boolean mixing = link.node == mixingWith;
        if (mixing) {
            mixingWith = 0;
        }
        if (link.askedMs == 0 && !link.neighbour) {
            return;
        }
        link.askedMs = 0;
        if (!link.neighbour
                && neighbours().size() >= wanted()
                && settings.fixed().isEmpty()) {
            giveUpOne(link);
        }
        become(link);
        stepMs = nowMs;
    }

    private void become(Link link) {
        if (!link.neighbour) {
            link.neighbour = true;
            link.lazy = false;
            changed.accept(link, true);
        }
    }

    /** Says goodbye to some neighbour but one, and tells it whom else to ask. */
    private void giveUpOne(Link but) {
        List<Link> others = new ArrayList<>(neighbours());
        others.remove(but);
        if (others.isEmpty()) {
            return;
        }
        Link given = others.get(dice.below(others.size()));
        List<Contact> instead = new ArrayList<>(contacts.some(CONTACTS_TOLD - 1, given.node));
        if (!but.address.isEmpty()) {
            instead.add(new Contact(but.node, but.address));
        }
        given.neighbour = false;
        changed.accept(given, false);
        send.accept(given, Frames.bye("exchanged for node " + but.node, instead));
    }

    void bye(Link link, Bye message, long nowMs) {
        message.getOthersList().forEach(other -> contacts.add(Frames.contact(other)));
        if (link.neighbour) {
            link.neighbour = false;
            changed.accept(link, false);
        }
        stepMs = nowMs;
    }

    void shuffled(Link link, Shuffle message) {
        List<Contact> told = message.getContactsList().stream()
                .limit(CONTACTS_TOLD * 2L)
                .map(Frames::contact)
                .toList();
        if (!message.getAnswer()) {
            send.accept(link, Frames.shuffle(mine(link), true));
        }
        contacts.addAll(told);
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
        if (nowMs >= stepMs) {
            stepMs = nowMs + STEP_MS + dice.below((int) STEP_MS);
            step(nowMs);
        }
        if (nowMs >= shuffleMs) {
            shuffleMs = nowMs + SHUFFLE_MS / 2 + dice.below((int) SHUFFLE_MS);
            List<Link> neighbours = neighbours();
            if (!neighbours.isEmpty()) {
                Link with = neighbours.get(dice.below(neighbours.size()));
                send.accept(with, Frames.shuffle(mine(with), false));
            }
        }
        if (nowMs >= mixMs) {
            mixMs = nowMs + MIX_MS / 2 + dice.below((int) MIX_MS);
            mix(nowMs);
        }
    }

    long nextTickMs() {
        return Math.min(stepMs, Math.min(shuffleMs, mixMs));
    }

    private void step(long nowMs) {
        for (Link link : all()) {
            boolean idle = !link.neighbour
                    && nowMs - link.upMs > LINGER_MS
                    && (link.askedMs == 0 || nowMs - link.askedMs > ASK_MS);
            if (idle && settings.fixed().isEmpty()) {
                output.accept(new MeshOutput.HangUp(link.peer, "no neighbour any more"));
            }
        }
        if (!settings.fixed().isEmpty()) {
            settings.fixed().forEach(address -> dial(address, nowMs));
            return;
        }
        // Nothing follows a dial that led to a peer which was up already, or to one that was gone before it said who it
        // is.
        dialing.values().removeIf(sinceMs -> nowMs - sinceMs > DIAL_MS);
        int neighbours = neighbours().size();
        int attempts = dialing.size()
                + (int) links.values().stream()
                        .filter(link -> !link.neighbour && link.askedMs > 0 && nowMs - link.askedMs < ASK_MS)
                        .count();
        if (neighbours >= wanted() || attempts >= ATTEMPTS_MAX) {
            return;
        }
        List<Link> idle = links.values().stream()
                .filter(link ->
                        link.greeted && !link.neighbour && nowMs - link.askedMs > ASK_MS * (link.askedMs == 0 ? 0 : 4))
                .toList();
        if (!idle.isEmpty()) {
            ask(idle.get(dice.below(idle.size())), nowMs);
            return;
        }
        List<String> addresses = new ArrayList<>();
        contacts.all().stream()
                .filter(contact -> ofNode(contact.node()) == null)
                .forEach(contact -> addresses.add(contact.address()));
        if (addresses.isEmpty() || neighbours == 0) {
            addresses.addAll(settings.seeds());
        }
        addresses.removeIf(address -> !contacts.mayDial(address, nowMs) || isLinked(address));
        if (!addresses.isEmpty()) {
            dial(addresses.get(dice.below(addresses.size())), nowMs);
        }
    }

    private boolean isLinked(String address) {
        return address.equals(settings.address().get())
                || links.values().stream().anyMatch(link -> link.address.equals(address));
    }

    /** Dials, unless it is linked or being dialed already. */
    void dial(String address, long nowMs) {
        if (!isLinked(address) && !dialing.containsKey(address) && contacts.mayDial(address, nowMs)) {
            dialing.put(address, nowMs);
            contacts.dialing(address, nowMs);
            output.accept(new MeshOutput.Dial(address));
        }
    }

    private void ask(Link link, long nowMs) {
        link.askedMs = nowMs;
        boolean mixing = link.node == mixingWith;
        Neighbour.Kind kind =
                neighbours().isEmpty() ? Neighbour.Kind.PLEAD : mixing ? Neighbour.Kind.MIX : Neighbour.Kind.ASK;
        send.accept(link, Frames.neighbour(kind, List.of()));
    }

    /** Looks for some node that is no neighbour, to put it in the place of one. */
    private void mix(long nowMs) {
        List<Contact> others = contacts.all().stream()
                .filter(contact -> {
                    Link link = ofNode(contact.node());
                    return link == null || !link.neighbour;
                })
                .toList();
        if (others.isEmpty()
                || neighbours().size() < wanted()
                || !settings.fixed().isEmpty()) {
            return;
        }
        Contact chosen = others.get(dice.below(others.size()));
        mixingWith = chosen.node();
        Link link = ofNode(chosen.node());
        if (link != null) {
            ask(link, nowMs);
        } else {
            dial(chosen.address(), nowMs);
        }
    }

    /** Whether a peer that has just said who it is was dialed in order to mix. */
    void maybeMix(Link link, long nowMs) {
        if (link.node == mixingWith && !link.neighbour) {
            ask(link, nowMs);
        }
    }
}
