package io.ledgerstone.ledger.store;

import java.io.IOException;
import java.util.List;

/**
 * The one folder that holds a store's tables: the seam between the store and the disk.
 *
 * <p>A table is written whole under its temporary name and made safe, and gets its name by {@link #publish}, which no crash may do
 * by half: afterwards there is the whole file under its name, or none. All methods may be called by any thread.
 */
public interface TableFiles {
    /** What the name of a file ends with until it has its own. */
    String TEMPORARY_SUFFIX = ".tmp";

    /** What the name of a damaged file that was put out of the way begins with. */
    String BAD_PREFIX = "bad-";

    /**
     * The names of all files of the folder, ours or not, in no order.
     *
     * @throws StoreException if the disk fails
     */
    List<String> names();

    /** Begins a file that is written before it gets its name; nothing is left of an earlier one. */
    TableTarget temporary(String name) throws IOException;

    /** Gives a temporary file, which is safe on the disk, its name; returns once the name is safe too. */
    void publish(String name) throws IOException;

    /** Opens a file, for as long as anybody reads what this answers. */
    TableBytes open(String name) throws IOException;

    /** Removes a file that nobody needs, if it can; if it cannot, the next opening tries again. */
    void discard(String name);

    /** Puts a damaged file out of the way. Where that is not allowed it stays, and is passed over at every opening. */
    void setAside(String name);
}
