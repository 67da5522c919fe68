package io.ledgerstone.host.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class GraphDrawingTest {
    private static MeshGraph graph(String nodes) {
        return MeshGraph.of(FakeMesh.object("{'nodes':[" + nodes + "]}"));
    }

    private static String node(int number, String neighbours) {
        return "{'node':" + number + ",'name':'','neighbours':[" + neighbours + "],'reached':true}";
    }

    /** A ring in which every node is linked with the one opposite too. */
    private static MeshGraph ring(int count) {
        StringBuilder nodes = new StringBuilder();
        for (int i = 0; i < count; i++) {
            nodes.append(i == 0 ? "" : ",")
                    .append(node(i + 1, (i + 1) % count + 1 + "," + ((i + count / 2) % count + 1)));
        }
        return graph(nodes.toString());
    }

    @Test
    void everyLinkIsABracketBetweenItsNodes() {
        MeshGraph square = graph(node(1, "2,4") + "," + node(2, "3") + "," + node(3, "4") + "," + node(4, ""));
        assertThat(GraphDrawing.of(square, GraphDrawing.BOXES)).isEqualTo("""
                 1     2 4  ─┬───┐
                 2     1 3  ─┴─┐ │
                 3     2 4  ─┬─┘ │
                 4     1 3  ─┴───┘

                4 nodes, 4 links, all connected, at most 2 hops apart.""");
    }

    @Test
    void sixteenNodesWithThreeNeighboursFitATerminal() {
        String drawing = GraphDrawing.of(ring(16), GraphDrawing.BOXES);
        assertThat(drawing.lines().mapToInt(String::length).max().orElseThrow()).isLessThanOrEqualTo(79);
        assertThat(drawing).contains("16 nodes, 24 links, all connected, at most 4 hops apart.");
        assertThat(GraphDrawing.of(ring(16), GraphDrawing.ASCII)).matches("[\\x00-\\x7f]+");
    }

    @Test
    void hundredsOfNodesAreAList() {
        String drawing = GraphDrawing.of(ring(400), GraphDrawing.BOXES);
        assertThat(drawing).doesNotContain("─").containsPattern("\n 400 +1 200 399\n");
    }

    @Test
    void partsAndSilentNodesAreNamed() {
        MeshGraph graph = graph(node(1, "2") + ",{'node':2,'neighbours':[],'reached':false}," + node(3, ""));
        assertThat(GraphDrawing.of(graph, GraphDrawing.ASCII))
                .contains("2  no answer")
                .contains("3 nodes, 1 link, IN 2 PARTS that no link joins; 1 did not answer.");
        assertThat(graph.linksAll(new TreeSet<>(List.of(1L, 3L)))).isFalse();
        assertThat(ring(6).linksAll(new TreeSet<>(List.of(1L, 2L, 3L, 4L, 5L, 6L))))
                .isTrue();
        assertThat(GraphDrawing.of(graph(""), GraphDrawing.ASCII)).contains("0 nodes");
    }

    @Test
    void namesThatOnlyRepeatTheNumberAreLeftOut() {
        MeshGraph graph = graph("{'node':1,'name':'anna','neighbours':[2],'reached':true},"
                + "{'node':2,'name':'node 2','neighbours':[1],'reached':true}");
        assertThat(GraphDrawing.of(graph, GraphDrawing.ASCII))
                .contains(" 1  anna  2")
                .doesNotContain("node 2");
    }

    @Test
    void graphvizGetsEveryLinkOnce() {
        assertThat(graph("{'node':1,'name':'a','neighbours':[2],'reached':true}," + node(2, "1"))
                        .dot())
                .contains("1 -- 2;")
                .doesNotContain("2 -- 1")
                .contains("2 [label = \"2\"];");
    }
}
