package io.ledgerstone.host.channel;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerstone.host.HostException;
import io.ledgerstone.host.folder.Ledgers;
import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.sync.Dice;
import io.ledgerstone.ledger.trust.TrustLedger;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The channels that a host is on. Each belongs to a command that asks again and again; one whose command died does nothing any more,
 * and goes when the command is started again or room is needed. Any thread.
 */
public final class Channels implements AutoCloseable {
    /** Channels that are open at a time. */
    static final int CHANNELS_MAX = 16;

    /** After so long without its command a channel makes room for another one. */
    static final long SILENT_MS_MAX = 30_000;

    private final Ledgers ledgers;
    private final InstantSource clock;
    private final Dice dice;
    private final Map<String, ChannelSession> open = new LinkedHashMap<>();
    private long opened;

    /** None yet. */
    public Channels(Ledgers ledgers, InstantSource clock, Dice dice) {
        this.ledgers = ledgers;
        this.clock = clock;
        this.dice = dice;
    }

    /**
     * Takes part in a channel. Whoever was on it with this ledger and name is not any more.
     *
     * @param request what the command's options say
     * @return {@code channel}, for {@link #exchange}, and what there is to know
     * @throws HostException if that cannot be done
     */
    public synchronized ObjectNode open(ObjectNode request) {
        ChannelSettings settings = ChannelSettings.of(request);
        requireWritable(settings);
        boolean made = !ledgers.names().contains(settings.ledger());
        Ledger ledger = ledgers.findOrMake(
                settings.ledger(), layout(request.path("layout").asText("")));
        makeRoom(settings);
        String id =
                ledger.name() + "/" + settings.addon().name() + "/" + opened++ + "/" + dice.below(Integer.MAX_VALUE);
        ChannelSession session = new ChannelSession(settings, ledger, dice, clock.millis());
        open.put(id, session);
        ObjectNode answer = JsonNodeFactory.instance
                .objectNode()
                .put("channel", id)
                .put("ledger", ledger.name())
                .put("made", made)
                .put("layout", ledger.layout() == KeyLayout.CLASSIC ? "classic" : "cross-realm")
                .put("entries", ledger.status().entries())
                .put("name", settings.addon().name())
                .put("sending", !settings.listens());
        ArrayNode prefixes = answer.putArray("prefixes").add(settings.prefix(false));
        if (!settings.prefix(true).equals(settings.prefix(false))) {
            prefixes.add(settings.prefix(true));
        }
        return answer;
    }

    private KeyLayout layout(String wanted) {
        return switch (wanted) {
            case "" -> ledgers.layoutOfNew();
            case "classic" -> KeyLayout.CLASSIC;
            case "cross-realm" -> KeyLayout.CROSS_REALM;
            default -> throw new HostException("There are no keys '" + wanted + "'; they are classic or cross-realm");
        };
    }

    private void requireWritable(ChannelSettings settings) {
        if (TrustLedger.isOne(settings.ledger())) {
            throw new HostException("The ledger '" + settings.ledger()
                    + "' says whom this host trusts; it goes on no channel. Name another");
        }
        boolean inGroup = ledgers.names().contains(TrustLedger.ROSTER.text());
        if (inGroup && settings.from().isEmpty()) {
            throw new HostException(
                    "This host is in a group, and vouches there for what it takes from the channel."
                            + " Say whose entries to take: --from and the names of those who may write, such as --from Anna,Bert");
        }
    }

    private void makeRoom(ChannelSettings settings) {
        List<String> leaving = new ArrayList<>();
        open.forEach((id, session) -> {
            boolean same = session.settings().ledger().equals(settings.ledger())
                    && session.settings().addon().name().equals(settings.addon().name());
            boolean silent = clock.millis() - session.heardMs() > SILENT_MS_MAX;
            if (same || (silent && open.size() >= CHANNELS_MAX)) {
                leaving.add(id);
            }
        });
        leaving.forEach(this::leave);
        if (open.size() >= CHANNELS_MAX) {
            throw new HostException("This host is on " + open.size() + " channels, as many as it can; end one of them");
        }
    }

    /**
     * Takes a line, or none, and gives the lines that are to be written. See {@link ChannelSession#exchange}.
     *
     * @throws HostException if the channel is not open any more
     */
    public ObjectNode exchange(String channel, @Nullable ObjectNode line) {
        ChannelSession session;
        synchronized (this) {
            session = open.get(channel);
        }
        if (session == null) {
            throw new HostException(
                    "This channel is not open any more: another 'ledgerstone channel' with the same ledger"
                            + " and name has taken it over, or the host was started again. Start the command again");
        }
        return session.exchange(line == null ? null : ChannelLine.read(line), clock.millis());
    }

    /** Leaves a channel, if it is open; answers what {@link #list} would have said of it. */
    public ObjectNode close(String channel) {
        ChannelSession session;
        synchronized (this) {
            session = open.remove(channel);
        }
        if (session == null) {
            return describe(List.of());
        }
        try (session) {
            return describe(List.of(session));
        }
    }

    /** The state of every channel, without the wish of any. */
    public ObjectNode list() {
        List<ChannelSession> sessions;
        synchronized (this) {
            sessions = List.copyOf(open.values());
        }
        return describe(sessions);
    }

    private ObjectNode describe(List<ChannelSession> sessions) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode list = answer.putArray("channels");
        sessions.forEach(session -> list.add(session.status(clock.millis())));
        return answer;
    }

    /** Leaves all. */
    @Override
    public synchronized void close() {
        List.copyOf(open.keySet()).forEach(this::leave);
    }

    private void leave(String channel) {
        ChannelSession session = open.remove(channel);
        if (session != null) {
            session.close();
        }
    }
}
