package io.ledgerstone.ledger.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.LedgerException;
import io.ledgerstone.ledger.entry.Value;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
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

    @Test
    void ed25519OfTheJdkSignsAndChecks() throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        KeyPair other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Signer real = Ed25519.signer(pair.getPrivate(), pair.getPublic());
        Ed25519 check = new Ed25519();
        byte[] message = {1, 2, 3};
        byte[] signature = real.sign(message);
        assertThat(signature).hasSize(Signer.SIGNATURE_BYTES).isEqualTo(real.sign(message));
        assertThat(check.isValid(real.key(), message, signature)).isTrue();
        assertThat(check.isValid(real.key(), new byte[] {1, 2}, signature)).isFalse();
        assertThat(check.isValid(Ed25519.key(other.getPublic()), message, signature))
                .isFalse();
        assertThat(check.isValid(real.key(), message, new byte[5])).isFalse();
        assertThat(Ed25519.publicKey(real.key())).isEqualTo(pair.getPublic());
        assertThatThrownBy(() -> Ed25519.signer(pair.getPrivate(), other.getPublic()))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("does not belong");
        assertThatThrownBy(() -> Ed25519.key(
                        KeyPairGenerator.getInstance("RSA").generateKeyPair().getPublic()))
                .hasMessageContaining("RSA");
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
