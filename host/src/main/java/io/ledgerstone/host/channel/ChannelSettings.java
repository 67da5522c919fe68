package io.ledgerstone.host.channel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerstone.host.HostException;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonGate;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonSettings;
import io.ledgerstone.ledger.sync.libeventsourcing.Envelope;
import io.ledgerstone.ledger.sync.libeventsourcing.FieldOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How a host takes part in a channel.
 *
 * @param ledger which ledger
 * @param addon who we are there, and among whom
 * @param envelope how the addon packs messages
 * @param prefix the prefix of messages; empty for the addon's usual ones
 * @param fields the classes that are known
 * @param from whose entries are taken; everybody's if empty
 * @param listens whether nothing is offered or sent to who asks
 * @param raid whether new entries are told to the raid, too
 */
record ChannelSettings(
        String ledger,
        AddonSettings addon,
        Envelope envelope,
        String prefix,
        FieldOrder fields,
        Set<String> from,
        boolean listens,
        boolean raid) {
    private static final int TEXTS_MAX = 1000;

    /** Copies the set. */
    ChannelSettings {
        from = Set.copyOf(from);
    }

    /**
     * The settings of a request.
     *
     * @throws HostException if something is missing or makes no sense
     */
    static ChannelSettings of(ObjectNode request) {
        boolean plain = isPlain(request.path("addon").asText("clm"));
        String prefix = request.path("prefix").asText("");
        if (!prefix.isEmpty() && !plain) {
            throw new HostException("Classic Loot Manager has prefixes of its own; leave the prefix out");
        }
        FieldOrder fields = plain ? FieldOrder.IGNORES_ONLY : FieldOrder.CLASSIC_LOOT_MANAGER;
        for (String order : texts(request, "fields")) {
            fields = with(fields, order);
        }
        AddonSettings addon = AddonSettings.of(request.path("name").asText(""))
                .with(plain ? AddonSettings.Variant.LIBRARY : AddonSettings.Variant.CLASSIC_LOOT_MANAGER)
                .withDigests(request.path("digests").asBoolean(true))
                .withWhispers(texts(request, "targets"), texts(request, "sources"));
        return new ChannelSettings(
                request.path("ledger").asText(""),
                addon,
                plain ? Envelope.PLAIN : Envelope.CLASSIC_LOOT_MANAGER,
                prefix,
                fields,
                texts(request, "from"),
                request.path("listen").asBoolean(false),
                request.path("raid").asBoolean(false));
    }

    private static boolean isPlain(String addon) {
        return switch (addon) {
            case "clm" -> false;
            case "plain" -> true;
            default -> throw new HostException("There is no addon '" + addon + "' to speak like; it is clm or plain");
        };
    }

    private static Set<String> texts(ObjectNode request, String name) {
        JsonNode list = request.path(name);
        if (list.size() > TEXTS_MAX) {
            throw new HostException(
                    "'" + name + "' has " + list.size() + " texts; at most " + TEXTS_MAX + " are taken");
        }
        Set<String> texts = new LinkedHashSet<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /** A class more, given as {@code TE=m,n}; a class without fields as {@code TE=}. */
    private static FieldOrder with(FieldOrder fields, String order) {
        int equals = order.indexOf('=');
        List<String> names = equals < 0 || equals == order.length() - 1
                ? List.of()
                : Arrays.stream(order.substring(equals + 1).split(",", -1))
                        .map(String::strip)
                        .toList();
        boolean clear = names.stream().noneMatch(String::isEmpty) && new HashSet<>(names).size() == names.size();
        if (equals < 1 || !clear) {
            throw new HostException("'" + order + "' does not tell the fields of a class; give the class, '=', and"
                    + " the fields in the order of the addon's fields(), such as TE=m,n");
        }
        return fields.with(order.substring(0, equals), names.toArray(String[]::new));
    }

    /** Whose entries are taken and sent. */
    AddonGate gate() {
        return (entry, name) -> name.equals(addon.name()) ? !listens : from.isEmpty() || from.contains(name);
    }

    /** The prefix of a message, large or not. */
    String prefix(boolean large) {
        return prefix.isEmpty() ? envelope.prefix(large) : prefix;
    }

    /** Whether a message is one of this channel; one without a prefix is. */
    boolean isOurs(String messagePrefix) {
        return messagePrefix.isEmpty() || messagePrefix.equals(prefix(false)) || messagePrefix.equals(prefix(true));
    }

    /** AceComm's priority: Classic Loot Manager leaves the game's own messages and those of other addons first. */
    String priority(boolean large) {
        return large || envelope == Envelope.CLASSIC_LOOT_MANAGER ? "BULK" : "NORMAL";
    }
}
