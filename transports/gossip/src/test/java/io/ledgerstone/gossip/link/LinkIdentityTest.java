package io.ledgerstone.gossip.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.Signature;
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
    void aSignatureFitsTheKeyOfTheCertificate() throws GeneralSecurityException {
        byte[] message = "message".getBytes(StandardCharsets.US_ASCII);
        Signature check = Signature.getInstance("Ed25519");
        check.initVerify(identity.certificate().getPublicKey());
        check.update(message);
        assertThat(check.verify(identity.sign(message))).isTrue();
        assertThat(LinkIdentity.rawKey(identity.certificate().getPublicKey())).isEqualTo(identity.publicKey());
    }

    @Test
    void whatIsNoKeyIsRefused() {
        assertThatThrownBy(() -> LinkIdentity.of(new byte[48]))
                .isInstanceOf(LinkException.class)
                .hasMessageContaining("backup");
    }
}
