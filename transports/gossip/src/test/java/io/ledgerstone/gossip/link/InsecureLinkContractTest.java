package io.ledgerstone.gossip.link;

import io.ledgerstone.transport.contract.DialingContract;
import io.ledgerstone.transport.contract.TransportBench;

/** Links without TLS keep the contract. */
final class InsecureLinkContractTest extends DialingContract {
    @Override
    protected TransportBench newBench() {
        return new LinkBench(false);
    }

    @Override
    protected String addressOfNobody() {
        return "127.0.0.1:1";
    }
}
