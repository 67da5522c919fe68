package io.ledgerstone.host.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A mesh drawn in a terminal: a line a node, and beside the lines a bracket a link. Each bracket has a column that no other uses
 * between its ends; where a line meets another's bracket it passes behind.
 *
 * <pre>
 *  1     2 4  ─┬───┐
 *  2     1 3  ─┴─┐ │
 *  3     2 4  ─┬─┘ │
 *  4     1 3  ─┴───┘
 * </pre>
 *
 * Meshes too large for that are listed.
 */
final class GraphDrawing {
    /** What lines are made of: along, down, begin and go on, begin, end and go on, end. */
    record Strokes(char along, char down, char beginOn, char begin, char endOn, char end) {}

    static final Strokes ASCII = new Strokes('-', '|', '.', '.', '\'', '\'');
    static final Strokes BOXES = new Strokes('─', '│', '┬', '┐', '┴', '┘');

    private static final int NODES_DRAWN_MAX = 40;
    private static final int COLUMNS_MAX = 40;
    private static final int LISTED_MAX = 2000;

    private final MeshGraph graph;
    private final Strokes strokes;
    private final List<MeshGraph.Node> rows;
    private final List<Bracket> brackets = new ArrayList<>();
    private int columns;

    /** A link as rows, and the column it goes down in. */
    private record Bracket(int top, int bottom, int column) {}

    private GraphDrawing(MeshGraph graph, Strokes strokes) {
        this.graph = graph;
        this.strokes = strokes;
        rows = List.copyOf(graph.nodes().values());
    }

    /** What the terminal can show. */
    static Strokes strokes() {
        return System.out.charset().newEncoder().canEncode(BOXES.along()) ? BOXES : ASCII;
    }

    /** The drawing, with what can be said about the whole below it. */
    static String of(MeshGraph graph, Strokes strokes) {
        GraphDrawing drawing = new GraphDrawing(graph, strokes);
        boolean drawn = drawing.rows.size() <= NODES_DRAWN_MAX && drawing.layOut();
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < Math.min(drawing.rows.size(), LISTED_MAX); row++) {
            text.append((drawing.label(row) + (drawn ? drawing.line(row) : "")).stripTrailing())
                    .append('\n');
        }
        if (drawing.rows.size() > LISTED_MAX) {
            text.append("and ").append(drawing.rows.size() - LISTED_MAX).append(" more\n");
        }
        return text.append('\n').append(drawing.summary()).toString();
    }

    /** Gives every link the first free column, short ones first, so that they stay near their nodes. */
    private boolean layOut() {
        List<Long> numbers = rows.stream().map(MeshGraph.Node::number).toList();
        List<Bracket> links = graph.allLinks().stream()
                .map(link -> new Bracket(numbers.indexOf(link.from()), numbers.indexOf(link.to()), -1))
                .sorted(Comparator.comparingInt((Bracket link) -> link.bottom() - link.top())
                        .thenComparingInt(Bracket::top))
                .toList();
        for (Bracket link : links) {
            int column = 0;
            while (isTaken(column, link)) {
                column++;
            }
            brackets.add(new Bracket(link.top(), link.bottom(), column));
            columns = Math.max(columns, column + 1);
        }
        return columns <= COLUMNS_MAX;
    }

    private boolean isTaken(int column, Bracket link) {
        return brackets.stream()
                .anyMatch(other ->
                        other.column() == column && other.top() <= link.bottom() && link.top() <= other.bottom());
    }

    private String label(int row) {
        MeshGraph.Node node = rows.get(row);
        String numbers = neighbours(node);
        return Output.text(
                " %" + numberWidth() + "d  %-" + nameWidth() + "s  %-" + neighboursWidth() + "s  ",
                node.number(),
                title(node),
                numbers);
    }

    private int numberWidth() {
        return rows.isEmpty() ? 1 : Long.toString(rows.getLast().number()).length();
    }

    private int nameWidth() {
        return Math.max(
                1, rows.stream().mapToInt(node -> title(node).length()).max().orElse(1));
    }

    private int neighboursWidth() {
        return Math.max(
                1,
                rows.stream().mapToInt(node -> neighbours(node).length()).max().orElse(1));
    }

    private String neighbours(MeshGraph.Node node) {
        return graph.neighbours(node.number()).stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    private static String title(MeshGraph.Node node) {
        // A host of an insecure mesh that has no name is called by its number.
        String name = node.name().equals("node " + node.number()) ? "" : node.name();
        return name + (node.reached() ? "" : name.isEmpty() ? "no answer" : " (no answer)");
    }

    /** Two characters a column: the way to it, and what is in it. */
    private String line(int row) {
        int last = brackets.stream()
                .filter(bracket -> bracket.top() == row || bracket.bottom() == row)
                .mapToInt(Bracket::column)
                .max()
                .orElse(-1);
        StringBuilder text = new StringBuilder();
        for (int column = 0; column < columns; column++) {
            text.append(column <= last ? strokes.along() : ' ').append(at(row, column, last));
        }
        return text.toString();
    }

    private char at(int row, int column, int last) {
        for (Bracket bracket : brackets) {
            if (bracket.column() == column && bracket.top() <= row && row <= bracket.bottom()) {
                if (bracket.top() == row) {
                    return column < last ? strokes.beginOn() : strokes.begin();
                }
                if (bracket.bottom() == row) {
                    return column < last ? strokes.endOn() : strokes.end();
                }
                return strokes.down();
            }
        }
        return column < last ? strokes.along() : ' ';
    }

    private String summary() {
        List<?> parts = graph.parts();
        long silent = rows.stream().filter(node -> !node.reached()).count();
        int links = graph.allLinks().size();
        String whole = Output.text(
                "%d %s, %d %s, %s%s.",
                rows.size(),
                rows.size() == 1 ? "node" : "nodes",
                links,
                links == 1 ? "link" : "links",
                parts.size() <= 1
                        ? "all connected, at most " + graph.hopsMax() + (graph.hopsMax() == 1 ? " hop" : " hops")
                                + " apart"
                        : "IN " + parts.size() + " PARTS that no link joins",
                silent == 0 ? "" : "; " + silent + " did not answer");
        return whole;
    }
}
