package io.ledgerstone.gossip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ledgerstone.gossip.protocol.Answer;
import io.ledgerstone.gossip.protocol.Question;
import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.Source;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.entry.LedgerException;
import io.ledgerstone.ledger.sync.Standing;
import io.ledgerstone.ledger.trust.Invite;
import io.ledgerstone.ledger.trust.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real hosts on real links: groups, trust, and everybody with the same. */
final class MeshTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final List<TestHost> hosts = new ArrayList<>();

    @AfterEach
    void close() {
        hosts.forEach(TestHost::close);
    }

    private TestHost host(String name, long creator) {
        TestHost host = new TestHost(folder, name, creator);
        hosts.add(host);
        return host;
    }

    private TestHost member(TestHost officer, String name, long creator) {
        Invite invite = officer.mesh().invite(Role.MEMBER, "", Duration.ofHours(1));
        return host(name, creator).join(Invite.parse(invite.text())).start();
    }

    private static void untilSame(TestHost... all) {
        await().atMost(SOON).untilAsserted(() -> {
            for (TestHost one : all) {
                assertThat(one.guild().weeks()).isEqualTo(all[0].guild().weeks());
            }
        });
    }

    @Test
    void anInvitedHostGetsWhatIsThereAndWhatComes() {
        TestHost anna = host("anna", 11).found().start();
        anna.guild().append("award", Map.of("player", "Bob", "amount", 10)).join();
        TestHost bob = member(anna, "bob", 22);
        untilSame(anna, bob);
        bob.guild().append("award", Map.of("player", "Anna", "amount", 5)).join();
        await().atMost(SOON).until(() -> anna.guild().status().entries() == 2);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(anna.mesh().verdicts())
                        .allSatisfy(ledger -> assertThat(ledger.peers().values())
                                .allSatisfy(verdict ->
                                        assertThat(verdict.standing()).isEqualTo(new Standing.Same()))));
        assertThat(anna.mesh().roster().devices()).hasSize(2);
        // Seals that came with an entry count among what a host tells that it has.
        assertThat(anna.mesh().verdicts())
                .filteredOn(ledger -> ledger.name().equals("seals"))
                .singleElement()
                .satisfies(seals -> assertThat(seals.entries()).isEqualTo(seals(anna)));
    }

    /** Seals that came with entries wait a little for company on their way to the disk. */
    @Test
    void aHostThatStopsKeepsTheSealsThatCameLast() {
        TestHost anna = host("anna", 11).found().start();
        TestHost bob = member(anna, "bob", 22);
        anna.guild().append("award", Map.of("n", 1)).join();
        untilSame(anna, bob);
        anna.guild().append("award", Map.of("n", 2)).join();
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> bob.guild().index(Source.LOCAL).total() == 2);
        bob.close();
        assertThat(seals(bob)).isEqualTo(seals(anna));
    }

    private static long seals(TestHost host) {
        return host.findOrMake("seals", KeyLayout.CROSS_REALM).status().entries();
    }

    @Test
    void messagesReachEverybodyAndCanBeAskedForAnywhere() throws Exception {
        TestHost first = host("n1", 1).start();
        TestHost second = host("n2", 2).seeds(first.mesh().address()).start();
        TestHost third = host("n3", 3).seeds(first.mesh().address()).start();
        String id = second.mesh().submitMessage("Apple").toString();
        await().atMost(SOON).until(() -> third.mesh().getMessages().equals(List.of("Apple")));
        Answer found =
                first.mesh().ask(3, new Question.Query(id.substring(0, 7))).get();
        assertThat(found)
                .isInstanceOfSatisfying(
                        Answer.Messages.class,
                        messages -> assertThat(messages.messages())
                                .singleElement()
                                .satisfies(told -> assertThat(told.message()).isEqualTo("Apple")));
        assertThat(first.mesh().ask(1, new Question.Census()).get()).isInstanceOf(Answer.Counted.class);
    }

    @Test
    void whatAMemberWritesInAnothersNameComesNowhere() {
        TestHost anna = host("anna", 11).found().start();
        TestHost bob = member(anna, "bob", 22);
        Ledger guild = bob.guild();
        Entry forged = guild.codec().seal(Key.of(1_790_000_000L, 0, 0, 11), "award", Fields.of(Map.of("n", 999)));
        guild.insert(List.of(forged), Source.LOCAL).join();
        guild.append("award", Map.of("n", 1)).join();
        await().atMost(SOON).until(() -> anna.guild().status().entries() == 1);
        assertThat(anna.guild().find(forged.key())).isEmpty();
        await().atMost(SOON).until(() -> !anna.mesh().offences().isEmpty());
    }

    @Test
    void aRevokedDeviceIsLetGoOf() {
        TestHost anna = host("anna", 11).found().start();
        TestHost bob = member(anna, "bob", 22);
        bob.guild().append("award", Map.of("n", 1)).join();
        untilSame(anna, bob);
        anna.mesh().revoke("bob", "lost laptop");
        await().atMost(SOON).until(() -> anna.mesh().status().neighbours().isEmpty());
        bob.guild().append("award", Map.of("n", 2)).join();
        assertThat(anna.guild().status().entries()).isEqualTo(1);
    }

    @Test
    void anInviteIsGoodOnceAndOnlyForItsHost() {
        TestHost anna = host("anna", 11).found().start();
        Invite invite = anna.mesh().invite(Role.MEMBER, "bob", Duration.ofHours(1));
        host("bob", 22).join(invite);
        assertThatThrownBy(() -> host("eve", 33).join(invite))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("used already");
    }

    @Test
    void whoWasAwayGetsWhatItMissed() {
        TestHost anna = host("anna", 11).found().start();
        TestHost bob = member(anna, "bob", 22);
        anna.guild().append("award", Map.of("n", 1)).join();
        untilSame(anna, bob);
        bob.close();
        for (int i = 0; i < 200; i++) {
            anna.guild().append("award", Map.of("n", i)).join();
        }
        bob.seeds(anna.mesh().address()).start();
        untilSame(anna, bob);
        assertThat(bob.guild().status().entries()).isEqualTo(201);
    }
}
