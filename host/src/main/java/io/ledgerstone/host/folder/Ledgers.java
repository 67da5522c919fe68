package io.ledgerstone.host.folder;

import io.ledgerstone.host.HostException;
import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.LedgerOptions;
import io.ledgerstone.ledger.entry.KeyLayout;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The ledgers of a data folder, each opened when somebody first asks for it and kept open. Ledgers are made by writing to them,
 * never by reading. Any thread.
 */
public final class Ledgers implements AutoCloseable {
    private final DataFolder folder;
    private final LedgerOptions options;
    private final Map<String, Ledger> open = new TreeMap<>();
    private final List<Consumer<Ledger>> listeners = new CopyOnWriteArrayList<>();
    private boolean closed;

    /**
     * The ledgers of a folder.
     *
     * @param options how to open each; their name and, for ledgers that exist, their layout do not count
     */
    public Ledgers(DataFolder folder, LedgerOptions options) {
        this.folder = folder;
        this.options = options;
    }

    /** Adds someone to hear of every ledger that is opened from now on, on the thread that opens it. */
    public void whenOpened(Consumer<Ledger> listener) {
        listeners.add(listener);
    }

    /** The names of all ledgers, open or not, sorted. */
    public List<String> names() {
        return folder.ledgerNames();
    }

    /** The ledger of a name, if there is one. */
    public Optional<Ledger> find(String name) {
        synchronized (open) {
            Ledger known = open.get(name);
            if (known != null) {
                return Optional.of(known);
            }
            if (!Files.isDirectory(folder.ledger(name))) {
                return Optional.empty();
            }
        }
        return Optional.of(open(name, options.layout()));
    }

    /**
     * The ledger of a name.
     *
     * @throws HostException if there is none
     */
    public Ledger get(String name) {
        return find(name)
                .orElseThrow(() -> new HostException("There is no ledger '" + name + "'"
                        + (names().isEmpty()
                                ? "; import or append something first"
                                : "; there are " + String.join(", ", names()))));
    }

    /** The ledger of a name, made with this layout if there is none. One that exists keeps its layout. */
    public Ledger findOrMake(String name, KeyLayout layout) {
        Optional<Ledger> found = find(name);
        return found.orElseGet(() -> open(name, layout));
    }

    /** The layout of new ledgers. */
    public KeyLayout layoutOfNew() {
        return options.layout();
    }

    private Ledger open(String name, KeyLayout layout) {
        Ledger ledger;
        synchronized (open) {
            if (closed) {
                throw new HostException("The host is stopping");
            }
            Ledger known = open.get(name);
            if (known != null) {
                return known;
            }
            ledger = openFolder(name, layout);
            open.put(name, ledger);
        }
        listeners.forEach(listener -> listener.accept(ledger));
        return ledger;
    }

    /** Own entries of classic ledgers have no realm, and only the folder knows for sure whether it is one. */
    private Ledger openFolder(String name, KeyLayout layout) {
        LedgerOptions named = options.name(name).layout(layout);
        Ledger ledger = Ledger.open(
                folder.ledger(name), layout == KeyLayout.CLASSIC ? named.creator(0, options.creator()) : named);
        if (ledger.layout() == layout) {
            return ledger;
        }
        ledger.close();
        return openFolder(name, ledger.layout());
    }

    /** Closes all of them; later requests are refused. */
    @Override
    public void close() {
        List<Ledger> all;
        synchronized (open) {
            closed = true;
            all = new ArrayList<>(open.values());
            open.clear();
        }
        all.forEach(Ledger::close);
    }
}
