package io.ledgerstone.planted.host;

final class SessionManager {
    int value() {
        return 1;
    }
}
