package io.ledgerstone.simulation;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.Key;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What members do with their ledgers. */
final class Users {
    /** Two moments whose keys have the same Adler-32 in their week: 65,025 s apart. */
    private static final long TWO_MOMENTS = 1_693_440_000L;

    private static final long TWO_MOMENTS_APART = 65_025;
    /** The player of the {@linkplain #last last} award. */
    static final String LAST = "nobody";

    private static final long OLD = 1_690_000_000L;
    private static final int OLD_EVENINGS = 6;
    private static final long SECONDS_BETWEEN = 500_000;

    private final World world;
    private final Scenario scenario;
    private final Chance chance;

    Users(World world, Scenario scenario, Chance chance) {
        this.world = world;
        this.scenario = scenario;
        this.chance = chance;
    }

    void begin() {
        for (Host host : world.hosts()) {
            later(host);
        }
        world.at(chance.between(1000, scenario.stormMs()), this::collide);
    }

    private void later(Host host) {
        long atMs = world.nowMs() + chance.between(1, scenario.thinkMsMax());
        if (atMs < scenario.stormMs()) {
            world.at(atMs, () -> {
                act(host);
                later(host);
            });
        }
    }

    private void act(Host host) {
        Life life = host.life();
        if (life == null) {
            return;
        }
        switch (chance.nextInt(12)) {
            case 0 -> life.append(Points.HALVE, Fields.of(new LinkedHashMap<>()));
            case 1 -> life.append(Points.CLAIM, player());
            case 2 -> ignore(life);
            case 3 -> bring(host, life);
            case 4 -> burst(life);
            default -> life.append(Points.AWARD, award());
        }
    }

    private Fields award() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("player", "player " + chance.nextInt(5));
        fields.put("amount", chance.nextInt(100));
        fields.put("note", "n".repeat(chance.nextInt(60)));
        return Fields.of(fields);
    }

    private Fields player() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("player", "player " + chance.nextInt(5));
        return Fields.of(fields);
    }

    private void burst(Life life) {
        for (int i = chance.nextInt(20); i > 0 && !life.isOver(); i--) {
            life.append(Points.AWARD, award());
        }
    }

    /** One more award, which nobody else will have again. */
    static void last(Life life) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("player", LAST);
        life.append(Points.AWARD, Fields.of(fields));
    }

    private void ignore(Life life) {
        List<Key> keys = List.copyOf(life.ledger(World.GUILD).shadow().applied().keySet());
        if (!keys.isEmpty()) {
            life.ignore(chance.pick(keys));
        }
    }

    /** Brings entries of old weeks; those who lead bring anybody's, sometimes another content under a known key. */
    private void bring(Host host, Life life) {
        boolean leads = host.identity().role().leads();
        long creator = leads ? 500 + chance.nextInt(3) : host.identity().creator();
        long time = OLD + chance.nextInt(OLD_EVENINGS) * SECONDS_BETWEEN;
        insert(life, Key.of(time, chance.nextInt(2), Identity.REALM, creator));
    }

    private void insert(Life life, Key key) {
        Entry entry = life.ledger(World.GUILD).ledger().codec().seal(key, Points.AWARD, award());
        life.bring(List.of(entry));
    }

    /** Two who lead bring entries that LibEventSourcing's week hash cannot tell apart. */
    private void collide() {
        Life one = world.hosts().get(0).life();
        Life other = world.hosts().get(1).life();
        if (one == null || other == null) {
            world.at(world.nowMs() + 1000, this::collide);
            return;
        }
        insert(one, Key.of(TWO_MOMENTS, 0, Identity.REALM, 659_918));
        insert(other, Key.of(TWO_MOMENTS + TWO_MOMENTS_APART, 0, Identity.REALM, 659_918));
    }
}
