package io.ledgerstone.host.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerstone.host.HostException;
import io.ledgerstone.host.config.Config;
import io.ledgerstone.host.config.Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows a mesh of hosts that loses some of them and nothing else. */
@Command(
        name = "mesh",
        description =
                "Start 16 hosts on this computer, spread a message, kill four hosts, spread another, start the four again,"
                        + " and show that nothing is missing. Everything is gone afterwards.",
        footer = {"", "The hosts are in insecure mode and listen on 127.0.0.1 only. Each takes some 100 MB of memory."})
final class DemoMeshCommand implements Callable<Integer> {
    private static final int HOSTS_MIN = 3;
    private static final int HOSTS_MAX = 32;
    private static final int KILLED_PART = 4;
    private static final int ARRIVALS_PER_LINE = 4;

    @Spec
    CommandSpec spec;

    @Mixin
    CommonOptions common;

    @Option(names = "--hosts", paramLabel = "N", defaultValue = "16", description = "How many, 3 to 32. Default: 16.")
    int count;

    private final ObjectNode shown = HostCommand.parameters();

    @Override
    public Integer call() {
        if (count < HOSTS_MIN || count > HOSTS_MAX) {
            throw new ParameterException(
                    spec.commandLine(), "--hosts wants a number from " + HOSTS_MIN + " to " + HOSTS_MAX);
        }
        Config config = common.readConfig();
        LogSetup.setLevel(common.debug ? "debug" : config.get(Settings.LOG_LEVEL));
        Output output =
                new Output(spec.commandLine().getOut(), spec.commandLine().getErr(), common.json);
        try (ChildHosts hosts = ChildHosts.insecure(count)) {
            try {
                play(hosts, output);
            } catch (HostException e) {
                if (hosts.hasEnded()) {
                    // Ctrl+C: what fails now fails because the hosts are gone.
                    return ExitCode.FAILED;
                }
                throw e;
            }
        } catch (IOException e) {
            throw new HostException("The demo needs temporary folders, ports and processes: " + e.getMessage(), e);
        }
        if (output.isJson()) {
            output.json(shown);
        }
        return ExitCode.DONE;
    }

    private void play(ChildHosts hosts, Output output) throws IOException {
        List<ChildHost> all = hosts.all();
        say(output, Output.text("Starting %d hosts, each a process with a folder of its own.", count));
        long begin = System.nanoTime();
        hosts.start(all);
        shown.put("hosts", count).put("startedMs", ms(begin));
        say(output, "All answer after " + ms(begin) + " ms.");
        graph("before", hosts, hosts.get(1), all, output);
        // The first question to a host takes longer: it loads what answers it.
        all.forEach(host -> host.ask("mesh-list", HostCommand.parameters()));

        spread("first", "Apple", hosts, hosts.get(1), all, output);

        List<ChildHost> killed = all.subList(count - Math.max(1, count / KILLED_PART), count);
        List<ChildHost> left = all.subList(0, count - killed.size());
        say(output, "\nKilling " + named(killed) + " with kill -9.");
        killed.forEach(ChildHost::kill);
        killed.forEach(ChildHost::forget);
        begin = System.nanoTime();
        graph("while", hosts, hosts.get(1), left, output);
        shown.put("relinkedMs", ms(begin));
        say(output, "The others were linked without them " + ms(begin) + " ms later.");

        spread("second", "Pear", hosts, hosts.get(2), left, output);

        say(output, "\nStarting " + named(killed) + " again, on the folders they had.");
        begin = System.nanoTime();
        hosts.start(killed);
        shown.put("restartedMs", ms(begin));
        hosts.until(() -> isSame(all), () -> "all hosts have both messages and say that they are the same");
        shown.put("healedMs", ms(begin)).put("same", true);
        graph("after", hosts, hosts.get(1), all, output);
        conclude(all, output);
    }

    private void say(Output output, String text) {
        if (!output.isJson()) {
            output.line(text);
        }
    }

    private static long ms(long beginNanos) {
        return (System.nanoTime() - beginNanos) / 1_000_000;
    }

    private static String numbers(List<ChildHost> hosts) {
        return String.join(
                ", ",
                hosts.stream().map(host -> Integer.toString(host.number())).toList());
    }

    private static String named(List<ChildHost> hosts) {
        return (hosts.size() == 1 ? "host " : "hosts ") + numbers(hosts);
    }

    /** Draws the mesh once it links these hosts with each other. */
    private void graph(String when, ChildHosts hosts, ChildHost asked, List<ChildHost> running, Output output) {
        SortedSet<Long> nodes = new TreeSet<>();
        running.forEach(host -> nodes.add((long) host.number()));
        List<ObjectNode> last = new ArrayList<>();
        hosts.until(
                () -> {
                    last.clear();
                    last.add(asked.ask("mesh-graph", HostCommand.parameters()));
                    return MeshGraph.of(last.getFirst()).linksAll(nodes);
                },
                () -> "the mesh links hosts " + numbers(running));
        shown.set(when, last.getFirst());
        say(output, "\nWho is linked with whom\n");
        say(output, GraphDrawing.of(MeshGraph.of(last.getFirst()), GraphDrawing.strokes()));
    }

    /** Submits a message on one host, and watches it arrive on the others. */
    private void spread(
            String name, String text, ChildHosts hosts, ChildHost from, List<ChildHost> running, Output output) {
        say(output, Output.text("\nSubmitting \"%s\" on host %d.", text, from.number()));
        long begin = System.nanoTime();
        String id = from.ask("mesh-submit", HostCommand.parameters().put("message", text))
                .path("id")
                .asText();
        ObjectNode spread = HostCommand.parameters()
                .put("id", id)
                .put("message", text)
                .put("from", from.number())
                .put("submittedMs", ms(begin));
        ArrayNode arrivals = spread.putArray("arrivals");
        List<ChildHost> missing = new ArrayList<>(running);
        missing.remove(from);
        List<String> words = new ArrayList<>();
        hosts.until(
                () -> {
                    missing.removeIf(host -> {
                        boolean found = host.ask(
                                        "mesh-query", HostCommand.parameters().put("id", id))
                                .path("found")
                                .asBoolean();
                        if (found) {
                            long after = ms(begin);
                            arrivals.addObject().put("node", host.number()).put("ms", after);
                            words.add(Output.text("host %2d %5d ms", host.number(), after));
                        }
                        return found;
                    });
                    return missing.isEmpty();
                },
                () -> "hosts " + numbers(missing) + " have the message " + id);
        spread.put("everywhereMs", ms(begin));
        shown.set(name, spread);
        say(
                output,
                Output.text(
                        "Its id is %s. It was on disk there after %d ms.\nThe others, asked one after the other, had it within",
                        id, spread.path("submittedMs").asLong()));
        for (int i = 0; i < words.size(); i += ARRIVALS_PER_LINE) {
            say(output, "  " + String.join("   ", words.subList(i, Math.min(words.size(), i + ARRIVALS_PER_LINE))));
        }
    }

    /** Whether all have the same two messages, and each host says that it and its peers are the same. */
    private static boolean isSame(List<ChildHost> hosts) {
        JsonNode first = null;
        for (ChildHost host : hosts) {
            JsonNode messages = host.ask("mesh-list", HostCommand.parameters()).path("messages");
            if (messages.size() != 2 || (first != null && !first.equals(messages))) {
                return false;
            }
            first = messages;
        }
        for (ChildHost host : hosts) {
            boolean linked = false;
            for (JsonNode ledger : host.ask("peers", HostCommand.parameters()).path("ledgers")) {
                for (JsonNode peer : ledger.path("peers")) {
                    linked = true;
                    if (!peer.path("standing").asText().equals("same")) {
                        return false;
                    }
                }
            }
            if (!linked) {
                return false;
            }
        }
        return true;
    }

    private void conclude(List<ChildHost> hosts, Output output) {
        JsonNode messages =
                hosts.getLast().ask("mesh-list", HostCommand.parameters()).path("messages");
        shown.set("messages", messages);
        say(
                output,
                Output.text(
                        """

                        All answered again after %d ms. %d ms later nothing was missing: all %d hosts list these messages,
                        and each says that it and its neighbours are the same.
                        """,
                        shown.path("restartedMs").asLong(),
                        shown.path("healedMs").asLong()
                                - shown.path("restartedMs").asLong(),
                        count));
        say(output, Tables.of(messages, List.of("id", "time", "message")));
        say(output, """

                Stopping the hosts and removing their folders. What to try next, for your own hosts:
                  ./ledgerstone invite       a text that lets one more device in
                  ./ledgerstone join TEXT    on that device
                  docs/mesh.md               step by step""");
    }
}
