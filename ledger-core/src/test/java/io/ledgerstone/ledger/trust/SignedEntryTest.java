package io.ledgerstone.ledger.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.Value;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SignedEntryTest {
    private static final Key KEY = Key.of(1_700_000_000, 0, 4476, 7);
    private final PretendKeys keys = new PretendKeys();
    private final Signer signer = PretendKeys.signer(1);

    @Test
    void whatADeviceSignedIsValidAndNamesIt() {
        Entry entry = made();
        assertThat(SignedEntry.isValid(entry, TrustLedger.ROSTER, keys)).isTrue();
        assertThat(SignedEntry.signer(entry)).isEqualTo(signer.key());
        Entry fromBytes = TrustLedger.ROSTER.codec().open(KEY, EntryCodec.body(entry));
        assertThat(SignedEntry.isValid(fromBytes, TrustLedger.ROSTER, keys)).isTrue();
    }

    @Test
    void theSignatureCoversLedgerKeyTypeAndEveryField() {
        Entry entry = made();
        EntryCodec codec = TrustLedger.ROSTER.codec();
        assertThat(SignedEntry.isValid(entry, TrustLedger.SEALS, keys)).isFalse();
        Entry moved = codec.seal(Key.of(1_700_000_001, 0, 4476, 7), entry.type(), entry.fields());
        assertThat(SignedEntry.isValid(moved, TrustLedger.ROSTER, keys)).isFalse();
        assertThat(SignedEntry.isValid(codec.seal(KEY, "other", entry.fields()), TrustLedger.ROSTER, keys))
                .isFalse();
        for (String field : List.of("name", "by", "sig")) {
            assertThat(SignedEntry.isValid(with(entry, field, "x"), TrustLedger.ROSTER, keys))
                    .as(field)
                    .isFalse();
        }
        assertThat(SignedEntry.isValid(with(entry, "more", "x"), TrustLedger.ROSTER, keys))
                .isFalse();
        assertThat(SignedEntry.isValid(
                        with(entry, "by", PretendKeys.signer(2).key().toString()), TrustLedger.ROSTER, keys))
                .isFalse();
    }

    @Test
    void aSignatureHasOneText() {
        Entry entry = made();
        String text = String.valueOf(entry.fields().text("sig"));
        char last = text.charAt(text.length() - 1);
        String sameBytes = text.substring(0, text.length() - 1) + (char) (last + 1);
        assertThat(Base64.getUrlDecoder().decode(sameBytes))
                .isEqualTo(Base64.getUrlDecoder().decode(text));
        assertThat(SignedEntry.isValid(with(entry, "sig", sameBytes), TrustLedger.ROSTER, keys))
                .isFalse();
        assertThat(SignedEntry.isValid(with(entry, "sig", text + "=="), TrustLedger.ROSTER, keys))
                .isFalse();
    }

    /** Source: RFC 8032, 7.1, test 3. */
    @Test
    void signaturesAreThoseOfTheStandard() {
        HexFormat hex = HexFormat.of();
        Signer real = Ed25519.signer(hex.parseHex("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7"));
        assertThat(real.key().bytes())
                .isEqualTo(hex.parseHex("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025"));
        byte[] message = hex.parseHex("af82");
        byte[] signature = real.sign(message);
        assertThat(hex.formatHex(signature))
                .isEqualTo("6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                        + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a");
        Ed25519 check = new Ed25519();
        assertThat(check.isValid(real.key(), message, signature)).isTrue();
        assertThat(check.isValid(real.key(), hex.parseHex("af83"), signature)).isFalse();
        assertThat(check.isValid(real.key(), message, new byte[5])).isFalse();
        assertThat(check.isValid(Ed25519.signer(new byte[32]).key(), message, signature))
                .isFalse();
        assertThatThrownBy(() -> Ed25519.signer(new byte[31])).hasMessageContaining("not 31");
    }

    /** The JDK says the same of what nobody crafted. */
    @Test
    void theJdkSignsAndChecksTheSame() throws GeneralSecurityException {
        Ed25519 check = new Ed25519();
        for (int i = 0; i < 20; i++) {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] secret = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
            Signer ours = Ed25519.signer(secret);
            byte[] message = new byte[i];
            Signature theirs = Signature.getInstance("Ed25519");
            theirs.initSign(pair.getPrivate());
            theirs.update(message);
            byte[] signature = theirs.sign();
            assertThat(ours.sign(message)).isEqualTo(signature);
            assertThat(check.isValid(ours.key(), message, signature)).isTrue();
            signature[i] ^= 1;
            assertThat(check.isValid(ours.key(), message, signature)).isFalse();
        }
    }

    /** With the order of the curve added to its second half a signature fits the equation, too; it must not count. */
    @Test
    void aSignatureThatWasMadeAnotherOneIsNone() {
        Signer real = Ed25519.signer(new byte[32]);
        byte[] message = {1};
        byte[] signature = real.sign(message);
        byte[] order = HexFormat.of().parseHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
        int carry = 0;
        for (int i = 0; i < order.length; i++) {
            int sum = (signature[32 + i] & 0xff) + (order[i] & 0xff) + carry;
            signature[32 + i] = (byte) sum;
            carry = sum >>> 8;
        }
        assertThat(carry).isZero();
        assertThat(new Ed25519().isValid(real.key(), message, signature)).isFalse();
    }

    @Test
    void keysThatAreNoPointsSignNothing() {
        Ed25519 check = new Ed25519();
        for (long odd : new long[] {0, 1, 2, -1, 0x0102030405060708L}) {
            assertThat(check.isValid(new DeviceKey(odd, odd, odd, odd), new byte[] {1}, new byte[64]))
                    .isFalse();
        }
    }

    @Test
    void aKeyIsItsTextAndItsFingerprintIsReadable() {
        DeviceKey key = signer.key();
        assertThat(DeviceKey.parse(key.toString())).isEqualTo(key);
        assertThat(Fingerprint.parse(key.fingerprint().toString())).isEqualTo(key.fingerprint());
        assertThat(key.fingerprint().toString()).matches("([0-9a-f]{4}-){7}[0-9a-f]{4}");
        assertThatThrownBy(() -> DeviceKey.parse("nonsense")).hasMessageContaining("43 characters");
        assertThatThrownBy(() -> DeviceKey.of(new byte[31])).hasMessageContaining("not 31");
        assertThatThrownBy(() -> Fingerprint.parse("12-34")).hasMessageContaining("eight groups");
    }

    @Test
    void ownKeysRiseWhateverTheClockDoesAndGoOnAfterARestart() {
        Person person = new Person(7);
        List<Entry> made = List.of(
                person.invite(Role.MEMBER, 100),
                person.invite(Role.MEMBER, 100),
                person.invite(Role.MEMBER, 50),
                person.invite(Role.MEMBER, 101));
        assertThat(made).isSorted();
        Person restarted = new Person(7);
        made.reversed().forEach(restarted.ownRoster::seen);
        restarted.ownRoster.seen(new Person(8).invite(Role.MEMBER, 999));
        Entry next = restarted.invite(Role.MEMBER, 90);
        assertThat(next.key()).isEqualTo(Key.of(101, 1, Person.REALM, 7));
        assertThat(SignedEntry.previous(next)).isEqualTo(made.getLast().id());
        assertThat(SignedEntry.number(next)).isEqualTo(5);
    }

    private Entry made() {
        return SignedEntry.make(TrustLedger.ROSTER, KEY, "note", Fields.of(Map.of("name", "Bob")), signer);
    }

    private static Entry with(Entry entry, String field, String text) {
        Map<String, Value> values =
                new LinkedHashMap<>(entry.fields().toMapping().values());
        values.put(field, new Value.Text(text));
        return TrustLedger.ROSTER.codec().seal(entry.key(), entry.type(), Fields.of(new Value.Mapping(values)));
    }
}
