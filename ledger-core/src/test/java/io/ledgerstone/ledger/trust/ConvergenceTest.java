package io.ledgerstone.ledger.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.EntryId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hosts that have the same roster and seals accept the same, and so come to have the same entries. */
final class ConvergenceTest {
    private final Person founder = new Person(1);
    private final Person officer = new Person(2);
    private final Person thief = new Person(3);
    private final List<Person> honest = List.of(founder, officer, new Person(4), new Person(5), new Person(6));

    /** A host in a test: three copies of ledgers and a guard. */
    private static final class Host {
        final Person person;
        final Guard guard;
        final TreeSet<Entry> roster = new TreeSet<>();
        final TreeSet<Entry> seals = new TreeSet<>();
        final TreeSet<Entry> guild = new TreeSet<>();

        Host(Person person, DeviceKey founder, long salt) {
            this.person = person;
            guard = new Guard(founder, new PretendKeys(), salt);
        }

        void ownRoster(List<Entry> entries) {
            roster.addAll(entries);
            guard.learnRoster(entries);
        }

        void ownSeal(Entry seal) {
            seals.add(seal);
            guard.learnSeals(List.of(seal));
        }

        void write(long now) {
            Entry entry = person.entry(now);
            guild.add(entry);
            ownSeal(person.seal(now, entry));
        }

        /** Takes what it may of some entries of another host; tells whether something was new. */
        boolean take(Host from, Random random, double share) {
            boolean grown = false;
            for (Entry entry : shuffled(from.seals, random)) {
                boolean wanted = random.nextDouble() < share && !seals.contains(entry);
                if (wanted && guard.acceptsSeal(entry, "peer").isGenuine()) {
                    grown |= seals.add(entry);
                }
            }
            for (Entry entry : shuffled(from.guild, random)) {
                boolean wanted = random.nextDouble() < share && !guild.contains(entry);
                if (wanted && guard.acceptance(Person.GUILD, entry, "peer") instanceof Acceptance.Accepted) {
                    grown |= guild.add(entry);
                }
            }
            for (Entry entry : shuffled(from.roster, random)) {
                boolean wanted = random.nextDouble() < share && !roster.contains(entry);
                if (wanted && guard.acceptsRoster(entry, "peer").isGenuine()) {
                    grown |= roster.add(entry);
                    guard.learnRoster(List.of(entry));
                }
            }
            return grown;
        }

        boolean witness(long now) {
            List<Entry> needy = guard.needsSeal(person.key(), Person.GUILD, guild.iterator(), Seal.IDS_MAX);
            if (!needy.isEmpty()) {
                ownSeal(person.seal(now, needy.toArray(Entry[]::new)));
            }
            return !needy.isEmpty();
        }

        private static List<Entry> shuffled(Set<Entry> entries, Random random) {
            List<Entry> shuffled = new ArrayList<>(entries);
            Collections.shuffle(shuffled, random);
            return shuffled;
        }
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void allCopiesBecomeTheSameAroundARevocation(long seed) {
        Random random = new Random(seed);
        List<Host> hosts = new ArrayList<>();
        for (Person person : honest) {
            hosts.add(new Host(person, founder.key(), random.nextLong()));
        }
        Host stolen = new Host(thief, founder.key(), random.nextLong());
        Host first = hosts.getFirst();
        first.ownRoster(List.of(founder.group(100)));
        first.ownRoster(founder.admit(officer, Role.OFFICER, 101));
        first.ownRoster(founder.admit(thief, seed % 2 == 0 ? Role.OFFICER : Role.MEMBER, 102));
        honest.subList(2, 5).forEach(person -> first.ownRoster(founder.admit(person, Role.MEMBER, 103)));
        List<Host> all = new ArrayList<>(hosts);
        all.add(stolen);
        int revokedAt = 20 + random.nextInt(60);
        for (int step = 0; step < 120; step++) {
            Host host = all.get(random.nextInt(all.size()));
            if (random.nextInt(3) == 0) {
                host.write(1_000 + step);
            } else {
                host.take(all.get(random.nextInt(all.size())), random, random.nextDouble());
            }
            if (step == revokedAt) {
                EntryId[] cuts = first.guard.cuts(thief.key()).toArray(EntryId[]::new);
                first.ownRoster(List.of(founder.revoke(thief, 1_000 + step, cuts)));
            }
        }
        heal(hosts, random);
        for (Host host : hosts) {
            assertThat(host.roster).as("seed %d", seed).isEqualTo(first.roster);
            assertThat(host.seals).as("seed %d", seed).isEqualTo(first.seals);
            assertThat(host.guild).as("seed %d", seed).isEqualTo(first.guild);
            assertThat(host.guild)
                    .as("seed %d", seed)
                    .allSatisfy(entry -> assertThat(host.guard.acceptance(Person.GUILD, entry))
                            .isEqualTo(Acceptance.ACCEPTED));
        }
        stolen.write(500);
        Entry late = stolen.guild.first();
        hosts.forEach(host -> host.take(stolen, random, 1));
        assertThat(hosts).as("seed %d", seed).noneMatch(host -> host.guild.contains(late));
    }

    private static void heal(List<Host> hosts, Random random) {
        boolean moving = true;
        for (int round = 0; moving; round++) {
            assertThat(round).as("rounds").isLessThan(20);
            moving = false;
            for (Host host : hosts) {
                for (Host other : hosts) {
                    moving |= host.take(other, random, 1);
                }
            }
            for (Host host : hosts) {
                moving |= host.witness(5_000 + round);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyOrderGivesTheSameAnswers(long seed) {
        Random random = new Random(seed);
        List<Person> people = new ArrayList<>(honest);
        people.add(thief);
        List<Entry> roster = new ArrayList<>(List.of(founder.group(100)));
        List<Entry> seals = new ArrayList<>();
        List<Entry> guild = new ArrayList<>();
        roster.addAll(founder.admit(officer, Role.OFFICER, 101));
        for (int step = 0; step < 80; step++) {
            Person who = people.get(random.nextInt(people.size()));
            Person whom = people.get(random.nextInt(people.size()));
            switch (random.nextInt(4)) {
                case 0 -> guild.add(who.entry(1_000 + step));
                case 1 -> roster.addAll(who.admit(whom, random.nextBoolean() ? Role.OFFICER : Role.MEMBER, 200));
                case 2 -> {
                    boolean rare = random.nextInt(3) == 0 && !seals.isEmpty();
                    if (rare) {
                        EntryId cut = seals.get(random.nextInt(seals.size())).id();
                        EntryId rosterCut =
                                roster.get(random.nextInt(roster.size())).id();
                        roster.add(who.revoke(whom, 300 + random.nextInt(100), cut, rosterCut));
                    }
                }
                default -> {
                    if (!guild.isEmpty()) {
                        Entry[] some = random.ints(3, 0, guild.size())
                                .mapToObj(guild::get)
                                .toArray(Entry[]::new);
                        seals.add(who.seal(1_000 + step, some));
                    }
                }
            }
        }
        Map<Entry, Acceptance> expected = answers(roster, seals, guild, new Random(0));
        for (int i = 0; i < 6; i++) {
            assertThat(answers(roster, seals, guild, random))
                    .as("seed %d", seed)
                    .isEqualTo(expected);
        }
        Map<Entry, Acceptance> byDefinition = new LinkedHashMap<>();
        Definition definition = new Definition(Roster.fold(founder.key(), roster), seals);
        guild.forEach(entry ->
                byDefinition.put(entry, definition.accepts(entry) ? Acceptance.ACCEPTED : Acceptance.UNSEALED));
        assertThat(byDefinition.keySet())
                .as("seed %d", seed)
                .allSatisfy(entry -> assertThat(byDefinition.get(entry) instanceof Acceptance.Accepted)
                        .isEqualTo(expected.get(entry) instanceof Acceptance.Accepted));
    }

    /** What a guard says at last that got everything in some order, some of it several times, and was asked all the time. */
    private Map<Entry, Acceptance> answers(List<Entry> roster, List<Entry> seals, List<Entry> guild, Random random) {
        Guard guard = new Guard(founder.key(), new PretendKeys(), random.nextLong());
        List<Entry> mixed = new ArrayList<>(roster);
        mixed.addAll(seals);
        mixed.addAll(seals.subList(0, seals.size() / 2));
        Collections.shuffle(mixed, random);
        for (Entry entry : mixed) {
            if (!entry.type().equals(Seal.TYPE)) {
                guard.acceptsRoster(entry, "peer");
                guard.learnRoster(List.of(entry));
            } else if (random.nextBoolean()) {
                guard.acceptsSeal(entry, "peer");
            } else {
                guard.learnSeals(List.of(entry));
            }
            guild.forEach(asked -> guard.acceptance(Person.GUILD, asked, "peer"));
        }
        Map<Entry, Acceptance> answers = new LinkedHashMap<>();
        guild.forEach(entry -> answers.put(entry, guard.acceptance(Person.GUILD, entry)));
        return answers;
    }
}
