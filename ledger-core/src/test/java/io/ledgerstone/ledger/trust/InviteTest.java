package io.ledgerstone.ledger.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgerstone.ledger.entry.LedgerException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InviteTest {
    private static final byte[] SECRET = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
    private final Invite invite = Invite.of(
            PretendKeys.signer(1).key().fingerprint(),
            PretendKeys.signer(2).key().fingerprint(),
            SECRET,
            1_800_000_000,
            List.of("example.org:7000", "[::1]:7000"));

    @Test
    void anInviteIsItsText() {
        assertThat(Invite.parse(invite.text())).isEqualTo(invite);
        assertThat(invite.text()).matches("LSI1-[A-Za-z0-9_-]+");
        assertThat(Invite.parse(invite.text()).secret()).isEqualTo(SECRET);
    }

    @Test
    void lineBreaksOfAChatDoNotMatter() {
        String text = invite.text();
        assertThat(Invite.parse("  " + text.substring(0, 40) + "\n " + text.substring(40) + "\r\n"))
                .isEqualTo(invite);
    }

    @Test
    void everyTypingMistakeIsTold() {
        String text = invite.text();
        for (int i = 5; i < text.length(); i++) {
            char other = text.charAt(i) == 'A' ? 'B' : 'A';
            String wrong = text.substring(0, i) + other + text.substring(i + 1);
            assertThatThrownBy(() -> Invite.parse(wrong))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("typing mistake");
            String shorter = text.substring(0, i);
            assertThatThrownBy(() -> Invite.parse(shorter)).isInstanceOf(LedgerException.class);
        }
    }

    @Test
    void whatIsNoInviteIsToldSo() {
        assertThatThrownBy(() -> Invite.parse("hello")).hasMessageContaining("begins with LSI1-");
        assertThatThrownBy(() -> Invite.parse("x".repeat(100_000))).hasMessageContaining("not an invite");
        assertThatThrownBy(() -> Invite.parse("LSI2-abcd")).hasMessageContaining("another version");
        assertThatThrownBy(() -> Invite.of(invite.founder(), invite.host(), new byte[5], 1, List.of("a:1")))
                .hasMessageContaining("secret of 16 bytes");
        assertThatThrownBy(() -> Invite.of(invite.founder(), invite.host(), SECRET, 1, List.of()))
                .hasMessageContaining("addresses");
    }

    @Test
    void anInviteInALogTellsNoSecret() {
        assertThat(invite.toString()).doesNotContain("01020304").doesNotContain(Base64Text.of(SECRET));
    }
}
