package io.ledgerstone.host.addons;

import io.ledgerstone.gossip.StateSource;
import io.ledgerstone.ledger.Ledger;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Watches what a host's addons make of every shared ledger. Reports of states that differ go into a folder. Any thread. */
public final class StateWatches implements StateSource {
    private static final String FOLDER = "reports";

    private final Addons addons;
    private final Path reports;
    private final Map<String, StateWatch> watches = new ConcurrentHashMap<>();

    /** Nothing is watched yet. The folder of reports is made in the data folder when there is one. */
    public StateWatches(Addons addons, Path dataFolder) {
        this.addons = addons;
        reports = dataFolder.resolve(FOLDER);
        addons.whenLoaded(() -> watches.values().forEach(StateWatch::look));
    }

    @Override
    public StateSource.Watch watch(Ledger ledger, StateSource.Listener listener) {
        StateWatch watch = new StateWatch(addons, ledger, reports, listener);
        watches.put(ledger.name(), watch);
        watch.look();
        return watch;
    }

    /** The last report about an addon's state that differs from a peer's, if one was written since the host started. */
    public Optional<Path> report(String ledger, String peer, String addon) {
        return Optional.ofNullable(watches.get(ledger)).flatMap(watch -> watch.lastReport(peer, addon));
    }
}
