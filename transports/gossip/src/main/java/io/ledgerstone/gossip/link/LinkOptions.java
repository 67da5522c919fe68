package io.ledgerstone.gossip.link;

import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link LinkTransport} needs to know.
 *
 * @param node this host's node id, from 1
 * @param host the name or address of the network interface to listen on, such as {@code 127.0.0.1}, or {@code 0.0.0.0} for all
 * @param port the port to listen on; 0 for any that is free
 * @param announced where others are told to dial this host, {@code name:port}; empty for where it listens, which for all
 *     interfaces means nowhere
 * @param identity this host's device key; null for insecure links on this computer
 * @param admission who decides whom to have links with
 * @param credentials what to show others so that they admit this host, at most 16 KiB; asked for at each greeting, by event loop
 *     threads
 * @param joining who answers strangers; null to refuse them all
 * @param listenerThread where the listener is called, one call at a time. {@link LinkTransport#close} makes the last calls itself
 * @param limits the bounds
 */
public record LinkOptions(
        int node,
        String host,
        int port,
        String announced,
        @Nullable LinkIdentity identity,
        Admission admission,
        Supplier<byte[]> credentials,
        @Nullable JoinHandler joining,
        Executor listenerThread,
        LinkLimits limits) {

    /** Checks the numbers. */
    public LinkOptions {
        if (node < 1) {
            throw new IllegalArgumentException("node " + node + "; node ids begin at 1");
        }
        if (port < 0 || port > 0xffff) {
            throw new IllegalArgumentException("port " + port + "; 0 to 65535 are possible");
        }
        if (!announced.isEmpty()) {
            LinkAddress.parse(announced);
        }
    }

    /** On any free port of this computer, insecure, with no credentials and the usual limits. */
    public static LinkOptions insecure(int node, Admission admission, Executor listenerThread) {
        return new LinkOptions(
                node, "127.0.0.1", 0, "", null, admission, () -> new byte[0], null, listenerThread, LinkLimits.DEFAULT);
    }

    /** The same with links secured by a device key. */
    public LinkOptions secured(LinkIdentity by) {
        return new LinkOptions(
                node, host, port, announced, by, admission, credentials, joining, listenerThread, limits);
    }

    /** The same, listening elsewhere. */
    public LinkOptions at(String newHost, int newPort) {
        return new LinkOptions(
                node, newHost, newPort, announced, identity, admission, credentials, joining, listenerThread, limits);
    }

    /** The same, with others told to dial this address. */
    public LinkOptions announcing(String address) {
        return new LinkOptions(
                node, host, port, address, identity, admission, credentials, joining, listenerThread, limits);
    }

    /** The same, showing credentials. */
    public LinkOptions showing(Supplier<byte[]> newCredentials) {
        return new LinkOptions(
                node, host, port, announced, identity, admission, newCredentials, joining, listenerThread, limits);
    }

    /** The same, answering strangers. */
    public LinkOptions joinedBy(JoinHandler handler) {
        return new LinkOptions(
                node, host, port, announced, identity, admission, credentials, handler, listenerThread, limits);
    }

    /** The same with other bounds. */
    public LinkOptions within(LinkLimits newLimits) {
        return new LinkOptions(
                node, host, port, announced, identity, admission, credentials, joining, listenerThread, newLimits);
    }
}
