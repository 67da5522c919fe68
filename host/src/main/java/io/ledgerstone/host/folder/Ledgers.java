package io.ledgerstone.host.folder;

import io.ledgerstone.host.HostException;
import io.ledgerstone.ledger.Authorization;
import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.LedgerOptions;
import io.ledgerstone.ledger.entry.EntryLimits;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.entry.LedgerException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The ledgers of a data folder, each opened when somebody first asks for it and kept open. Ledgers are made by writing to them,
 * never by reading. Any thread.
 */
public final class Ledgers implements AutoCloseable {
    private final DataFolder folder;
    private final LedgerOptions options;
    private final Function<String, Authorization> authorization;
    private final Map<String, CompletableFuture<Ledger>> open = new TreeMap<>();
    private final List<Consumer<Ledger>> listeners = new CopyOnWriteArrayList<>();
    private boolean closed;

    /**
     * The ledgers of a folder.
     *
     * @param options how to open each; their name and, for ledgers that exist, their layout do not count
     * @param authorization what a ledger of a name asks about entries
     */
    public Ledgers(DataFolder folder, LedgerOptions options, Function<String, Authorization> authorization) {
        this.folder = folder;
        this.options = options;
        this.authorization = authorization;
    }

    /** Adds someone to hear of every ledger that is opened from now on, on the thread that opens it. */
    public void whenOpened(Consumer<Ledger> listener) {
        listeners.add(listener);
    }

    /** The names of all ledgers, open or not, sorted. */
    public List<String> names() {
        return folder.ledgerNames();
    }

    /**
     * Every ledger there is, and why those that cannot be opened cannot.
     *
     * @param readable those that are open now, in order of name
     * @param unreadable the reasons of the others, by name
     */
    public record All(List<Ledger> readable, SortedMap<String, String> unreadable) {}

    /** Opens all ledgers. One that cannot be opened is no obstacle to the others. */
    public All all() {
        List<Ledger> readable = new ArrayList<>();
        SortedMap<String, String> unreadable = new TreeMap<>();
        for (String name : names()) {
            try {
                readable.add(get(name));
            } catch (HostException e) {
                unreadable.put(name, String.valueOf(e.getMessage()));
            }
        }
        return new All(readable, unreadable);
    }

    /**
     * The ledger of a name, if there is one.
     *
     * @throws HostException if it cannot be opened
     */
    public Optional<Ledger> find(String name) {
        CompletableFuture<Ledger> known = known(name);
        if (known == null && !Files.isDirectory(folder.ledger(name))) {
            return Optional.empty();
        }
        return Optional.of(open(name, options.layout()));
    }

    private @Nullable CompletableFuture<Ledger> known(String name) {
        synchronized (open) {
            return open.get(name);
        }
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

    /** Opening may take long after a crash, so it locks nobody out but those who want the same ledger. */
    private Ledger open(String name, KeyLayout layout) {
        requireName(name);
        CompletableFuture<Ledger> mine = new CompletableFuture<>();
        CompletableFuture<Ledger> known;
        synchronized (open) {
            if (closed) {
                throw new HostException("The host is stopping");
            }
            known = open.putIfAbsent(name, mine);
        }
        if (known != null) {
            return opened(known);
        }
        try {
            mine.complete(openFolder(name, layout));
        } catch (Throwable e) {
            // Whoever asks next tries again.
            synchronized (open) {
                open.remove(name);
            }
            mine.completeExceptionally(e);
        }
        Ledger ledger = opened(mine);
        listeners.forEach(listener -> listener.accept(ledger));
        return ledger;
    }

    private static Ledger opened(CompletableFuture<Ledger> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new HostException(
                    cause instanceof LedgerException || cause instanceof HostException
                            ? String.valueOf(cause.getMessage())
                            : "it cannot be opened: " + cause,
                    cause);
        }
    }

    private static void requireName(String name) {
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0 || bytes > EntryLimits.LEDGER_NAME_BYTES_MAX) {
            throw new HostException("The name of a ledger has 1 to " + EntryLimits.LEDGER_NAME_BYTES_MAX
                    + " bytes, not " + bytes + "; name another");
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw new HostException(
                    "The name of a ledger has no control characters, such as ends of lines; name" + " another");
        }
    }

    /** Own entries of classic ledgers have no realm, and only the folder knows for sure whether it is one. */
    private Ledger openFolder(String name, KeyLayout layout) {
        LedgerOptions named = options.name(name).layout(layout).authorization(authorization.apply(name));
        Ledger ledger = Ledger.open(
                folder.ledger(name), layout == KeyLayout.CLASSIC ? named.creator(0, options.creator()) : named);
        if (ledger.layout() == layout) {
            return ledger;
        }
        ledger.close();
        return openFolder(name, ledger.layout());
    }

    /** Closes all of them, whatever becomes of each; later requests are refused. */
    @Override
    public void close() {
        List<CompletableFuture<Ledger>> all;
        synchronized (open) {
            closed = true;
            all = new ArrayList<>(open.values());
            open.clear();
        }
        RuntimeException first = null;
        for (CompletableFuture<Ledger> ledger : all) {
            try {
                opened(ledger).close();
            } catch (RuntimeException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
