package io.ledgerstone.host.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the mesh of hosts and carries plain messages over it. */
@Command(
        name = "mesh",
        description = "Send plain messages over the mesh of hosts, find them anywhere in it, and show the mesh.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            MeshCommand.Submit.class,
            MeshCommand.Query.class,
            MeshCommand.Listing.class,
            MeshCommand.Status.class,
            MeshCommand.Graph.class
        },
        footer = {"", "'ledgerstone demo mesh' shows a mesh of 16 hosts; 'invite' and 'join' link your own."})
final class MeshCommand extends HostCommand {
    /** Without a command of its own it shows how this host's node is. */
    @Override
    int perform(HostSession host, Output output) {
        return new Status().perform(host, output);
    }

    /** Which node a command is about. */
    static final class NodeOption {
        private static final String HERE = "0";

        @Option(
                names = "--id",
                paramLabel = "NODE",
                arity = "0..1",
                fallbackValue = HERE,
                defaultValue = HERE,
                description = "The node that is asked, by its number. Without a number this host is.")
        int node;

        ObjectNode parameters() {
            ObjectNode parameters = HostCommand.parameters();
            return node == 0 ? parameters : parameters.put("node", node);
        }
    }

    /** Submits a message. */
    @Command(
            name = "submit",
            description =
                    "Give a message to a node, which spreads it; prints the message's id once it is on disk there.",
            footer = {"", "Example: ledgerstone mesh submit --id 1 --message \"Apple\""})
    static final class Submit extends HostCommand {
        @Mixin
        NodeOption at;

        @Option(names = "--message", paramLabel = "TEXT", required = true, description = "What to say.")
        String message;

        @Override
        int perform(HostSession host, Output output) {
            ObjectNode result = host.perform("mesh-submit", at.parameters().put("message", message));
            if (output.isJson()) {
                output.json(result);
            } else {
                output.line(result.path("id").asText());
            }
            return ExitCode.DONE;
        }
    }

    /** Looks for a message. */
    @Command(
            name = "query",
            description = "Ask a node for a message, by its id or the first 7 or more characters of it.",
            footer = {
                "",
                "Example: ledgerstone mesh query --id 5 --msg-id 1f3a9c0",
                "The exit code is 1 if it is not there."
            })
    static final class Query extends HostCommand {
        @Mixin
        NodeOption at;

        @Option(names = "--msg-id", paramLabel = "ID", required = true, description = "The id that submit printed.")
        String id;

        @Override
        int perform(HostSession host, Output output) {
            ObjectNode result = host.perform("mesh-query", at.parameters().put("id", id));
            boolean found = result.path("found").asBoolean();
            if (output.isJson()) {
                output.json(result);
            } else if (found) {
                output.line(result.path("message").asText());
                output.remark(Output.text(
                        "submitted %s%s",
                        Instant.ofEpochSecond(result.path("time").asLong()), from(result.path("from"))));
            } else {
                output.remark(Output.text(
                        "Node %d has no message %s.", result.path("node").asLong(), id));
            }
            return found ? ExitCode.DONE : ExitCode.FAILED;
        }

        /** Whom it came from: one node, or the path it took. */
        private static String from(JsonNode from) {
            if (from.isArray()) {
                StringBuilder path = new StringBuilder();
                from.forEach(node -> path.append(path.isEmpty() ? "" : ", ").append(node.asText()));
                return path.isEmpty() ? "" : "; came by " + path;
            }
            String text = from.asText("");
            return text.isEmpty() ? "" : "; came from " + text;
        }
    }

    /** Lists messages. */
    @Command(
            name = "list",
            description = "Show the messages a node has.",
            footer = {"", "Example: ledgerstone mesh list --id 4"})
    static final class Listing extends HostCommand {
        @Mixin
        NodeOption at;

        @Override
        int perform(HostSession host, Output output) {
            ObjectNode result = host.perform("mesh-list", at.parameters());
            if (output.isJson()) {
                output.json(result);
                return ExitCode.DONE;
            }
            if (result.path("messages").isEmpty()) {
                output.remark(Output.text(
                        "Node %d has no messages yet.", result.path("node").asLong()));
            } else {
                output.line(Tables.of(result.path("messages"), List.of("id", "time", "message")));
            }
            if (result.path("more").asBoolean()) {
                output.remark("There are more; 'ledgerstone entries messages' on that node shows all.");
            }
            return ExitCode.DONE;
        }
    }

    /** Shows how this host's part of the mesh is. */
    @Command(
            name = "status",
            description =
                    "Show this host's neighbours, what went over each link, how fast messages spread, and what was refused.")
    static final class Status extends HostCommand {
        @Override
        int perform(HostSession host, Output output) {
            ObjectNode result = host.perform("mesh-status", parameters());
            if (output.isJson()) {
                output.json(result);
            } else {
                MeshStatusReport.print(result, output);
            }
            return ExitCode.DONE;
        }
    }

    /** Draws the mesh. */
    @Command(
            name = "graph",
            description = "Ask all nodes for their neighbours and draw the mesh.",
            footer = {"", "Example: ledgerstone mesh graph --dot | dot -Tsvg > mesh.svg"})
    static final class Graph extends HostCommand {
        @Option(names = "--dot", description = "Print it in the language of Graphviz.")
        boolean dot;

        @Option(names = "--ascii", description = "Draw with ASCII characters only.")
        boolean ascii;

        @Override
        int perform(HostSession host, Output output) {
            ObjectNode result = host.perform("mesh-graph", parameters());
            MeshGraph graph = MeshGraph.of(result);
            if (output.isJson()) {
                output.json(result);
            } else if (dot) {
                output.line(graph.dot());
            } else {
                output.line(GraphDrawing.of(graph, ascii ? GraphDrawing.ASCII : GraphDrawing.strokes()));
            }
            return ExitCode.DONE;
        }
    }
}
