package io.ledgerstone.js;

import static io.ledgerstone.js.Script.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No script reaches anything but its own data and the host's functions. */
final class SandboxTest {
    private static final JsEngine ENGINE = new JsEngine();

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    @Test
    void globalsAreTheLanguageAndTheHostsFunctions() {
        String listing = "ledger('guild').view('v', () => Object.getOwnPropertyNames(globalThis).sort().join(' '));";
        try (Script script = Script.of(ENGINE, listing)) {
            assertThat(script.view("v"))
                    .isEqualTo(
                            "AggregateError Array ArrayBuffer BigInt BigInt64Array BigUint64Array Boolean DataView Date Error"
                                    + " EvalError Float16Array Float32Array Float64Array Function Infinity Int16Array Int32Array Int8Array"
                                    + " Iterator JSON Map Math NaN Number Object Promise RangeError ReferenceError Reflect RegExp Set String"
                                    + " Symbol SyntaxError TypeError URIError Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap"
                                    + " WeakSet console decodeURI decodeURIComponent encodeURI encodeURIComponent escape eval globalThis"
                                    + " isFinite isNaN ledger log parseFloat parseInt undefined unescape");
        }
    }

    /** Each expression is evaluated in a view with an entry {@code e} at hand; it must be false, undefined or fail. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(0, eval)('this').Java || (0, eval)('typeof Packages') !== 'undefined'",
                "Function('return this')() !== globalThis",
                "new Function('return typeof Java')() !== 'undefined'",
                "(async () => {}).constructor('return typeof Java')().then === undefined",
                "(function* () {}).constructor('yield typeof Java')().next().value !== 'undefined'",
                "log.constructor.constructor('return typeof Polyglot')() !== 'undefined'",
                "ledger.constructor('return typeof Graal')() !== 'undefined'",
                "guild.submit.constructor('return typeof load')() !== 'undefined'",
                "e.constructor || e.__proto__ || e.getClass || e.class || e.toString || e.valueOf",
                "Object.getPrototypeOf(e).constructor",
                "Object.getOwnPropertyNames(e).length || Object.getOwnPropertySymbols(e).length",
                "Reflect.ownKeys(Object.getPrototypeOf(e)).some(n => typeof n === 'symbol')",
                "(Object.getPrototypeOf(e).stolen = 1)",
                "Reflect.set(Object.getPrototypeOf(e), 'stolen', 1)",
                "Reflect.setPrototypeOf(Object.getPrototypeOf(e), {})",
                "Object.getOwnPropertyDescriptor(Object.getPrototypeOf(e), 'time').get.call({})",
                "Object.getOwnPropertyDescriptor(Object.getPrototypeOf(e), 'time').get.constructor('return typeof Java')() !== 'undefined'",
                "e.list.constructor !== Array || e.map.constructor !== Object",
                "Object.getPrototypeOf(e.fields) !== Object.prototype",
                "log.getClass || log.class || log.__proto__ || log.prototype?.getClass",
                "log.caller",
                "log.arguments",
                "(function () { return arguments.callee; })()",
                "new Error('x').stack.includes('io.ledgerstone') || new Error('x').stack.includes('/')",
                "(() => { Error.prepareStackTrace = (x, s) => s; const s = new Error('x').stack; return Array.isArray(s) && s.some(f => f.getThis() || f.getFunction()); })()",
                "(() => { try { guild.submit('award'); } catch (x) { return x.constructor !== Error || x.getCause || x.javaException; } })()",
                "(() => { try { guild.view.call(null); } catch (x) { return Object.getPrototypeOf(x) !== Error.prototype; } })()",
                "(() => { try { null.x; } catch (x) { return x.constructor !== TypeError; } })()",
                "(() => { try { (function f() { f(); })(); } catch (x) { return x.constructor !== RangeError; } })()",
                "typeof importScripts !== 'undefined'",
                "WebAssembly",
                "Atomics",
                "SharedArrayBuffer",
                "Proxy",
                "Intl",
                "Temporal",
                "ShadowRealm",
                "queueMicrotask",
                "Debug",
                "loadWithNewGlobal",
                "arguments[0].constructor.constructor('return typeof Java')() !== 'undefined'",
                "JSON.stringify(state).includes('java')",
                "Math.random()",
                "Date.now()",
                "new Date()",
                "Date()",
                "new Date(Date.now())",
                "Reflect.construct(Date, [])",
                "new (class extends Date {})()",
                "new (Object.getPrototypeOf(new Date(0)).constructor)()",
                "new Date(0).getTimezoneOffset()",
                "new Date(2020, 0, 1).getTime() !== Date.UTC(2020, 0, 1)",
                "(1234.5).toLocaleString() !== '1234.5'",
                "'i'.toLocaleUpperCase('tr') !== 'I'",
            })
    void nothingIsReached(String expression) {
        String text = "const guild = ledger('guild'); let e; guild.any((state, entry) => { e = entry; });\n"
                + "guild.view('v', function (state) { try { return !!(" + expression
                + "); } catch (x) { return false; } });";
        try (Script script = Script.of(ENGINE, text)) {
            assertThat(script.replay(entry(1, "t", Map.of("list", List.of(1), "map", Map.of("a", 1))))
                            .error())
                    .isNull();
            assertThat(script.view("v")).as(expression).isEqualTo(false);
        }
    }

    @Test
    void whatOneAddonDoesToItsBuiltInsIsNotSeenByAnother() {
        try (Script bad = Script.of(ENGINE, """
                Object.prototype.bad = 1; Array.prototype[Symbol.iterator] = function* () { yield 'bad'; };
                Object.defineProperty(Array.prototype, '0', { set(x) { throw new Error('bad'); } });
                Function.prototype.call = Function.prototype.apply = () => 'bad'; JSON.stringify = () => 'bad';
                RegExp.prototype.exec = () => { throw new Error('bad'); };
                const guild = ledger('guild'); guild.any((state, e) => { state.n = (state.n ?? 0) + 1; state.m = e.map; });
                guild.view('v', state => state.n);
                """);
                Script good = Script.of(
                        ENGINE, "ledger('guild').view('v', () => [({}).bad, [1].at(0), JSON.stringify({})].join());")) {
            assertThat(bad.replay(entry(1, "t", Map.of("map", Map.of("a", 1)))).error())
                    .isNull();
            assertThat(bad.view("v")).isEqualTo(1.0);
            assertThat(good.view("v")).isEqualTo(",1,{}");
        }
    }

    @Test
    void dynamicImportIsAnError() {
        for (String module : List.of("/etc/passwd", "./addon.js", "fs")) {
            assertThat(Script.of(ENGINE, "import('" + module + "');")
                            .loadError()
                            .message())
                    .doesNotContain("root:", "java");
        }
    }

    @Test
    void promiseJobsRunBeforeTheNextEntry() {
        try (Script script = Script.of(ENGINE, """
                const guild = ledger('guild');
                guild.any((state, e) => {
                  state.seen = (state.seen ?? '') + 'a';
                  Promise.resolve().then(() => { state.seen += 'b'; });
                  (async () => { await null; state.seen += 'c'; })();
                });
                """)) {
            script.replay(entry(1, "t", Map.of()), entry(2, "t", Map.of()));
            assertThat(script.state()).isEqualTo(Map.of("seen", "abcabc"));
        }
    }

    @Test
    void handlersAreNeverAsync() {
        assertThat(Script.of(ENGINE, "ledger('guild').any(async (state, e) => {});")
                        .loadError()
                        .message())
                .contains("any", "async");
        try (Script script = Script.of(ENGINE, "ledger('guild').any((state, e) => Promise.resolve(1));")) {
            assertThat(script.replay(entry(1, "t", Map.of())).error())
                    .extracting(Object::toString)
                    .asString()
                    .contains("promise");
        }
    }

    @Test
    void anErrorInAPromiseIsAnErrorOfTheHandler() {
        try (Script script = Script.of(
                ENGINE, "ledger('guild').any((state, e) => { (async () => { throw new Error('lost'); })(); });")) {
            assertThat(script.replay(entry(1, "t", Map.of())).error())
                    .extracting(Object::toString)
                    .asString()
                    .contains("lost");
        }
    }
}
