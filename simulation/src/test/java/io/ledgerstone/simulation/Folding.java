package io.ledgerstone.simulation;

import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.replay.Reducer;
import io.ledgerstone.ledger.replay.ReplayStatus.Phase;
import java.util.List;
import java.util.Map;

/** Who keeps a ledger's state up to date. */
interface Folding {
    /** These entries are new, in order of arrival. */
    void arrived(List<Entry> entries);

    /** The state of everything that has arrived. */
    Map<String, Long> state();

    /** By a replay, as hosts do. */
    final class Replayed implements Folding {
        private final Reducer.Fold<Map<String, Long>> fold = Points.REDUCER.fold();
        private final Ledger.FollowedReplay followed;

        Replayed(Ledger ledger) {
            followed = ledger.replay(fold, () -> {});
        }

        @Override
        public void arrived(List<Entry> entries) {
            // The replay knows by itself.
        }

        @Override
        public Map<String, Long> state() {
            Phase phase = followed.replay().catchUp(Long.MAX_VALUE).phase();
            if (phase != Phase.CURRENT) {
                throw new IllegalStateException("the replay is " + phase);
            }
            return fold.state();
        }
    }
}
