package io.ledgerstone.planted.host;

final class PrintsToTheConsole {
    void value() {
        System.out.println();
    }
}
