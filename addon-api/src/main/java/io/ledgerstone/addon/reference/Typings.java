package io.ledgerstone.addon.reference;

import io.ledgerstone.addon.EntryProperty;
import io.ledgerstone.addon.HostFunction;
import io.ledgerstone.addon.HostFunction.Owner;
import io.ledgerstone.addon.HostFunction.Parameter;
import io.ledgerstone.addon.HostFunction.Shape;
import java.util.stream.Collectors;

/** Everything an addon can call, as editors want it: to complete names while an author types, and to mark mistakes. */
public final class Typings {
    private Typings() {}

    /** Annotations for the Lua language server. */
    public static String lua() {
        StringBuilder file = new StringBuilder("""
                ---@meta
                -- What a Ledgerstone addon can call. Put this file where your editor's Lua language server finds it.

                ---@alias Key { time?: number, counter?: number, realm?: number, creator?: number }

                ---An entry as handlers get it: read-only, its fields by name.
                ---@class Entry
                """);
        EntryProperty.ALL.forEach(property -> file.append("---@field ")
                .append(property.name())
                .append(' ')
                .append(lua(property.shape()))
                .append(' ')
                .append(property.doc())
                .append('\n'));
        file.append("---@field [string] any\n");
        luaClass(file, "Ledger", "A ledger of the guild.", Owner.LEDGER);
        luaClass(file, "Test", "What a test is given.", Owner.TEST);
        ApiReference.of(Owner.GLOBAL).forEach(function -> luaFunction(file, "", function));
        return file.toString();
    }

    private static void luaClass(StringBuilder file, String name, String doc, Owner owner) {
        file.append("\n---").append(doc).append("\n---@class ").append(name).append('\n');
        file.append("local ").append(name).append(" = {}\n");
        ApiReference.of(owner).forEach(function -> luaFunction(file, name + ":", function));
    }

    private static void luaFunction(StringBuilder file, String owner, HostFunction function) {
        file.append("\n---").append(function.doc()).append('\n');
        for (Parameter parameter : function.parameters()) {
            boolean rest = parameter.name().equals("...");
            file.append("---@param ")
                    .append(parameter.name())
                    .append(parameter.optional() && !rest ? "? " : " ")
                    .append(lua(parameter.shape()))
                    .append('\n');
        }
        if (function.result() != Shape.NOTHING) {
            file.append("---@return ").append(lua(function.result())).append('\n');
        }
        file.append("function ")
                .append(owner)
                .append(function.name())
                .append(function.parameters().stream().map(Parameter::name).collect(Collectors.joining(", ", "(", ")")))
                .append(" end\n");
    }

    private static String lua(Shape shape) {
        return switch (shape) {
            case NOTHING -> "nil";
            case TEXT, NAME, KEY_TEXT -> "string";
            case NUMBER -> "number";
            case ANYTHING, DATA -> "any";
            case FIELDS -> "table<string, any>";
            case KEY -> "Key";
            case ENTRY_OR_KEY -> "Entry|string";
            case LEDGER -> "Ledger";
            case INIT_FUNCTION -> "fun(state: table)";
            case HANDLER -> "fun(state: table, e: Entry)";
            case HANDLERS -> "table<string, fun(state: table, e: Entry)>";
            case VIEW_FUNCTION -> "fun(state: table, args: any[]): any";
            case TEST_FUNCTION -> "fun(t: Test)";
            case FUNCTION -> "fun()";
        };
    }

    /** Declarations for TypeScript, which editors also use for JavaScript. */
    public static String javaScript() {
        StringBuilder file = new StringBuilder("""
                // What a Ledgerstone addon can call. Begin a JavaScript file with
                //   /// <reference path="ledgerstone.d.ts" />
                // and the editor completes and checks it.

                interface Key { time?: number; counter?: number; realm?: number; creator?: number; }

                /** An entry as handlers get it: read-only, its fields by name. */
                interface Entry {
                """);
        EntryProperty.ALL.forEach(property -> file.append("  /** ")
                .append(property.doc())
                .append(" */\n  readonly ")
                .append(property.name())
                .append(": ")
                .append(javaScript(property.shape()))
                .append(";\n"));
        file.append("  readonly [field: string]: any;\n}\n");
        javaScriptInterface(file, "Ledger", "A ledger of the guild.", Owner.LEDGER);
        javaScriptInterface(file, "Test", "What a test is given.", Owner.TEST);
        for (HostFunction function : ApiReference.of(Owner.GLOBAL)) {
            file.append("\n/** ").append(function.doc()).append(" */\ndeclare function ");
            javaScriptSignature(file, function);
        }
        return file.toString();
    }

    private static void javaScriptInterface(StringBuilder file, String name, String doc, Owner owner) {
        file.append("\n/** ").append(doc).append(" */\ninterface ").append(name).append(" {\n");
        for (HostFunction function : ApiReference.of(owner)) {
            file.append("  /** ").append(function.doc()).append(" */\n  ");
            javaScriptSignature(file, function);
        }
        file.append("}\n");
    }

    private static void javaScriptSignature(StringBuilder file, HostFunction function) {
        file.append(function.name())
                .append(function.parameters().stream()
                        .map(Typings::javaScript)
                        .collect(Collectors.joining(", ", "(", ")")))
                .append(": ")
                .append(javaScript(function.result()))
                .append(";\n");
    }

    private static String javaScript(Parameter parameter) {
        if (parameter.name().equals("...")) {
            return "...args: " + javaScript(parameter.shape()) + "[]";
        }
        return parameter.name() + (parameter.optional() ? "?: " : ": ") + javaScript(parameter.shape());
    }

    private static String javaScript(Shape shape) {
        return switch (shape) {
            case NOTHING -> "void";
            case TEXT, NAME, KEY_TEXT -> "string";
            case NUMBER -> "number";
            case ANYTHING, DATA -> "any";
            case FIELDS -> "{ [name: string]: any }";
            case KEY -> "Key";
            case ENTRY_OR_KEY -> "Entry | string";
            case LEDGER -> "Ledger";
            case INIT_FUNCTION -> "(state: any) => void";
            case HANDLER -> "(state: any, e: Entry) => void";
            case HANDLERS -> "{ [type: string]: (state: any, e: Entry) => void }";
            case VIEW_FUNCTION -> "(state: any, args: any[]) => any";
            case TEST_FUNCTION -> "(t: Test) => void";
            case FUNCTION -> "() => void";
        };
    }
}
