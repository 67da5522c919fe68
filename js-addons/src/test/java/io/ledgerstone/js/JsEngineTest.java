package io.ledgerstone.js;

import io.ledgerstone.addon.contract.EngineContract;

/** JavaScript does what every engine does. */
final class JsEngineTest extends EngineContract {
    JsEngineTest() {
        super(new JsEngine());
    }
}
