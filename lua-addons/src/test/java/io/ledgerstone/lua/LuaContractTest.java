package io.ledgerstone.lua;

import io.ledgerstone.addon.contract.EngineContract;

/** The behaviours that every engine has. */
final class LuaContractTest extends EngineContract {
    LuaContractTest() {
        super(new LuaEngine());
    }
}
