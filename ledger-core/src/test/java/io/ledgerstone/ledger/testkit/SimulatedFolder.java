package io.ledgerstone.ledger.testkit;

import java.io.IOException;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A folder that keeps no more than a real one promises: of names that were not made safe, a power cut keeps some. */
final class SimulatedFolder {
    private final SimulatedPower power;
    private Map<String, SimulatedFile> safe = new TreeMap<>();
    private Map<String, SimulatedFile> files = new TreeMap<>();

    SimulatedFolder(SimulatedPower power) {
        this.power = power;
    }

    Set<String> names() {
        return Set.copyOf(files.keySet());
    }

    Stream<byte[]> contents() {
        return files.values().stream().map(SimulatedFile::content);
    }

    long bytes() {
        return files.values().stream().mapToLong(SimulatedFile::size).sum();
    }

    SimulatedFile create(String name) throws IOException {
        power.use();
        if (files.containsKey(name)) {
            throw new IOException("File exists: " + name);
        }
        SimulatedFile file = new SimulatedFile();
        files.put(name, file);
        return file;
    }

    SimulatedFile find(String name) throws IOException {
        SimulatedFile file = files.get(name);
        if (file == null) {
            throw new IOException("No such file: " + name);
        }
        return file;
    }

    void delete(String name) {
        power.use();
        files.remove(name);
    }

    void rename(String from, String to) throws IOException {
        SimulatedFile file = find(from);
        power.use();
        files.remove(from);
        files.put(to, file);
    }

    void sync() {
        power.use();
        safe = new TreeMap<>(files);
    }

    /** Leaves what a power cut leaves. */
    void cut(Random random) {
        Map<String, SimulatedFile> left = new TreeMap<>();
        Set<String> names = new TreeSet<>(files.keySet());
        names.addAll(safe.keySet());
        for (String name : names) {
            SimulatedFile before = safe.get(name);
            SimulatedFile after = files.get(name);
            boolean keepsNew = before == after || random.nextBoolean();
            SimulatedFile file = keepsNew ? after : before;
            if (file != null) {
                left.put(name, file.afterPowerCut(random));
            }
        }
        files = left;
        safe = new TreeMap<>(left);
    }

    /** The same files on another disk, all of them safe. */
    SimulatedFolder copy(SimulatedPower other) {
        SimulatedFolder copy = new SimulatedFolder(other);
        files.forEach((name, file) -> copy.files.put(name, file.copy()));
        copy.safe = new TreeMap<>(copy.files);
        return copy;
    }
}
