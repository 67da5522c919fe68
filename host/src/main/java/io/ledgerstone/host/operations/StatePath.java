package io.ledgerstone.host.operations;

import io.ledgerstone.host.HostException;
import io.ledgerstone.ledger.entry.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of a state that names and positions lead to. */
final class StatePath {
    private static final int SHOWN_MAX = 20;

    private StatePath() {}

    static Value find(Value state, List<String> path) {
        Value part = state;
        for (int i = 0; i < path.size(); i++) {
            Value next = step(part, path.get(i));
            if (next == null) {
                throw new HostException("There is no '" + path.get(i) + "' in "
                        + (i == 0 ? "the state" : String.join(".", path.subList(0, i))) + "; " + known(part));
            }
            part = next;
        }
        return part;
    }

    private static @Nullable Value step(Value part, String name) {
        return switch (part) {
            case Value.Mapping map -> map.values().get(name);
            case Value.Sequence list
            when name.matches("[1-9]\\d{0,8}")
                    && Integer.parseInt(name) <= list.values().size() ->
                list.values().get(Integer.parseInt(name) - 1);
            default -> null;
        };
    }

    private static String known(Value part) {
        return switch (part) {
            case Value.Mapping map ->
                "it has "
                        + String.join(
                                ", ",
                                map.values().keySet().stream().limit(SHOWN_MAX).toList())
                        + (map.values().size() > SHOWN_MAX
                                ? " and " + (map.values().size() - SHOWN_MAX) + " more"
                                : "");
            case Value.Sequence list when list.values().isEmpty() -> "it is empty";
            case Value.Sequence list -> "it is a list of 1 to " + list.values().size();
            default -> "it is " + part.toJava();
        };
    }
}
