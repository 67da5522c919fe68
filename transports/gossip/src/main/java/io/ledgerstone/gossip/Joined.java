package io.ledgerstone.gossip;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.trust.DeviceKey;
import java.util.List;

/**
 * What a device got to know when it joined a group.
 *
 * @param group what the group is called
 * @param founder the key that it began with
 * @param roster entries of the roster: all that let the device in, and maybe others
 * @param node the host's number
 * @param name what the device is called
 * @param role what the device may do, in a word
 * @param addresses where others can be dialed
 */
public record Joined(
        String group,
        DeviceKey founder,
        List<Entry> roster,
        int node,
        String name,
        String role,
        List<String> addresses) {
    /** Copies the lists. */
    public Joined {
        roster = List.copyOf(roster);
        addresses = List.copyOf(addresses);
    }
}
