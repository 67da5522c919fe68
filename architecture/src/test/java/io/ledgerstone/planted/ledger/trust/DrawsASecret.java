package io.ledgerstone.planted.ledger.trust;

import java.security.SecureRandom;

final class DrawsASecret {
    byte[] value() {
        byte[] secret = new byte[16];
        new SecureRandom().nextBytes(secret);
        return secret;
    }
}
