package io.ledgerstone.transport.memory;

import io.ledgerstone.transport.Dialing;
import io.ledgerstone.transport.Transport;
import io.ledgerstone.transport.contract.DialingContract;
import io.ledgerstone.transport.contract.TransportBench;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** A faultless network in memory keeps the contract. */
final class MemoryNetworkContractTest extends DialingContract {
    @Override
    protected TransportBench newBench() {
        return new Bench();
    }

    @Override
    protected String addressOfNobody() {
        return "node-nobody";
    }

    private static final class Bench implements TransportBench {
        private static final int EVENTS_MAX = 1_000_000;

        private final MemoryNetwork network = new MemoryNetwork(new Random(1), 0);

        @Override
        public Transport node(String name) {
            return network.transport(name);
        }

        @Override
        public void link(Transport one, Transport other) {
            ((Dialing) one).dial(((Dialing) other).address());
        }

        @Override
        public void until(String sentence, BooleanSupplier holds) {
            for (int i = 0; !holds.getAsBoolean(); i++) {
                long nextMs = network.nextEventMs();
                if (nextMs == Long.MAX_VALUE || i == EVENTS_MAX) {
                    throw new AssertionError("never: " + sentence);
                }
                network.advanceTo(nextMs);
            }
        }

        @Override
        public void close() {}
    }
}
