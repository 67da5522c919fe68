package io.ledgerstone.gossip.link;

import io.ledgerstone.transport.contract.DialingContract;
import io.ledgerstone.transport.contract.TransportBench;

/** Links with TLS keep the contract. */
final class SecureLinkContractTest extends DialingContract {
    @Override
    protected TransportBench newBench() {
        return new LinkBench(true);
    }

    @Override
    protected String addressOfNobody() {
        return "127.0.0.1:1";
    }
}
