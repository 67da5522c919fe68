package io.ledgerstone.planted.ledger.codec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

final class OpensAFile {
    InputStream value() throws IOException {
        return Files.newInputStream(Path.of("ledger"));
    }
}
