package io.ledgerstone.host.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who is linked with whom in a mesh.
 *
 * @param nodes all nodes that somebody named
 * @param links the neighbours of each, both ways
 */
record MeshGraph(SortedMap<Long, Node> nodes, SortedMap<Long, SortedSet<Long>> links) {
    /**
     * A node.
     *
     * @param name what people call it, empty if nobody knows
     * @param reached whether it answered
     */
    record Node(long number, String name, boolean reached) {}

    /** A link; the lower number first. */
    record Link(long from, long to) {}

    /** The graph that the operation {@code mesh-graph} answered. A link counts if either side names it. */
    static MeshGraph of(JsonNode result) {
        SortedMap<Long, Node> nodes = new TreeMap<>();
        SortedMap<Long, SortedSet<Long>> links = new TreeMap<>();
        for (JsonNode one : result.path("nodes")) {
            long number = one.path("node").asLong();
            nodes.put(
                    number,
                    new Node(
                            number,
                            one.path("name").asText(""),
                            one.path("reached").asBoolean(true)));
            for (JsonNode neighbour : one.path("neighbours")) {
                link(number, neighbour.asLong(), links);
                link(neighbour.asLong(), number, links);
            }
        }
        links.keySet().forEach(number -> nodes.computeIfAbsent(number, missing -> new Node(missing, "", false)));
        return new MeshGraph(nodes, links);
    }

    private static void link(long from, long to, SortedMap<Long, SortedSet<Long>> links) {
        if (from != to) {
            links.computeIfAbsent(from, missing -> new TreeSet<>()).add(to);
        }
    }

    SortedSet<Long> neighbours(long node) {
        return links.getOrDefault(node, new TreeSet<>());
    }

    /** Every link once. */
    List<Link> allLinks() {
        List<Link> all = new ArrayList<>();
        links.forEach((from, neighbours) -> neighbours.forEach(to -> {
            if (from < to) {
                all.add(new Link(from, to));
            }
        }));
        return all;
    }

    /** Whether exactly these nodes answered, and links among them join them all. */
    boolean linksAll(SortedSet<Long> wanted) {
        SortedSet<Long> reached = new TreeSet<>();
        nodes.values().stream().filter(Node::reached).forEach(node -> reached.add(node.number()));
        SortedMap<Long, SortedSet<Long>> among = new TreeMap<>();
        links.forEach((from, neighbours) -> neighbours.stream()
                .filter(to -> wanted.contains(from) && wanted.contains(to))
                .forEach(to -> link(from, to, among)));
        return reached.equals(wanted)
                && new MeshGraph(nodes, among).distances(wanted.first()).size() == wanted.size();
    }

    /** The parts of it that no link joins, by their lowest node. */
    List<SortedSet<Long>> parts() {
        List<SortedSet<Long>> parts = new ArrayList<>();
        SortedSet<Long> left = new TreeSet<>(nodes.keySet());
        while (!left.isEmpty()) {
            SortedSet<Long> part = new TreeSet<>(distances(left.first()).keySet());
            left.removeAll(part);
            parts.add(part);
        }
        return parts;
    }

    /** The most links between two nodes of one part. */
    int hopsMax() {
        return nodes.keySet().stream()
                .flatMap(node -> distances(node).values().stream())
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
    }

    private Map<Long, Integer> distances(long start) {
        Map<Long, Integer> distances = new HashMap<>();
        distances.put(start, 0);
        ArrayDeque<Long> queue = new ArrayDeque<>(List.of(start));
        for (Long node = queue.poll(); node != null; node = queue.poll()) {
            int next = Objects.requireNonNull(distances.get(node)) + 1;
            for (long neighbour : neighbours(node)) {
                if (distances.putIfAbsent(neighbour, next) == null) {
                    queue.add(neighbour);
                }
            }
        }
        return distances;
    }

    /** The graph in the language of Graphviz; nodes that did not answer are dashed. */
    String dot() {
        StringBuilder text =
                new StringBuilder("graph mesh {\n  layout = neato; overlap = false; node [shape = circle];\n");
        for (Node node : nodes.values()) {
            String label = node.name().replace("\\", "\\\\").replace("\"", "\\\"");
            text.append("  ")
                    .append(node.number())
                    .append(" [label = \"")
                    .append(node.number())
                    .append(label.isEmpty() ? "" : "\\n" + label)
                    .append(node.reached() ? "\"];\n" : "\", style = dashed];\n");
        }
        allLinks()
                .forEach(link -> text.append("  ")
                        .append(link.from())
                        .append(" -- ")
                        .append(link.to())
                        .append(";\n"));
        return text.append('}').toString();
    }
}
