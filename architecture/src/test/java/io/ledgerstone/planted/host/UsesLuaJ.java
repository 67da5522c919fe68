package io.ledgerstone.planted.host;

import org.luaj.vm2.LuaValue;

final class UsesLuaJ {
    LuaValue value() {
        return LuaValue.NIL;
    }
}
