package io.ledgerstone.gossip.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.junit.jupiter.api.Test;

final class LinkIdentityTest {
    private final LinkIdentity identity = LinkIdentity.generate(new SecureRandom());

    @Test
    void aKeptKeyIsTheSameDevice() {
        LinkIdentity again = LinkIdentity.of(identity.pkcs8());
        assertThat(again.publicKey()).isEqualTo(identity.publicKey()).hasSize(LinkIdentity.KEY_BYTES);
        assertThat(again.certificate()).isEqualTo(identity.certificate());
    }

    @Test
    void theSecretFitsTheKeyOfTheCertificate() {
        assertThat(new Ed25519PrivateKeyParameters(identity.secret())
                        .generatePublicKey()
                        .getEncoded())
                .isEqualTo(identity.publicKey());
        assertThat(LinkIdentity.rawKey(identity.certificate().getPublicKey())).isEqualTo(identity.publicKey());
    }

    @Test
    void whatIsNoKeyIsRefused() {
        assertThatThrownBy(() -> LinkIdentity.of(new byte[48]))
                .isInstanceOf(LinkException.class)
                .hasMessageContaining("backup");
    }
}
