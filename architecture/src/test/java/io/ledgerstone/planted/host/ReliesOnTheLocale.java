package io.ledgerstone.planted.host;

final class ReliesOnTheLocale {
    @SuppressWarnings("StringCaseLocaleUsage") // The planted violation itself.
    String value() {
        return "I".toLowerCase();
    }
}
