package io.ledgerstone.lua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same random expressions in our engine and in the real Lua 5.1, where that is installed. */
class PeerTest {
    private static final Path PEER = Path.of("/usr/bin/lua5.1");
    private static final long SEED = Long.getLong("ledgerstone.seed", 20_261_121L);
    private static final int FILES = 4;
    private static final int CASES_PER_FILE = 100;

    /** Prints what an expression gives, with strange bytes in hexadecimal; of errors only that there was one. */
    private static final String SHOW = """
            local function show(v)
              if type(v) == "string" then
                return '"' .. v:gsub("[^%w%p ]", function(c) return ("\\\\x%02x"):format(c:byte()) end) .. '"'
              elseif type(v) == "table" then
                local parts = {}
                for i = 1, #v do parts[i] = show(v[i]) end
                return "{" .. table.concat(parts, ",") .. "}"
              elseif v ~= v then
                return "nan"
              elseif v == 0 then
                return "0" -- Ours knows no negative zero.
              end
              return tostring(v)
            end
            local function each(ok, ...)
              if not ok then return "error" end
              local parts = {}
              for i = 1, select("#", ...) do parts[i] = show((select(i, ...))) end
              return table.concat(parts, " ")
            end
            local function T(f) print(each(pcall(f))) end
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(PeerCases.class)
    void bothGiveTheSame(PeerCases cases) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(PEER), "compared with the real Lua 5.1 only where " + PEER + " is installed");
        for (int file = 0; file < FILES; file++) {
            long seed = SEED + file;
            Random random = new Random(seed);
            List<String> expressions = new ArrayList<>();
            for (int i = 0; i < CASES_PER_FILE; i++) {
                expressions.add(cases.next(random));
            }
            compare(expressions, "-Dledgerstone.seed=" + seed);
        }
    }

    @Test
    void bothGiveTheSameForTheCasesThatOnceDiffered() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(PEER), "compared with the real Lua 5.1 only where " + PEER + " is installed");
        compare(PeerCases.REMEMBERED, "no seed");
    }

    private void compare(List<String> expressions, String seed) throws IOException, InterruptedException {
        String script = script(expressions, e -> "T(function() return " + e + " end)");
        List<String> theirs = peer(script);
        List<String> ours = Lua.printed(script);
        for (int i = 0; i < expressions.size(); i++) {
            assertThat(ours.get(i)).as("%s (%s)", expressions.get(i), seed).isEqualTo(theirs.get(i));
        }
        assertThat(ours).hasSameSizeAs(theirs);
    }

    private static String script(List<String> expressions, Function<String, String> line) {
        StringBuilder script = new StringBuilder(SHOW);
        expressions.forEach(e -> script.append(line.apply(e)).append('\n'));
        return script.toString();
    }

    private List<String> peer(String script) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("cases.lua"), script);
        Process process = new ProcessBuilder(PEER.toString(), file.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines().toList();
    }
}
