package io.ledgerstone.planted.lua;

import org.graalvm.polyglot.Context;

final class UsesGraal {
    Class<?> value() {
        return Context.class;
    }
}
