package io.ledgerstone.ledger.replay;

import io.ledgerstone.ledger.entry.Entry;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Handlers in Java, and how to begin: the state is any object, and handlers change it.
 *
 * <pre>{@code
 * Reducer<Map<String, Double>> points = Reducer.<Map<String, Double>>startingWith(HashMap::new)
 *         .on("award", (state, e) -> state.merge(e.fields().text("player"), e.fields().number("amount", 0), Double::sum));
 * }</pre>
 *
 * Handlers must use nothing but the state and the entry, or members' copies will differ. Immutable; each method answers a new
 * reducer.
 *
 * @param initial makes the state before the first entry
 * @param handlers what to do with an entry, by type
 * @param otherwise what to do with entries of other types, or null to park them
 * @param any what to do with every entry after its own handler, or null
 * @param <S> the state
 */
public record Reducer<S>(
        Supplier<S> initial,
        Map<String, BiConsumer<S, Entry>> handlers,
        @Nullable BiConsumer<S, Entry> otherwise,
        @Nullable BiConsumer<S, Entry> any) {
    /** Copies the map. */
    public Reducer {
        handlers = Map.copyOf(handlers);
    }

    /** A reducer without handlers. */
    public static <S> Reducer<S> startingWith(Supplier<S> initial) {
        return new Reducer<>(initial, Map.of(), null, null);
    }

    /** The same with a handler for a type, in place of any it had. */
    public Reducer<S> on(String type, BiConsumer<S, Entry> handler) {
        Map<String, BiConsumer<S, Entry>> more = Stream.concat(
                        handlers.entrySet().stream()
                                .filter(entry -> !entry.getKey().equals(type)),
                        Stream.of(Map.entry(type, handler)))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
        return new Reducer<>(initial, more, otherwise, any);
    }

    /** The same with a handler for entries of types that have none. */
    public Reducer<S> otherwise(BiConsumer<S, Entry> handler) {
        return new Reducer<>(initial, handlers, handler, any);
    }

    /** The same with a handler for every entry, called after its own. */
    public Reducer<S> any(BiConsumer<S, Entry> handler) {
        return new Reducer<>(initial, handlers, otherwise, handler);
    }

    /** A state in the making by these handlers. */
    public Fold<S> fold() {
        return new Fold<>(this);
    }

    /**
     * A reducer's state, as a replay drives it.
     *
     * @param <S> the state
     */
    public static final class Fold<S> implements Projection {
        private final Reducer<S> reducer;
        private S state;

        private Fold(Reducer<S> reducer) {
            this.reducer = reducer;
            state = reducer.initial().get();
        }

        /** The state. Belongs to the thread that steps the replay. */
        public S state() {
            return state;
        }

        @Override
        public boolean wants(String type) {
            return reducer.any() != null
                    || reducer.otherwise() != null
                    || reducer.handlers().containsKey(type);
        }

        @Override
        public Applied reset() {
            try {
                state = reducer.initial().get();
                return Applied.all(0);
            } catch (RuntimeException | StackOverflowError e) {
                return new Applied(0, new HandlerError(e.toString(), position(e)));
            }
        }

        @Override
        public Applied apply(List<Entry> entries) {
            for (int i = 0; i < entries.size(); i++) {
                try {
                    apply(entries.get(i));
                } catch (RuntimeException | StackOverflowError e) {
                    return new Applied(i, new HandlerError(e.toString(), position(e)));
                }
            }
            return Applied.all(entries.size());
        }

        private void apply(Entry entry) {
            BiConsumer<S, Entry> own = reducer.handlers().get(entry.type());
            BiConsumer<S, Entry> first = own != null ? own : reducer.otherwise();
            if (first != null) {
                first.accept(state, entry);
            }
            if (reducer.any() != null) {
                reducer.any().accept(state, entry);
            }
        }

        private static @Nullable String position(Throwable e) {
            StackTraceElement[] trace = e.getStackTrace();
            return trace.length == 0 ? null : trace[0].getFileName() + ":" + trace[0].getLineNumber();
        }
    }
}
