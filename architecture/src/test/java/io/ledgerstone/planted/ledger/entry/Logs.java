package io.ledgerstone.planted.ledger.entry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class Logs {
    Logger value() {
        return LoggerFactory.getLogger(Logs.class);
    }
}
