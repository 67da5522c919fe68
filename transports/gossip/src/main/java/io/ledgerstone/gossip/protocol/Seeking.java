package io.ledgerstone.gossip.protocol;

import io.ledgerstone.gossip.wire.Frame;
import io.ledgerstone.gossip.wire.Neighbour;
import io.ledgerstone.ledger.sync.Dice;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks for neighbours, and for better ones. Confined to one thread.
 *
 * <table>
 * <caption>Rules</caption>
 * <tr><th>when</th><th>what is done</th></tr>
 * <tr><td>too few neighbours</td><td>ask those it was told of, a peer that is up, or dial a contact or a seed; two at a time, and
 *     ever more rarely the more refuse</td></tr>
 * <tr><td>one is lacking for long</td><td>take the neighbour of another, which lacks one then: so two that lack one each and cannot
 *     help each other find others</td></tr>
 * <tr><td>a node of a small mesh is farther away than it needs to be</td><td>mix with it</td></tr>
 * <tr><td>about once a minute</td><td>mix with some node that may be in another graph, or with a seed, so that what has become two
 *     of it becomes one again; in a large mesh with any, so that the graph stays one at random</td></tr>
 * <tr><td>a peer that is no neighbour for some time</td><td>hang up</td></tr>
 * </table>
 */
final class Seeking {
    private static final long STEP_MS = 400;
    private static final long QUIET_MS = 5_000;
    private static final long SOON_MS = 20;
    private static final long ASK_MS = 2_000;
    private static final long ASK_AGAIN_MS = 8_000;
    private static final long REFUSED_MS_MAX = 12_000;
    private static final long MIX_MS = 60_000;
    private static final long FAR_MS = 3_000;
    private static final long FAR_MS_MAX = 120_000;
    private static final long LACKING_MS = 10_000;
    private static final long LINGER_MS = 8_000;
    private static final long DIAL_MS = 6_000;
    private static final int ATTEMPTS_MAX = 2;
    private static final int LEADS_MAX = 4;

    private final MeshSettings settings;
    private final Dice dice;
    private final Membership membership;
    private final BiConsumer<Link, Frame> send;
    private final Consumer<MeshOutput> output;
    private final Map<String, Long> dialing = new HashMap<>();

    /** Nodes that are said to look for neighbours too. */
    private final Deque<Contact> leads = new ArrayDeque<>();

    private int refusals;
    private long stepMs;
    private long askMs;
    private long lackingMs;
    private long mixMs;
    private long farMs;
    private long farWaitMs = FAR_MS;
    private long mixingMs;

    /** The address of the node to mix with; empty if none. */
    private String mixingWith = "";

    /** The neighbour that was offered for the one to mix with. */
    private String offered = "";

    Seeking(
            MeshSettings settings,
            Dice dice,
            Membership membership,
            BiConsumer<Link, Frame> send,
            Consumer<MeshOutput> output) {
        this.settings = settings;
        this.dice = dice;
        this.membership = membership;
        this.send = send;
        this.output = output;
    }

    void start(long nowMs) {
        stepMs = nowMs;
        mixMs = nowMs + MIX_MS / 2 + dice.below((int) MIX_MS);
        farMs = nowMs + FAR_MS + dice.below((int) FAR_MS);
        lackingMs = nowMs;
    }

    // ------------------------------------------------------------------------------------------------ what happens

    /** A neighbour is gone. */
    void lost(long nowMs) {
        refusals = 0;
        askMs = nowMs;
        stepMs = nowMs;
        lackingMs = nowMs;
        farWaitMs = FAR_MS;
    }

    /** A neighbour has said goodbye; the first of the others looks for neighbours too. */
    void givenUp(List<Contact> others, long nowMs) {
        refusals = 0;
        askMs = nowMs;
        stepMs = nowMs;
        lackingMs = nowMs;
        others.stream().limit(1).forEach(this::lead);
    }

    private void lead(Contact contact) {
        if (contact.node() != settings.node()
                && !leads.contains(contact)
                && leads.size() < LEADS_MAX
                && !membership.isNeighbour(contact.node())) {
            leads.add(contact);
        }
    }

    /** An address is not being dialed any more. */
    void noMore(String address) {
        dialing.remove(address);
    }

    void unreachable(String address, long nowMs) {
        dialing.remove(address);
        stepMs = Math.min(stepMs, nowMs + SOON_MS);
    }

    /** A peer has said who it is. */
    void greeted(Link link, long nowMs) {
        boolean dialed = dialing.remove(link.address) != null;
        boolean seeks = dialed && settings.fixed().isEmpty() && membership.free() > 0;
        if (settings.fixed().contains(link.address) || seeks || isMixingWith(link, nowMs)) {
            ask(link, nowMs);
        } else {
            stepMs = Math.min(stepMs, nowMs + SOON_MS);
        }
    }

    void refused(Link link, List<Contact> others, int looking, long nowMs) {
        link.askedMs = 0;
        link.refusedMs = nowMs;
        if (isMixingWith(link, nowMs)) {
            mixingWith = "";
        }
        refusals++;
        others.stream().limit(looking).forEach(this::lead);
        long waitMs = Math.min(REFUSED_MS_MAX, SOON_MS << Math.min(10, refusals));
        askMs = nowMs + waitMs / 2 + dice.below((int) waitMs);
        stepMs = Math.min(stepMs, leads.isEmpty() ? askMs : nowMs);
    }

    /** A peer said yes; answers the neighbour that was offered in its place. */
    @Nullable Link accepted(Link link, long nowMs) {
        link.askedMs = 0;
        refusals = 0;
        stepMs = nowMs;
        lackingMs = nowMs;
        if (!isMixingWith(link, nowMs)) {
            return null;
        }
        mixingWith = "";
        Link given = membership.link(offered);
        return given != null && given.neighbour ? given : null;
    }

    // -------------------------------------------------------------------------------------------------------- time

    void tick(long nowMs) {
        if (nowMs >= stepMs) {
            boolean quiet = membership.free() == 0
                    && membership.neighbours().size() == membership.all().size();
            stepMs = nowMs + (quiet ? QUIET_MS : STEP_MS + dice.below((int) STEP_MS));
            step(nowMs);
        }
        if (nowMs >= mixMs) {
            mixMs = nowMs + MIX_MS / 2 + dice.below((int) MIX_MS);
            mix(partedFrom(nowMs), nowMs);
        }
        if (nowMs >= farMs) {
            farMs = nowMs + FAR_MS + dice.below((int) FAR_MS);
            if (!membership.isLarge() && mix(far(nowMs), nowMs)) {
                farMs = nowMs + farWaitMs + dice.below((int) farWaitMs);
                farWaitMs = Math.min(FAR_MS_MAX, farWaitMs * 2);
            }
        }
    }

    long nextTickMs() {
        return Math.min(stepMs, Math.min(mixMs, farMs));
    }

    /** Over how many links a mesh of three neighbours each need not be longer; one more than the best graph there is. */
    private static int hopsNeeded(int nodes) {
        int hops = 1;
        for (int reached = 4; reached < nodes; reached = 2 * reached + 2) {
            hops++;
        }
        return hops + 1;
    }

    private void step(long nowMs) {
        // Nothing follows a dial that led to a peer which was up already, or to one that was gone before it said who it
        // is.
        dialing.values().removeIf(sinceMs -> nowMs - sinceMs > DIAL_MS);
        if (!settings.fixed().isEmpty()) {
            settings.fixed().forEach(address -> dial(address, nowMs));
            return;
        }
        int attempts = dialing.size();
        for (Link link : membership.all()) {
            boolean waits = link.askedMs != 0 && nowMs - link.askedMs <= ASK_MS;
            if (!link.neighbour && !waits && nowMs - link.upMs > LINGER_MS) {
                output.accept(new MeshOutput.HangUp(link.peer, "no neighbour any more"));
            }
            attempts += !link.neighbour && waits ? 1 : 0;
        }
        if (membership.free() == 0) {
            leads.clear();
        } else if (attempts < ATTEMPTS_MAX && !follow(nowMs) && nowMs >= askMs) {
            seek(nowMs);
        }
    }

    /** Asks one that is said to look for neighbours too. */
    private boolean follow(long nowMs) {
        while (!leads.isEmpty()) {
            Contact lead = leads.remove();
            Link link = membership.ofNode(lead.node());
            if (link == null) {
                if (dial(lead.address(), nowMs)) {
                    return true;
                }
            } else if (!link.neighbour && link.askedMs == 0) {
                ask(link, nowMs);
                return true;
            }
        }
        return false;
    }

    private void seek(long nowMs) {
        List<Link> idle = membership.all().stream()
                .filter(link -> link.greeted
                        && !link.neighbour
                        && (link.askedMs == 0 || nowMs - link.askedMs > ASK_AGAIN_MS)
                        && (link.refusedMs == 0 || nowMs - link.refusedMs > ASK_AGAIN_MS))
                .toList();
        if (!idle.isEmpty()) {
            ask(idle.get(dice.below(idle.size())), nowMs);
            return;
        }
        List<String> addresses = new ArrayList<>();
        membership.contacts().all().stream()
                .filter(contact -> membership.ofNode(contact.node()) == null)
                .forEach(contact -> addresses.add(contact.address()));
        if (addresses.isEmpty() || membership.neighbours().isEmpty()) {
            addresses.addAll(settings.seeds());
        }
        addresses.removeIf(address -> !mayDial(address, nowMs));
        if (!addresses.isEmpty()) {
            dial(addresses.get(dice.below(addresses.size())), nowMs);
        }
    }

    private boolean mayDial(String address, long nowMs) {
        return !address.equals(settings.address().get())
                && !dialing.containsKey(address)
                && membership.contacts().mayDial(address, nowMs)
                && membership.all().stream().noneMatch(link -> link.address.equals(address));
    }

    /** Dials, unless it is linked or being dialed already. */
    boolean dial(String address, long nowMs) {
        if (!mayDial(address, nowMs)) {
            return false;
        }
        dialing.put(address, nowMs);
        membership.contacts().dialing(address, nowMs);
        output.accept(new MeshOutput.Dial(address));
        return true;
    }

    private void ask(Link link, long nowMs) {
        if (link.neighbour) {
            return;
        }
        link.askedMs = nowMs;
        List<Link> neighbours = membership.neighbours();
        int free = membership.free();
        Neighbour.Kind kind = Neighbour.Kind.ASK;
        List<Contact> others = List.of();
        if (isMixingWith(link, nowMs) && free == 0) {
            Link given = membership.expendable(link, List.of());
            kind = Neighbour.Kind.MIX;
            offered = given == null ? "" : given.peer;
            others = membership.contactsOf(given);
        } else if (neighbours.isEmpty() || (free > 1 && refusals > 0)) {
            kind = Neighbour.Kind.PLEAD;
            others = neighbours.stream()
                    .flatMap(one -> membership.contactsOf(one).stream())
                    .toList();
        } else if (refusals > 2 && nowMs - lackingMs > LACKING_MS) {
            kind = Neighbour.Kind.MIX;
        }
        send.accept(link, Frames.neighbour(kind, others, 0));
    }

    /** Whether a peer is the one to mix with. A seed may say that its address is another; it is one that came up since. */
    private boolean isMixingWith(Link link, long nowMs) {
        boolean isSeed = settings.seeds().contains(mixingWith) && nowMs - link.upMs < nowMs - mixingMs;
        return !mixingWith.isEmpty() && nowMs - mixingMs < DIAL_MS && (isSeed || link.address.equals(mixingWith));
    }

    /** Puts some node that is no neighbour in the place of one. */
    private boolean mix(List<String> with, long nowMs) {
        List<String> addresses = with.stream()
                .filter(address -> mayDial(address, nowMs) || isIdle(address))
                .toList();
        if (membership.free() > 0 || addresses.isEmpty() || !settings.fixed().isEmpty() || nowMs - mixingMs < DIAL_MS) {
            return false;
        }
        String chosen = addresses.get(dice.below(addresses.size()));
        mixingWith = chosen;
        mixingMs = nowMs;
        for (Link link : membership.all()) {
            if (link.address.equals(chosen)) {
                ask(link, nowMs);
                return true;
            }
        }
        dial(chosen, nowMs);
        return true;
    }

    private boolean isIdle(String address) {
        return membership.all().stream()
                .anyMatch(link -> link.greeted && !link.neighbour && link.address.equals(address));
    }

    /** Whom a mesh could have been parted from: contacts and seeds that nothing came through lately; all in a large mesh. */
    private List<String> partedFrom(long nowMs) {
        boolean large = membership.isLarge();
        List<String> lost = new ArrayList<>(settings.seeds());
        for (Contact contact : membership.contacts().all()) {
            if (large || membership.sightings().isLost(contact.node(), nowMs)) {
                lost.add(contact.address());
            } else {
                lost.remove(contact.address());
            }
        }
        return lost;
    }

    private List<String> far(long nowMs) {
        int hopsMax = hopsNeeded(membership.known());
        return membership.contacts().all().stream()
                .filter(contact -> membership.sightings().isFar(contact.node(), hopsMax, nowMs))
                .map(Contact::address)
                .toList();
    }
}
