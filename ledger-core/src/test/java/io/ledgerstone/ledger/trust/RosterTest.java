package io.ledgerstone.ledger.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.LedgerException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RosterTest {
    private final Person founder = new Person(1);
    private final Person officer = new Person(2);
    private final Person junior = new Person(3);
    private final Person member = new Person(4);
    private final Person stranger = new Person(9);
    private final List<Entry> entries = new ArrayList<>();

    RosterTest() {
        entries.add(founder.group(100));
        entries.addAll(founder.admit(officer, Role.OFFICER, 200));
        entries.addAll(officer.admit(junior, Role.OFFICER, 300));
        entries.addAll(officer.admit(member, Role.MEMBER, 400));
    }

    @Test
    void aGroupGrowsFromItsFounder() {
        Roster roster = roster();
        assertThat(roster.name()).isEqualTo("Night Watch");
        assertThat(roster.devices().stream().map(Device::role))
                .containsExactly(Role.FOUNDER, Role.OFFICER, Role.OFFICER, Role.MEMBER);
        assertThat(roster.devices().stream().map(Device::node)).containsExactly(1, 2, 3, 4);
        assertThat(roster.withoutEffect()).isEmpty();
        assertThat(roster.isMember(member.key())).isTrue();
        assertThat(roster.leads(member.key())).isFalse();
        assertThat(roster.node(3).orElseThrow().key()).isEqualTo(junior.key());
        assertThat(roster.owner(0, 4).orElseThrow().key()).isEqualTo(member.key());
        assertThat(roster.freeNode()).isEqualTo(5);
    }

    @Test
    void aMemberCanNeitherInviteNorAdmitNorPromoteItself() {
        Entry ownInvite = member.invite(Role.OFFICER, 500);
        Entry officersInvite = officer.invite(Role.OFFICER, 500);
        entries.add(ownInvite);
        entries.add(officersInvite);
        entries.add(member.admit(stranger, ownInvite, 501));
        entries.add(member.admit(member, ownInvite, 502));
        entries.add(member.admit(stranger, officersInvite, 503));
        assertThat(roster().device(stranger.key())).isEmpty();
        assertThat(role(member)).isEqualTo(Role.MEMBER);
        assertThat(roster().withoutEffect()).hasSize(4);
    }

    @Test
    void strangersAndSecondFoundersHaveNoSay() {
        entries.add(stranger.group(1));
        entries.addAll(stranger.admit(new Person(10), Role.OFFICER, 2));
        entries.add(stranger.revoke(member, 3));
        Roster roster = roster();
        assertThat(roster.name()).isEqualTo("Night Watch");
        assertThat(roster.devices()).hasSize(4);
        assertThat(roster.withoutEffect())
                .hasSize(4)
                .allSatisfy(without -> assertThat(without.reason()).contains("does not know its signer"));
        assertThat(Roster.fold(stranger.key(), entries).devices()).hasSize(2);
    }

    @Test
    void anInviteCountsOnceAndOnlyWithItsMaker() {
        Person first = new Person(11);
        Person second = new Person(12);
        Entry invite = officer.invite(Role.MEMBER, 500);
        entries.add(invite);
        Entry late = officer.admit(second, invite, 520);
        Entry early = officer.admit(first, invite, 520);
        Entry elsewhere = junior.admit(stranger, invite, 501);
        entries.addAll(List.of(elsewhere, late, early));
        Device admitted = roster().device(second.key()).orElseThrow();
        assertThat(admitted.admission()).isEqualTo(late.id());
        assertThat(roster().device(first.key())).isEmpty();
        assertThat(roster().device(stranger.key())).isEmpty();
        assertThat(roster().invitation(Person.invitation(invite).secretHash())).isEmpty();
        assertThat(reason(early)).contains("used before");
        assertThat(reason(elsewhere)).contains("no invite that its signer made");
    }

    @Test
    void anInviteEndsWithItsExpiryAndGivesItsRoleAlone() {
        Entry invite = founder.roster.invite(Invite.secretHash(new byte[16]), Role.MEMBER, "Ann", 600, 500);
        Entry onTime = founder.admit(stranger, invite, 600);
        Entry tooLate = founder.admit(stranger, invite, 601);
        entries.add(invite);
        assertThat(roster().invitation(Invite.secretHash(new byte[16]))
                        .orElseThrow()
                        .name())
                .isEqualTo("Ann");
        entries.add(tooLate);
        assertThat(reason(tooLate)).contains("expired");
        Map<String, Object> promoted = new HashMap<>(javaFields(onTime));
        promoted.put("role", "officer");
        Entry otherRole = founder.ownRoster.make("device", Fields.of(promoted), 602);
        entries.add(otherRole);
        assertThat(roster().device(stranger.key())).isEmpty();
        entries.add(onTime);
        assertThat(role(stranger)).isEqualTo(Role.MEMBER);
    }

    @Test
    void officersRevokeMembersAndJuniorsAndTheFounderEverybody() {
        entries.add(junior.revoke(officer, 1));
        entries.add(officer.revoke(founder, 1));
        entries.add(member.revoke(junior, 1));
        assertThat(roster().devices()).noneMatch(Device::isRevoked);
        assertThat(roster().mayRevoke(junior.key(), officer.key())).isFalse();
        assertThat(roster().mayRevoke(junior.key(), member.key())).isTrue();
        entries.add(junior.revoke(member, 500));
        entries.add(officer.revoke(junior, 500, last(junior).id()));
        assertThat(revoked()).containsExactly(junior.key(), member.key());
        entries.add(founder.revoke(officer, 600, last(officer).id()));
        assertThat(revoked()).containsExactly(officer.key(), junior.key(), member.key());
        entries.add(founder.revoke(founder, 700, last(founder).id()));
        assertThat(roster().isMember(founder.key())).isFalse();
    }

    @Test
    void anOfficerThatIsRevokedCannotBackDateARevengeOrAnAdmission() {
        Entry revocation = founder.revoke(officer, 1_000, last(officer).id());
        entries.add(revocation);
        entries.addAll(officer.admit(stranger, Role.OFFICER, 150));
        entries.add(officer.revoke(junior, 150));
        entries.add(officer.revoke(founder, 150));
        Roster roster = roster();
        assertThat(roster.device(stranger.key())).isEmpty();
        assertThat(revoked()).containsExactly(officer.key());
        assertThat(roster.isMember(member.key())).as("admitted before the cut").isTrue();
        assertThat(roster.withoutEffect()).hasSize(4);
    }

    @Test
    void aRevocationWithoutCutsTakesBackWhatTheOfficerDid() {
        entries.add(founder.revoke(officer, 1_000));
        assertThat(roster().devices().stream().map(Device::key)).containsExactly(founder.key(), officer.key());
        entries.add(founder.revoke(officer, 1_001, last(officer).id()));
        assertThat(roster().devices()).as("the last word amends the cut").hasSize(4);
    }

    @Test
    void aSeniorsWordOutweighsADevicesOwn() {
        entries.add(junior.revoke(junior, 500));
        assertThat(revocation(junior).by()).isEqualTo(junior.key());
        entries.add(officer.revoke(junior, 400));
        assertThat(revocation(junior).by()).isEqualTo(officer.key());
        entries.add(founder.revoke(junior, 600));
        assertThat(revocation(junior).by()).isEqualTo(founder.key());
    }

    @Test
    void namesAndNumbersAreOneDevices() {
        for (int i = 20; i < 23; i++) {
            Entry invite = founder.invite(Role.MEMBER, 500);
            entries.add(invite);
            entries.add(founder.roster.device(
                    Person.invitation(invite), new Person(i).key(), "Bob", i == 22 ? 2 : 7, 0, i, 500));
        }
        List<Device> devices = roster().devices();
        assertThat(devices.stream().map(Device::name).skip(4)).containsExactly("Bob", "Bob-2", "Bob-3");
        assertThat(devices.stream().map(Device::node)).doesNotHaveDuplicates();
        assertThat(new Person(20).key())
                .isEqualTo(roster().node(7).orElseThrow().key());
        assertThat(roster().freeName("Bob")).isEqualTo("Bob-4");
    }

    @Test
    void chainsOfAdmissionsEnd() {
        Person last = founder;
        entries.clear();
        entries.add(founder.group(100));
        for (int i = 1; i <= Roster.DEPTH_MAX + 1; i++) {
            Person next = new Person(100 + i);
            entries.addAll(last.admit(next, Role.OFFICER, 100 + i));
            last = next;
        }
        assertThat(roster().devices()).hasSize(Roster.DEPTH_MAX + 1);
        assertThat(reason(entries.getLast())).contains("more than 8 admissions");
    }

    @Test
    void malformedFieldsHaveNoEffect() {
        Entry good = founder.admit(stranger, founder.invite(Role.MEMBER, 500), 500);
        List<Object> odd = Arrays.asList(
                null,
                true,
                -1,
                0.5,
                9e15,
                "",
                "x",
                "x".repeat(5_000),
                "\u202Ename",
                List.of(),
                List.of(1),
                Map.of("a", 1));
        for (String type : List.of("group", "invite", "device", "revoke", "nonsense")) {
            for (String field : List.of(
                    "name",
                    "founder",
                    "role",
                    "expires",
                    "secretHash",
                    "device",
                    "node",
                    "realm",
                    "creator",
                    "invite",
                    "reason",
                    "cuts")) {
                for (Object value : odd) {
                    Map<String, Object> fields = new HashMap<>(javaFields(good));
                    fields.remove("sig");
                    fields.put(field, value);
                    entries.add(founder.ownRoster.make(type, Fields.of(fields), 500));
                }
            }
        }
        List<Object> cuts = Collections.nCopies(257, good.id().toString());
        entries.add(founder.ownRoster.make(
                "revoke", Fields.of(Map.of("device", member.key().toString(), "reason", "", "cuts", cuts)), 500));
        Roster roster = roster();
        assertThat(roster.devices()).hasSize(4).noneMatch(Device::isRevoked);
        assertThat(roster.withoutEffect()).hasSize(entries.size() - 7);
    }

    @Test
    void whatNoHostCouldReadIsNotMade() {
        assertThatThrownBy(() -> founder.roster.group("", "pc", 0, 1, 100))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("visible characters");
        assertThatThrownBy(() -> founder.roster.revoke(member.key(), List.of(), "x".repeat(201), 100))
                .hasMessageContaining("reasons at most 200");
    }

    @Test
    void credentialsSatisfyAHostWithAnOlderRoster() {
        Credentials credentials = roster().credentials(member.key());
        Credentials copy = Credentials.parse(credentials.bytes());
        assertThat(copy).isEqualTo(credentials);
        assertThat(credentials.chain()).hasSize(2);
        Roster older = Roster.fold(founder.key(), List.of());
        assertThat(verdict(older, member, copy)).isInstanceOf(Roster.Verdict.Good.class);
        assertThat(verdict(older, stranger, copy)).isInstanceOf(Roster.Verdict.Bad.class);
        assertThat(verdict(older, member, new Credentials(List.of()))).isInstanceOf(Roster.Verdict.Bad.class);
        assertThat(verdict(Roster.fold(stranger.key(), List.of()), member, copy))
                .isInstanceOf(Roster.Verdict.Bad.class);
        assertThat(roster().credentials(founder.key()).chain()).isEmpty();
    }

    @Test
    void credentialsOfTheRevokedAndOfMembersGuestsAreRefused() {
        Credentials credentials = roster().credentials(member.key());
        Roster officerGone = Roster.fold(
                founder.key(),
                List.of(
                        entries.get(1),
                        entries.get(2),
                        founder.revoke(officer, 900, last(officer).id())));
        assertThat(verdict(officerGone, member, credentials)).isInstanceOf(Roster.Verdict.Bad.class);
        entries.add(founder.revoke(member, 901));
        assertThat(verdict(roster(), member, credentials)).isInstanceOf(Roster.Verdict.Bad.class);
        List<Entry> chain = new ArrayList<>(credentials.chain());
        chain.add(member.admit(stranger, member.invite(Role.OFFICER, 500), 500));
        assertThat(verdict(Roster.fold(founder.key(), List.of()), stranger, new Credentials(chain)))
                .isInstanceOf(Roster.Verdict.Bad.class);
    }

    @Test
    void bytesThatAreNoCredentialsAreTold() {
        byte[] bytes = roster().credentials(member.key()).bytes();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> Credentials.parse(cut)).isInstanceOf(LedgerException.class);
        }
        assertThatThrownBy(() -> Credentials.parse(Arrays.copyOf(bytes, bytes.length + 1)))
                .isInstanceOf(LedgerException.class);
        byte[] oddKey = ByteBuffer.wrap(bytes.clone()).put(9, (byte) 0xFF).array();
        assertThatThrownBy(() -> Credentials.parse(oddKey)).isInstanceOf(LedgerException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void theSameEntriesGiveTheSameRosterInAnyOrder(long seed) {
        Random random = new Random(seed);
        List<Person> people = new ArrayList<>(List.of(founder, officer, junior, member, stranger));
        for (int i = 0; i < 60; i++) {
            Person who = people.get(random.nextInt(people.size()));
            Person whom = people.get(random.nextInt(people.size()));
            long time = 100L + random.nextInt(900);
            if (random.nextInt(5) == 0) {
                entries.add(who.revoke(
                        whom, time, entries.get(random.nextInt(entries.size())).id()));
            } else {
                Person next = random.nextBoolean() ? new Person(1_000 + i) : whom;
                entries.addAll(who.admit(next, random.nextBoolean() ? Role.OFFICER : Role.MEMBER, time));
                people.add(next);
            }
        }
        Roster roster = roster();
        for (int i = 0; i < 5; i++) {
            Collections.shuffle(entries, random);
            Roster again = roster();
            assertThat(again.devices()).as("seed %d", seed).isEqualTo(roster.devices());
            assertThat(again.invitations()).as("seed %d", seed).isEqualTo(roster.invitations());
            assertThat(again.withoutEffect()).as("seed %d", seed).isEqualTo(roster.withoutEffect());
        }
        assertThat(roster.devices().stream().map(Device::node))
                .as("seed %d", seed)
                .doesNotHaveDuplicates();
        assertThat(roster.isMember(founder.key()) || revocation(founder).by().equals(founder.key()))
                .as("seed %d", seed)
                .isTrue();
    }

    private Roster roster() {
        return Roster.fold(founder.key(), entries);
    }

    private Role role(Person person) {
        return roster().device(person.key()).orElseThrow().role();
    }

    private List<DeviceKey> revoked() {
        return roster().devices().stream()
                .filter(Device::isRevoked)
                .map(Device::key)
                .toList();
    }

    private Revocation revocation(Person person) {
        Device device = roster().device(person.key()).orElseThrow();
        return Objects.requireNonNull(device.revocation());
    }

    private String reason(Entry entry) {
        return roster().withoutEffect().stream()
                .filter(without -> without.entry().equals(entry))
                .findFirst()
                .orElseThrow()
                .reason();
    }

    private Entry last(Person person) {
        return entries.stream()
                .filter(entry -> person.key().equals(SignedEntry.signer(entry)))
                .reduce((a, b) -> b)
                .orElseThrow();
    }

    private static Roster.Verdict verdict(Roster roster, Person person, Credentials credentials) {
        return roster.verify(person.key(), credentials, new PretendKeys());
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // Fields are a map, never null, of texts to plain data.
    private static Map<String, Object> javaFields(Entry entry) {
        return (Map<String, Object>) entry.fields().toMapping().toJava();
    }
}
