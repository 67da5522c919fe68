package io.ledgerstone.ledger.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GuildExampleTest {
    @Test
    void theExampleDoesWhatItSaysInUnderFortyLines(@TempDir Path folder) throws IOException {
        assertThat(GuildExample.keepPoints(folder)).isEqualTo(Map.of("Anna", 8.0));
        Path source = Path.of("src/test/java/io/ledgerstone/ledger/example/GuildExample.java");
        assertThat(Files.readAllLines(source)).hasSizeLessThan(40);
    }
}
