package io.ledgerstone.planted.host;

import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;

final class UsesBouncyCastle {
    Class<?> value() {
        return Ed25519PublicKeyParameters.class;
    }
}
