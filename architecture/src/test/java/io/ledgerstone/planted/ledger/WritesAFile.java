package io.ledgerstone.planted.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

final class WritesAFile {
    void value() throws IOException {
        Files.createFile(Path.of("ledger"));
    }
}
