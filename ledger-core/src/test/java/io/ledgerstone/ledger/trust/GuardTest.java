package io.ledgerstone.ledger.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.EntryId;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.trust.Acceptance.NotAllowed;
import io.ledgerstone.ledger.trust.Acceptance.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class GuardTest {
    private static final String PEER = "5";

    private final Person founder = new Person(1);
    private final Person officer = new Person(2);
    private final Person member = new Person(3);
    private final Person other = new Person(4);
    private final PretendKeys keys = new PretendKeys();
    private final Guard guard = new Guard(founder.key(), keys, 42);

    GuardTest() {
        List<Entry> roster = new ArrayList<>();
        roster.add(founder.group(100));
        roster.addAll(founder.admit(officer, Role.OFFICER, 200));
        roster.addAll(officer.admit(member, Role.MEMBER, 300));
        roster.addAll(officer.admit(other, Role.MEMBER, 300));
        guard.learnRoster(roster);
    }

    @Test
    void anEntryIsAcceptedOnceItsCreatorsDeviceSealsIt() {
        Entry entry = member.entry(500);
        assertThat(acceptance(entry)).isEqualTo(Acceptance.UNSEALED);
        Entry seal = member.seal(500, entry);
        assertThat(guard.acceptsSeal(seal, PEER)).isEqualTo(Judgement.GENUINE);
        assertThat(acceptance(entry)).isEqualTo(Acceptance.ACCEPTED);
        assertThat(guard.acceptance("messages", entry)).as("of another ledger").isEqualTo(Acceptance.UNSEALED);
        assertThat(counts()).isEqualTo(Map.of(Offence.UNSEALED, 1L));
    }

    @Test
    void aSealIsVerifiedOnceHoweverOftenItComes() {
        Entry seal = member.seal(500, member.entry(500));
        for (int i = 0; i < 10; i++) {
            assertThat(guard.acceptsSeal(seal, PEER).isGenuine()).isTrue();
        }
        Entry forged = changed(seal, "number", 9);
        for (int i = 0; i < 10; i++) {
            assertThat(guard.acceptsSeal(forged, PEER)).isEqualTo(new Judgement.Refused(Offence.FORGED));
        }
        assertThat(keys.checks()).isEqualTo(2);
        assertThat(counts()).isEqualTo(Map.of(Offence.REPLAYED, 9L, Offence.FORGED, 10L));
    }

    @Test
    void whatIsReadFromTheOwnLedgersIsNotVerifiedAgain() {
        Entry entry = member.entry(500);
        guard.learnSeals(List.of(member.seal(500, entry)));
        assertThat(acceptance(entry)).isEqualTo(Acceptance.ACCEPTED);
        assertThat(keys.checks()).isZero();
    }

    @Test
    void aMemberCannotSealOthersEntriesButAnOfficerCan() {
        Entry entry = other.entry(500);
        guard.acceptsSeal(member.seal(500, entry), PEER);
        assertThat(acceptance(entry)).isEqualTo(new NotAllowed(Reason.NOT_OWN_CREATOR));
        guard.acceptsSeal(officer.seal(500, entry), PEER);
        assertThat(acceptance(entry)).isEqualTo(Acceptance.ACCEPTED);
        assertThat(counts()).isEqualTo(Map.of(Offence.NOT_ALLOWED, 1L));
    }

    @Test
    void aSealThatIsForgedOrReWrappedOrMalformedIsCountedAgainstItsSender() {
        Entry entry = other.entry(500);
        Entry seal = other.seal(500, entry);
        Entry stolenName = changed(member.seal(500, entry), "by", other.key().toString());
        Entry moved = TrustLedger.SEALS
                .codec()
                .seal(
                        other.entry(501).key(),
                        seal.type(),
                        Fields.of(seal.fields().toMapping()));
        Entry wrongLedger = changed(seal, "ledger", "messages");
        Entry noSeal = member.ownSeals.make("seal", Fields.of(Map.of("ledger", "guild", "ids", 5)), 500);
        for (Entry bad : List.of(stolenName, moved, wrongLedger, noSeal)) {
            assertThat(guard.acceptsSeal(bad, "17").isGenuine()).isFalse();
        }
        assertThat(acceptance(entry)).isEqualTo(Acceptance.UNSEALED);
        assertThat(guard.offences().get("17")).isEqualTo(Map.of(Offence.FORGED, 3L, Offence.MALFORMED, 1L));
    }

    @Test
    void aForgedRosterEntryIsRefusedAndAGenuineOneHasEffectWhenLearnt() {
        Person late = new Person(8);
        List<Entry> admission = officer.admit(late, Role.MEMBER, 500);
        Entry forged = changedRoster(admission.getLast(), "role", "officer");
        assertThat(guard.acceptsRoster(forged, PEER)).isEqualTo(new Judgement.Refused(Offence.FORGED));
        admission.forEach(entry -> assertThat(guard.acceptsRoster(entry, PEER)).isEqualTo(Judgement.GENUINE));
        assertThat(guard.roster().device(late.key())).isEmpty();
        guard.learnRoster(admission);
        assertThat(guard.roster().device(late.key())).isPresent();
        assertThat(guard.acceptsRoster(admission.getLast(), PEER)).isEqualTo(Judgement.KNOWN);
    }

    @Test
    void aSealTakesEffectOnceTheRosterKnowsItsDevice() {
        Person late = new Person(8);
        Entry entry = late.entry(500);
        assertThat(guard.acceptsSeal(late.seal(500, entry), PEER)).isEqualTo(Judgement.GENUINE);
        assertThat(acceptance(entry)).isEqualTo(new NotAllowed(Reason.UNKNOWN_DEVICE));
        long revision = guard.revision();
        guard.learnRoster(officer.admit(late, Role.MEMBER, 400));
        assertThat(acceptance(entry)).isEqualTo(Acceptance.ACCEPTED);
        assertThat(guard.revision()).isGreaterThan(revision);
    }

    @Test
    void ofARevokedDeviceCountsWhatTheCutReachesHoweverTheRestIsDated() {
        Entry before = member.entry(500);
        Entry alsoBefore = member.entry(501);
        Entry first = member.seal(500, before);
        Entry second = member.seal(501, alsoBefore);
        guard.learnSeals(List.of(first, second));
        guard.learnRoster(
                List.of(founder.revoke(member, 600, guard.cuts(member.key()).toArray(EntryId[]::new))));
        assertThat(acceptance(before)).isEqualTo(Acceptance.ACCEPTED);
        assertThat(acceptance(alsoBefore)).isEqualTo(Acceptance.ACCEPTED);

        Entry after = member.entry(700);
        assertThat(guard.acceptsSeal(member.seal(700, after), PEER).isGenuine()).isTrue();
        assertThat(acceptance(after)).isEqualTo(new NotAllowed(Reason.REVOKED));
        Person backDating = new Person(3);
        backDating.ownSeals.seen(first);
        Entry backDated = member.entry(502);
        Entry oldNumber = backDating.seal(400, backDated);
        assertThat(Seal.read(oldNumber)).isNotNull().extracting(Seal::number).isEqualTo(2L);
        assertThat(guard.acceptsSeal(oldNumber, PEER).isGenuine()).isTrue();
        assertThat(acceptance(backDated)).isEqualTo(new NotAllowed(Reason.REVOKED));
        assertThat(counts()).containsEntry(Offence.REVOKED, 4L);
    }

    @Test
    void sealsBeforeTheCutCountAlsoWhenTheyComeLate() {
        List<Entry> sealed = new ArrayList<>();
        List<Entry> seals = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            sealed.add(member.entry(500 + i));
            seals.add(member.seal(500 + i, sealed.getLast()));
        }
        guard.learnRoster(List.of(founder.revoke(member, 600, seals.get(3).id())));
        guard.learnSeals(List.of(seals.get(0), seals.get(1)));
        assertThat(acceptance(sealed.get(0)))
                .as("its way to the cut has a gap")
                .isEqualTo(new NotAllowed(Reason.REVOKED));
        guard.learnSeals(List.of(seals.get(4), seals.get(3)));
        guard.learnSeals(List.of(seals.get(2)));
        assertThat(sealed.subList(0, 4))
                .allSatisfy(entry -> assertThat(acceptance(entry)).isEqualTo(Acceptance.ACCEPTED));
        assertThat(acceptance(sealed.get(4))).isEqualTo(new NotAllowed(Reason.REVOKED));
    }

    @Test
    void whoHeldEntriesFromBeforeARevocationWitnessesThem() {
        Entry held = member.entry(500);
        Entry imported = founder.entry(500);
        Entry seal = member.seal(500, held, imported);
        guard.learnSeals(List.of(seal));
        guard.learnRoster(List.of(founder.revoke(member, 600)));
        assertThat(needsSeal(other, held, imported)).containsExactly(held);
        assertThat(needsSeal(officer, held, imported)).containsExactly(held, imported);
        assertThat(needsSeal(member, held, imported)).as("revoked").isEmpty();
        guard.learnSeals(List.of(other.seal(601, held, imported)));
        assertThat(acceptance(held)).isEqualTo(Acceptance.ACCEPTED);
        assertThat(acceptance(imported)).as("never was the member's").isEqualTo(new NotAllowed(Reason.REVOKED));
        assertThat(needsSeal(other, held)).isEmpty();
    }

    @Test
    void aMemberCannotWitnessWhatARevokedOfficerBroughtInForOthers() {
        Entry foreign = other.entry(500);
        guard.learnSeals(List.of(officer.seal(500, foreign), member.seal(500, foreign)));
        assertThat(acceptance(foreign)).isEqualTo(Acceptance.ACCEPTED);
        Entry late = new Person(77).entry(700);
        guard.learnSeals(List.of(officer.seal(700, late), member.seal(700, late)));
        guard.learnRoster(List.of(
                founder.revoke(officer, 600, guard.roster().heads(officer.key()).getLast())));
        assertThat(guard.roster().isMember(member.key())).isTrue();
        assertThat(acceptance(late)).isEqualTo(new NotAllowed(Reason.REVOKED));
    }

    @Test
    void ownEntriesThatACrashLeftUnsealedAreFound() {
        Entry sealed = member.entry(500);
        Entry unsealed = member.entry(501);
        Entry foreign = other.entry(502);
        guard.learnSeals(List.of(member.seal(500, sealed)));
        assertThat(needsSeal(member, sealed, unsealed, foreign)).containsExactly(unsealed);
        assertThat(guard.needsSeal(
                        member.key(),
                        Person.GUILD,
                        List.of(unsealed, unsealed, unsealed).iterator(),
                        2))
                .hasSize(2);
    }

    @Test
    void aDeviceThatUsesANumberTwiceIsNoticed() {
        Person copied = new Person(3);
        guard.acceptsSeal(member.seal(500, member.entry(500)), PEER);
        Entry twin = copied.entry(777);
        guard.acceptsSeal(copied.seal(700, twin), PEER);
        assertThat(acceptance(twin)).as("its word counts all the same").isEqualTo(Acceptance.ACCEPTED);
        assertThat(counts()).isEqualTo(Map.of(Offence.STALE, 1L));
        assertThat(guard.cuts(member.key())).as("two ends of the seals").hasSize(2);
    }

    @Test
    void oneEntryUnderManySealsStaysOne() {
        Entry entry = other.entry(500);
        for (int i = 0; i < 3_000; i++) {
            guard.acceptsSeal(member.seal(500 + i, entry), PEER);
        }
        assertThat(acceptance(entry)).isEqualTo(new NotAllowed(Reason.NOT_OWN_CREATOR));
        guard.acceptsSeal(other.seal(500, entry), PEER);
        assertThat(acceptance(entry)).isEqualTo(Acceptance.ACCEPTED);
        assertThat(guard.seals()).isEqualTo(3_001);
    }

    @Test
    void countsDoNotGrowWithoutBound() {
        for (int i = 0; i < 3_000; i++) {
            guard.acceptance(Person.GUILD, other.entry(500), "peer" + i);
        }
        assertThat(guard.offences()).hasSizeLessThan(1_100);
        assertThat(guard.offences().values().stream()
                        .mapToLong(counts -> counts.getOrDefault(Offence.UNSEALED, 0L))
                        .sum())
                .isEqualTo(3_000);
    }

    private Acceptance acceptance(Entry entry) {
        return guard.acceptance(Person.GUILD, entry, PEER);
    }

    private List<Entry> needsSeal(Person self, Entry... entries) {
        return guard.needsSeal(self.key(), Person.GUILD, List.of(entries).iterator(), 100);
    }

    private Map<Offence, Long> counts() {
        return guard.offences().getOrDefault(PEER, Map.of());
    }

    private static Entry changed(Entry entry, String field, Object value) {
        return changed(entry, TrustLedger.SEALS, field, value);
    }

    private static Entry changedRoster(Entry entry, String field, Object value) {
        return changed(entry, TrustLedger.ROSTER, field, value);
    }

    private static Entry changed(Entry entry, TrustLedger ledger, String field, Object value) {
        Map<String, Object> fields = new HashMap<>();
        entry.fields().forEach((name, old) -> fields.put(name, old));
        fields.put(field, value);
        return ledger.codec().seal(entry.key(), entry.type(), Fields.of(fields));
    }
}
