package io.ledgerstone.simulation;

import io.ledgerstone.ledger.testkit.SimulatedLedgerDisk;
import io.ledgerstone.transport.memory.LinkQuality;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Everything that goes wrong in a world, at times that its seed says. */
final class Storm {
    /** The network of a good day. */
    static final LinkQuality CALM = LinkQuality.GOOD.delayed(2, 20);

    private static final long HOUR_MS = 3_600_000;

    private final World world;
    private final Scenario scenario;
    private final Chance chance;
    private boolean revoked;
    private boolean twin;

    /** From one node to another. */
    record Way(String from, String to) {}

    Storm(World world, Scenario scenario, Chance chance) {
        this.world = world;
        this.scenario = scenario;
        this.chance = chance;
    }

    void begin() {
        world.network().quality(quality());
        later();
    }

    private void later() {
        long atMs = world.nowMs() + chance.between(300, 5000);
        if (atMs < scenario.stormMs()) {
            world.at(atMs, () -> {
                strike();
                later();
            });
        }
    }

    private LinkQuality quality() {
        LinkQuality quality = CALM.delayed(1, chance.between(1, 400));
        quality = chance.oneIn(2) ? quality.losing(chance.nextDouble() * 0.4) : quality;
        quality = chance.oneIn(3) ? quality.doubling(chance.nextDouble() * 0.3) : quality;
        quality = chance.oneIn(3) ? quality.reordering(chance.nextDouble() * 0.3) : quality;
        return chance.oneIn(4) ? quality.carrying(chance.between(300, 5000), 4000) : quality;
    }

    private void strike() {
        Host host = chance.pick(world.hosts());
        Host other = chance.pick(world.hosts());
        switch (chance.nextInt(16)) {
            case 0 -> world.network().quality(quality());
            case 1 ->
                world.network().quality(host.identity().name(), other.identity().name(), quality());
            case 2, 3 ->
                world.network().cut(host.identity().name(), other.identity().name());
            case 4 -> part();
            case 5, 6 -> world.network().heal();
            case 7, 8 -> crash(host);
            case 9 -> crashSoon(host);
            case 10 -> stop(host);
            case 11 -> fill(host);
            case 12 -> disk(host).failForces((int) chance.between(1, 3));
            case 13 -> jump(host);
            case 14 -> revoke();
            default -> duplicate(host);
        }
    }

    private SimulatedLedgerDisk disk(Host host) {
        return host.disk(chance.pick(World.LEDGERS));
    }

    private void part() {
        Set<String> group = new LinkedHashSet<>();
        for (Host host : world.hosts()) {
            if (chance.nextBoolean()) {
                group.add(host.identity().name());
            }
        }
        world.network().partition(group);
    }

    private void crash(Host host) {
        if (host.runs()) {
            world.crashed(host);
        }
    }

    /** In the middle of something. */
    private void crashSoon(Host host) {
        if (host.runs()) {
            disk(host).cutPowerAfter(1 + chance.nextInt(12));
        }
    }

    private void stop(Host host) {
        Life life = host.life();
        if (host.isInDoubt()) {
            crash(host);
        } else if (life != null) {
            world.trace(host, "stops");
            life.stop();
            if (host.life() == life) {
                host.stopped();
                world.at(world.nowMs() + chance.between(100, 9000), () -> world.start(host));
            }
        }
    }

    private void fill(Host host) {
        SimulatedLedgerDisk disk = disk(host);
        disk.limitTo(disk.bytes() + chance.between(0, 3000));
        world.trace(host, "has a full disk");
        world.at(world.nowMs() + chance.between(1000, 10_000), () -> disk.limitTo(Long.MAX_VALUE));
    }

    private void jump(Host host) {
        world.trace(host, "has a jumping clock");
        host.jump(chance.nextBoolean() ? HOUR_MS : -HOUR_MS);
    }

    /** Somebody who leads ends a member's word. */
    private void revoke() {
        Life life = chance.pick(world.hosts().subList(0, 2)).life();
        Host member = world.hosts().getLast();
        if (!scenario.revokes() || revoked || life == null) {
            return;
        }
        if (life.trust().guard().roster().isMember(member.identity().signer().key())) {
            revoked = true;
            member.revoked();
            world.trace(member, "is revoked");
            life.enroll(List.of(life.trust().revocationOf(member.identity())));
        }
    }

    /** A copy of a host runs beside it for a while. */
    private void duplicate(Host host) {
        if (scenario.twin() && !twin && host.runs()) {
            twin = true;
            Host copy = new Host(host, chance.of("twin"));
            world.trace(copy, "appears");
            world.visit(copy);
            world.at(world.nowMs() + chance.between(5000, 20_000), () -> world.leave(copy));
        }
    }

    /** All ways between nodes. */
    static List<Way> ways(List<Host> hosts, List<Hostile> hostiles) {
        List<String> names = new ArrayList<>();
        hosts.forEach(host -> names.add(host.identity().name()));
        hostiles.forEach(hostile -> names.add(hostile.name()));
        List<Way> ways = new ArrayList<>();
        names.forEach(from -> names.forEach(to -> ways.add(new Way(from, to))));
        return ways;
    }
}
