package io.ledgerstone.host.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
    private static final double EXACT = 1e-9;

    private static JsonNode expected() throws IOException {
        try (InputStream in =
                DemoCommandTest.class.getResourceAsStream("/golden/clm-savedvariables-sample-expected.json")) {
            return new ObjectMapper().readTree(in);
        }
    }

    @Test
    void standingsWeeksAndHashAreThoseOfTheRealAddon(@TempDir Path home) throws IOException {
        JsonNode actual = Shell.withShippedAddons(home).json("demo");
        JsonNode expected = expected();
        assertThat(actual.path("entries")).isEqualTo(expected.path("entries"));
        assertThat(actual.path("stateHash").asLong())
                .isEqualTo(expected.path("stateHash").asLong());
        assertThat(actual.path("weeks")).hasToString(expected.path("weeks").toString());
        assertThat(actual.path("roster").path("name"))
                .isEqualTo(expected.path("roster").path("name"));
        assertThat(actual.path("roster").path("uid").asLong()).isEqualTo(12345);
        JsonNode profiles = actual.path("roster").path("profiles");
        JsonNode wanted = expected.path("roster").path("profiles");
        assertThat(profiles).hasSize(40).hasSameSizeAs(wanted);
        for (int i = 0; i < wanted.size(); i++) {
            assertThat(profiles.path(i).path("guid")).isEqualTo(wanted.path(i).path("guid"));
            assertThat(profiles.path(i).path("name")).isEqualTo(wanted.path(i).path("name"));
            for (String number : List.of("standings", "spent", "received", "decayed", "blocked")) {
                assertThat(profiles.path(i).path(number).asDouble())
                        .as("%s of %s", number, wanted.path(i).path("name"))
                        .isCloseTo(wanted.path(i).path(number).asDouble(), within(EXACT));
            }
        }
        assertThat(actual.path("timings").path("importMs").isNumber()).isTrue();
    }

    @Test
    void peopleSeeStandingsLootHashesAndWhatToDoNext(@TempDir Path home) {
        String out = Shell.withShippedAddons(home).run("demo").succeeds().out();
        assertThat(out)
                .contains("Player1 ", "1232.52", "Player40", "Latest loot", "week 2811: 51079131", "What to try next");
        assertThat(home.resolve("data")).doesNotExist();
    }
}
