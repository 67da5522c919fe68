package io.ledgerstone.lua;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A random Lua function body that ends: what compilers get wrong is how locals, closures and jumps meet. */
final class RandomProgram {
    private static final int DEPTH_MAX = 3;

    private final Random random;
    private final StringBuilder text = new StringBuilder();
    private final List<String> locals = new ArrayList<>();
    private int names;
    private boolean varargs = true;

    RandomProgram(Random random) {
        this.random = random;
    }

    String text() {
        text.append("local out = {} local function put(x) if #out < 40 then out[#out + 1] = tostring(x) end end ");
        declare("1");
        declare("...");
        block(0, false);
        text.append("return table.concat(out, ' '), ").append(value()).append(", select('#', ...)");
        return text.toString();
    }

    private String declare(String initial) {
        String name = "v" + names++;
        text.append("local ").append(name).append(" = ").append(initial).append(' ');
        locals.add(name);
        return name;
    }

    private String local() {
        return locals.get(random.nextInt(locals.size()));
    }

    private String value() {
        return switch (random.nextInt(8)) {
            case 0 -> Integer.toString(random.nextInt(9));
            case 1 -> "(" + local() + " or 2)";
            case 2 -> "#out";
            case 3 -> "select('#', " + local() + (varargs ? ", ...)" : ", 0)");
            case 4 -> "(" + local() + " == " + local() + " and 1 or 7)";
            case 5 -> "((tonumber(" + local() + ") or 0) % 5 + 1)";
            default -> local();
        };
    }

    private String condition() {
        return switch (random.nextInt(5)) {
            case 0 -> "not " + local();
            case 1 -> local() + " == " + value();
            case 2 -> "#out % " + (2 + random.nextInt(3)) + " == 0";
            case 3 -> local() + " and " + local() + " ~= 1";
            default -> "(tonumber(" + local() + ") or 0) < " + random.nextInt(9);
        };
    }

    private void block(int depth, boolean inLoop) {
        int known = locals.size();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            statement(depth, inLoop);
        }
        if (inLoop && random.nextInt(4) == 0) {
            text.append("if ").append(condition()).append(" then break end ");
        }
        locals.subList(known, locals.size()).clear();
    }

    private void statement(int depth, boolean inLoop) {
        switch (depth >= DEPTH_MAX ? random.nextInt(4) : random.nextInt(13)) {
            case 0 -> declare(value());
            case 1 -> text.append(local()).append(" = ").append(value()).append(' ');
            case 2, 3 -> text.append("put(").append(value()).append(") ");
            case 4 -> {
                text.append("if ").append(condition()).append(" then ");
                block(depth + 1, inLoop);
                text.append(random.nextBoolean() ? "elseif " + condition() + " then " : "else ");
                block(depth + 1, inLoop);
                text.append("end ");
            }
            case 5 -> loop("for i" + ++names + " = 1, " + random.nextInt(4) + " do ", "i" + names, depth);
            case 6 -> loop("for _, e" + ++names + " in ipairs({ 4, " + value() + ", 6 }) do ", "e" + names, depth);
            case 7 -> {
                String count = "n" + ++names;
                text.append("local ").append(count).append(" = 0 ");
                // The body sees a copy: if it set the counter, the program might not end.
                loop(
                        "while " + count + " < 3 do " + count + " = " + count + " + 1 local w" + count + " = " + count
                                + " ",
                        "w" + count,
                        depth);
            }
            case 8 -> {
                String count = "n" + ++names;
                text.append("local ").append(count).append(" = 0 repeat ").append(count + " = " + count + " + 1 ");
                block(depth + 1, false);
                text.append("until ").append(count).append(" > 2 ");
            }
            case 9 -> {
                text.append("do ");
                block(depth + 1, inLoop);
                text.append("end ");
            }
            default -> closure(depth);
        }
    }

    private void loop(String head, String variable, int depth) {
        text.append(head);
        locals.add(variable);
        block(depth + 1, true);
        locals.removeLast();
        text.append("end ");
    }

    private void closure(int depth) {
        String name = "f" + ++names;
        boolean recursive = random.nextBoolean();
        text.append(recursive ? "local function " + name + "(p" : "local " + name + " = function(p")
                .append(names);
        String parameter = "p" + names;
        boolean outer = varargs;
        varargs = random.nextBoolean();
        text.append(varargs ? ", ...) " : ") ");
        int known = locals.size();
        locals.add(parameter);
        block(depth + 1, false);
        text.append("return ").append(value()).append(", ").append(local()).append(" end ");
        locals.subList(known, locals.size()).clear();
        varargs = outer;
        text.append("put(").append(name).append("(").append(local()).append(")) ");
        text.append(random.nextBoolean() ? "put(select('#', " + name + "(1, 2, 3))) " : "");
    }
}
