package io.ledgerstone.gossip;

import io.ledgerstone.gossip.link.LinkIdentity;
import io.ledgerstone.ledger.trust.DeviceKey;
import io.ledgerstone.ledger.trust.Signer;

/** A device whose key also secures its links. */
record LinkSigner(LinkIdentity identity) implements Signer {
    @Override
    public DeviceKey key() {
        return DeviceKey.of(identity.publicKey());
    }

    @Override
    public byte[] sign(byte[] message) {
        return identity.sign(message);
    }
}
