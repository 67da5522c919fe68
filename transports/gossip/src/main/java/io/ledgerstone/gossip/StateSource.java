package io.ledgerstone.gossip;

import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.entry.Value;
import io.ledgerstone.ledger.sync.AddonState;
import io.ledgerstone.ledger.sync.RootAdvert;
import io.ledgerstone.ledger.sync.StateOutput.Compute;
import io.ledgerstone.ledger.sync.StatePoint;
import io.ledgerstone.ledger.sync.StateReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a host's addons make of its ledgers, for the mesh to compare with what those of its peers make. */
public interface StateSource {
    /** Of a host without addons. */
    StateSource NONE = (ledger, listener) -> null;

    /**
     * Begins to watch a shared ledger. Called on the mesh's thread; must return at once.
     *
     * @param listener hears what was found out
     * @return null if nobody makes anything of it
     */
    @Nullable Watch watch(Ledger ledger, Listener listener);

    /** Hears of states. Any thread may call it, also after the mesh was closed. */
    interface Listener {
        /** What the addons made of all entries of a root. */
        void states(RootAdvert root, List<AddonState> states);

        /**
         * What a replay that was asked for gave.
         *
         * @param points a point for each position that was asked for
         * @param state the state at the last one, if it was asked for
         */
        void replayed(long request, List<StatePoint> points, @Nullable Value state);

        /** A replay that was asked for could not be made. */
        void notReplayed(long request);
    }

    /** Watches one ledger. Called on the mesh's thread; everything returns at once. */
    interface Watch extends AutoCloseable {
        /** There are more entries. */
        void grown();

        /** Replays an addon, then tells the listener. */
        void replay(Compute compute);

        /** Writes down how an addon's state differs from a peer's. */
        void report(StateReport report);

        /** Ends what is being done. */
        @Override
        void close();
    }
}
