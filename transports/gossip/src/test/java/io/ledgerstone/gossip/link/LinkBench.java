package io.ledgerstone.gossip.link;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.ledgerstone.transport.Dialing;
import io.ledgerstone.transport.Transport;
import io.ledgerstone.transport.contract.TransportBench;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;

/** Hosts on this computer that admit each other under their node ids. */
final class LinkBench implements TransportBench {
    private final boolean isSecure;
    private final ExecutorService listeners = Executors.newCachedThreadPool();
    private final List<Transport> transports = new ArrayList<>();

    LinkBench(boolean isSecure) {
        this.isSecure = isSecure;
    }

    @Override
    public Transport node(String name) {
        return node(name, options -> options);
    }

    /** A node that is different. */
    LinkTransport node(String name, UnaryOperator<LinkOptions> difference) {
        LinkOptions options = LinkOptions.insecure(
                Integer.parseInt(name), greeting -> new Decision.Accepted(String.valueOf(greeting.node())), listeners);
        if (isSecure) {
            options = options.secured(LinkIdentity.generate(new SecureRandom()));
        }
        LinkTransport transport = LinkTransport.create(difference.apply(options));
        transports.add(transport);
        return transport;
    }

    @Override
    public void link(Transport one, Transport other) {
        ((Dialing) one).dial(((Dialing) other).address());
    }

    @Override
    public void until(String sentence, BooleanSupplier holds) {
        Awaitility.await(sentence)
                .atMost(20, SECONDS)
                .pollDelay(0, TimeUnit.MILLISECONDS)
                .pollInterval(2, TimeUnit.MILLISECONDS)
                .until(holds::getAsBoolean);
    }

    @Override
    public void close() {
        transports.forEach(Transport::close);
        listeners.shutdown();
    }
}
