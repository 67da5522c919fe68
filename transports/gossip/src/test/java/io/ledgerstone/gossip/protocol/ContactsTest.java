package io.ledgerstone.gossip.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One peer cannot make a node forget, or mistake, whom it knows of. */
final class ContactsTest {
    private static final int LIAR = 99;

    private final Contacts contacts = new Contacts(1, Set.of("seed"), new Random(1)::nextInt);

    private static List<Contact> invented(int count) {
        return IntStream.range(1_000, 1_000 + count)
                .mapToObj(node -> new Contact(node, "nowhere-" + node))
                .toList();
    }

    @Test
    void whoWasMetAndWhatOthersToldOutlivesAFloodOfContacts() {
        for (int node = 2; node <= 21; node++) {
            contacts.met(new Contact(node, "node-" + node));
        }
        for (int node = 22; node <= 41; node++) {
            contacts.told(2, List.of(new Contact(node, "node-" + node)));
        }
        contacts.told(LIAR, invented(5_000));
        assertThat(contacts.nodes())
                .containsAll(IntStream.rangeClosed(2, 41).boxed().toList());
        assertThat(contacts.all()).hasSize(64);
    }

    @Test
    void whoToldTheMostLosesWhenThereAreTooMany() {
        contacts.told(LIAR, invented(24));
        for (int node = 2; node <= 60; node++) {
            contacts.told(100 + node, List.of(new Contact(node, "node-" + node)));
        }
        assertThat(contacts.nodes())
                .containsAll(IntStream.rangeClosed(2, 60).boxed().toList());
        assertThat(contacts.all()).hasSize(64);
    }

    @Test
    void anAddressThatAnswersIsNotReplacedByWhatIsTold() {
        contacts.met(new Contact(5, "node-5"));
        contacts.told(LIAR, List.of(new Contact(5, "elsewhere")));
        assertThat(contacts.get(5)).isEqualTo(new Contact(5, "node-5"));
        contacts.failed("node-5", 1);
        contacts.told(3, List.of(new Contact(5, "moved-here")));
        assertThat(contacts.get(5)).isEqualTo(new Contact(5, "moved-here"));
    }
}
