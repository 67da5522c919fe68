package io.ledgerstone.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What can be measured inside of processes, and how each question is answered. */
final class Questions {
    private static final int COLD_PROCESSES = 7;

    /** By name, in the order they are run. */
    static final Map<String, Question> ALL = all();

    /**
     * A question.
     *
     * @param text the question in words
     * @param answer measures and answers it
     */
    record Question(String text, Function<Session, List<Finding>> answer) {}

    private Questions() {}

    private static Map<String, Question> all() {
        Map<String, Question> questions = new LinkedHashMap<>();
        questions.put(
                "replay",
                new Question(
                        "How fast is a ledger of 1,000,000 typical entries replayed from disk through one handler?",
                        Questions::replay));
        questions.put(
                "guild-points",
                new Question(
                        "How fast does GuildPoints work through 100,000 entries of a guild?", Questions::guildPoints));
        questions.put(
                "append",
                new Question(
                        "How many appended entries a second are acknowledged as durable?", DurableAppend::measure));
        questions.put(
                "insert", new Question("How many foreign entries a second can be taken in?", BulkInsert::measure));
        questions.put(
                "open", new Question("How long does opening a ledger of 1,000,000 entries take?", Questions::open));
        questions.put(
                "week-hash", new Question("How long does hashing a week of 10,000 entries take?", Questions::weekHash));
        questions.put(
                "reconcile",
                new Question(
                        "What does making two copies of a ledger of 1,000,000 entries the same cost, beside the entries?",
                        ReconcileBenchmark::measure));
        questions.put(
                "mesh",
                new Question(
                        "How long does an entry take until all of 16 hosts have it on disk, and how often is it sent?",
                        MeshBenchmark::measure));
        questions.put(
                "first-sync",
                new Question(
                        "How long does a newcomer need for a ledger of 10,000 sealed entries?", FirstSync::measure));
        questions.put(
                "signed-insert",
                new Question(
                        "How many sealed entries of a peer a second are verified and inserted?",
                        SignedInsert::measure));
        return questions;
    }

    private static List<Finding> replay(Session session) {
        int entries = session.awards();
        Ledgers.awards(entries);
        List<Finding> findings = new ArrayList<>();
        double loop = steady(entries, inJava(session, "loop"));
        findings.add(Finding.rate("plain loop over all entries", loop));
        findings.add(Finding.rate("plain loop over all keys", steady(entries, inJava(session, "keys"))));
        findings.addAll(both("Java handler", entries, inJava(session, "javaHandler"), 3e6, loop));
        Passes lua = script(session, "lua").run();
        findings.addAll(both("Lua handler", entries, lua, 1e6, loop));
        findings.addAll(both(
                "JavaScript handler, compiled",
                entries,
                script(session, "js").withCompiler().run(),
                1.5e6,
                loop));
        findings.addAll(both(
                "JavaScript handler, interpreted",
                entries,
                script(session, "js").run(),
                0.4e6,
                loop));
        for (String interpreter : LuaPeer.INTERPRETERS) {
            LuaPeer.run(session, interpreter, "awards.lua", entries)
                    .ifPresent(peer ->
                            findings.add(Finding.rate("Lua handler beside " + interpreter, steady(entries, lua))
                                    .against("same fold over tables in memory", steady(entries, peer.passes()))));
        }
        return findings;
    }

    private static Passes inJava(Session session, String method) {
        return Jmh.of(session, ReplayBenchmark.class, method)
                .entries(session.awards())
                .run();
    }

    private static Jmh script(Session session, String ending) {
        return Jmh.of(session, ScriptReplayBenchmark.class, "handler")
                .entries(session.awards())
                .language(ending);
    }

    private static List<Finding> both(String what, int entries, Passes passes, double goal, double loop) {
        return List.of(
                Finding.rate(what, steady(entries, passes)).goal(goal).against("plain loop", loop),
                Finding.rate(what + ", first pass of a process", entries * 1e3 / passes.firstMs()));
    }

    private static double steady(int entries, Passes passes) {
        return entries * 1e3 / passes.steadyMs();
    }

    private static List<Finding> guildPoints(Session session) {
        int entries = session.guildRows();
        Ledgers.guild(entries);
        double result = GuildPointsBenchmark.result(entries);
        Passes ours = Jmh.of(session, GuildPointsBenchmark.class, "guildPoints")
                .entries(entries)
                .run();
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.rate("GuildPoints", steady(entries, ours)).goal(150_000));
        findings.add(Finding.rate("GuildPoints, first pass of a process", entries * 1e3 / ours.firstMs()));
        for (String interpreter : LuaPeer.INTERPRETERS) {
            LuaPeer.run(session, interpreter, "guildpoints.lua", entries).ifPresent(peer -> {
                Replays.require(peer.result(), result);
                findings.add(Finding.rate("GuildPoints beside " + interpreter, steady(entries, ours))
                        .against("same addon, rows in memory", steady(entries, peer.passes())));
            });
        }
        return findings;
    }

    private static List<Finding> open(Session session) {
        int entries = session.awards();
        Ledgers.awards(entries);
        return List.of(Finding.time(
                        "opening in a new process", cold(session, "open").firstMs())
                .against("reading the journal", cold(session, "readJournal").firstMs()));
    }

    private static Passes cold(Session session, String method) {
        return Jmh.of(session, OpenBenchmark.class, method)
                .entries(session.awards())
                .coldOnly(session.quick() ? 1 : COLD_PROCESSES)
                .run();
    }

    private static List<Finding> weekHash(Session session) {
        return List.of(Finding.time("week hash of 10,000 entries", weekHash(session, "keyAdler"))
                .against("java.util.zip.Adler32", weekHash(session, "adler32")));
    }

    private static double weekHash(Session session, String method) {
        return Jmh.of(session, WeekHashBenchmark.class, method).run().steadyMs() / WeekHashBenchmark.HASHES_PER_CALL;
    }
}
