package io.ledgerstone.planted.host.util;

final class Leftovers {
    int value() {
        return 1;
    }
}
