package io.ledgerstone.host.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgerstone.host.HostException;
import io.ledgerstone.host.control.Progress;
import io.ledgerstone.host.folder.HostIdentity;
import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.LedgerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupFileTest {
    private static final HostIdentity IDENTITY = new HostIdentity(0, 7);

    @TempDir
    Path home;

    @Test
    void backupOfADamagedJournalFailsUntilTheJournalHasEverythingAgain() throws IOException {
        Path folder = home.resolve("guild");
        LedgerOptions options = LedgerOptions.DEFAULT.name("guild").creator(0, 7);
        Path file = home.resolve("copy.zip");
        try (Ledger ledger = Ledger.open(folder, options)) {
            for (int i = 0; i < 5; i++) {
                ledger.append("T", Map.of("i", i, "filler", "x".repeat(200))).join();
            }
            ledger.checkpoint().join();
            damage(folder.resolve("journal"));
            assertThatThrownBy(() -> BackupFile.write(file, IDENTITY, List.of(ledger), Progress.NONE))
                    .isInstanceOf(HostException.class)
                    .hasMessageContaining("The journal of the ledger guild is damaged")
                    .hasMessageContaining("verify");
            try (Stream<Path> files = Files.list(home)) {
                assertThat(files).containsExactly(folder);
            }
        }
        try (Ledger ledger = Ledger.open(folder, options)) {
            BackupFile backup = BackupFile.write(file, IDENTITY, List.of(ledger), Progress.NONE);
            assertThat(backup.content().entries()).isEqualTo(5);
        }
    }

    private static void damage(Path journal) throws IOException {
        try (Stream<Path> files = Files.walk(journal)) {
            Path segment = files.filter(Files::isRegularFile)
                    .max((one, other) ->
                            Long.compare(one.toFile().length(), other.toFile().length()))
                    .orElseThrow();
            byte[] bytes = Files.readAllBytes(segment);
            String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
            int filler = text.indexOf("xxxx", text.indexOf("xxxx") + 250);
            assertThat(filler).isPositive();
            bytes[filler] ^= 1;
            Files.write(segment, bytes);
        }
    }
}
