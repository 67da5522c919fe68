package io.ledgerstone.lua;

import java.util.List;
import java.util.Random;

/** Kinds of random Lua expressions that mean the same in every Lua 5.1. */
enum PeerCases {
    /** Numbers as texts. */
    NUMBERS {
        @Override
        String next(Random random) {
            return "tostring(" + number(random) + ")";
        }
    },
    /** Arithmetic, comparisons and joining. */
    OPERATORS {
        @Override
        String next(Random random) {
            String a = operand(random);
            String b = operand(random);
            String[] operators = {"+", "-", "*", "/", "%", "^", "<", "<=", "==", "..", "and", "or"};
            return a + " " + pick(random, operators) + " " + b;
        }
    },
    /** Texts as numbers. */
    PARSING {
        @Override
        String next(Random random) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(7); i >= 0; i--) {
                text.append(pick(random, "0", "1", "7", "9", ".", "e", "-", "+", " ", "x", "a", "f", "0x", "1e2"));
            }
            // C reads fractions in hexadecimal.
            String number =
                    text.indexOf("x") < 0 ? text.toString() : text.toString().replace(".", "");
            // C wraps negative numbers in other bases around; ours are negative.
            boolean based = random.nextInt(3) == 0 && text.indexOf("-") < 0;
            return "tonumber('" + number + "'" + (based ? ", " + (2 + random.nextInt(35)) : "") + ")";
        }
    },
    /** {@code string.format}. */
    FORMATS {
        @Override
        String next(Random random) {
            StringBuilder flags = new StringBuilder("%");
            for (String flag : List.of("-", "+", " ", "#", "0")) {
                flags.append(random.nextInt(4) == 0 ? flag : "");
            }
            flags.append(random.nextInt(2) == 0 ? Integer.toString(1 + random.nextInt(24)) : "");
            flags.append(random.nextInt(2) == 0 ? "." + random.nextInt(20) : "");
            String kind = pick(random, "d", "i", "u", "o", "x", "X", "e", "E", "f", "g", "G", "s", "q", "c");
            String argument = switch (kind) {
                case "s" -> text(random).replace("\\0", ""); // C ends a text there.
                case "q" -> text(random);
                case "c" -> Integer.toString(random.nextInt(256));
                case "d", "i", "u", "o", "x", "X" -> integer(random);
                default -> number(random);
            };
            return "string.format('<" + (kind.equals("q") ? "%" : flags) + kind + ">', " + argument + ")";
        }
    },
    /** Patterns. */
    PATTERNS {
        @Override
        String next(Random random) {
            String pattern = "'" + pattern(random) + "'";
            String text = text(random);
            return switch (random.nextInt(4)) {
                case 0 -> "string.find(" + text + ", " + pattern + ", " + (random.nextInt(9) - 4) + ")";
                case 1 -> "string.match(" + text + ", " + pattern + ")";
                case 2 ->
                    "(function() local all = {} for a, b in string.gmatch(" + text + ", " + pattern
                            + ") do all[#all + 1] = a all[#all + 1] = b or 0 end return all end)()";
                default -> "string.gsub(" + text + ", " + pattern + ", " + replacement(random) + ")";
            };
        }
    },
    /** The other functions on texts. */
    TEXTS {
        @Override
        String next(Random random) {
            String text = text(random);
            int i = random.nextInt(13) - 6;
            int j = random.nextInt(13) - 6;
            return switch (random.nextInt(8)) {
                case 0 -> "string.sub(" + text + ", " + i + ", " + j + ")";
                case 1 -> "string.byte(" + text + ", " + i + ", " + j + ")";
                case 2 -> "string.rep(" + text + ", " + i + ")";
                case 3 -> "string.reverse(" + text + ")";
                case 4 -> "(" + text + "):upper(), (" + text + "):lower(), #" + text;
                case 5 -> "string.find(" + text + ", " + text(random) + ", " + i + ", true)";
                case 6 -> text + " < " + text(random) + ", " + text + " <= " + text(random);
                default -> "select(" + i + ", 'a', 'b', 'c', " + j + ")";
            };
        }
    },
    /** Tables as lists. */
    LISTS {
        @Override
        String next(Random random) {
            StringBuilder script = new StringBuilder("(function() local t = {");
            for (int i = random.nextInt(8); i > 0; i--) {
                script.append(random.nextInt(100)).append(',');
            }
            script.append("} ");
            for (int i = random.nextInt(6); i >= 0; i--) {
                script.append(
                        switch (random.nextInt(7)) {
                            case 0 -> "table.insert(t, " + random.nextInt(100) + ") ";
                            case 1 ->
                                "table.insert(t, " + (1 + random.nextInt(3)) + " % (#t + 1) + 1, " + random.nextInt(100)
                                        + ") ";
                            case 2 -> "table.remove(t) ";
                            case 3 -> "if #t > 0 then table.remove(t, " + random.nextInt(9) + " % #t + 1) end ";
                            case 4 -> "table.sort(t) ";
                            case 5 -> "table.sort(t, function(a, b) return a > b end) ";
                            default -> "t[#t + 1] = " + random.nextInt(100) + " ";
                        });
            }
            script.append("return table.concat(t, ','), #t, table.maxn(t), unpack(t) end)()");
            return script.toString();
        }
    },
    /** Loops, branches, closures and results of several values, nested at random. */
    PROGRAMS {
        @Override
        String next(Random random) {
            return "(function(...) " + new RandomProgram(random).text() + " end)(3, 5, 'z')";
        }
    },
    /** Mathematics that is exact everywhere. */
    MATHEMATICS {
        @Override
        String next(Random random) {
            String function =
                    pick(random, "floor", "ceil", "abs", "sqrt", "modf", "frexp", "fmod", "max", "min", "ldexp");
            String first = number(random);
            return switch (function) {
                case "fmod", "max", "min" -> "math." + function + "(" + first + ", " + number(random) + ")";
                case "ldexp" -> "math.ldexp(" + first + ", " + (random.nextInt(40) - 20) + ")";
                default -> "math." + function + "(" + first + ")";
            };
        }
    };

    /** What was wrong once. */
    static final List<String> REMEMBERED = List.of(
            "tostring(1/3), tostring(1e15), tostring(2^53), tostring(1e100), tostring(5e-324), tostring(100*1.1)",
            "('THE (quick) fox'):find('%f[%a]%a+%f[%A]')",
            "('x'):rep(-1), ('x'):rep(0)",
            "string.format('%5.2f|%.0f|%.2f|%10s|%.3s|%x|%#x', 3.14159, 0.5, 1.005, 'a', 'abcdef', 255, 255)",
            "string.format('%d', 2^53), string.format('%g', 1e20), string.format('%q', 'a\\n\\0\"')",
            "#{1, 2, nil, 4}, #{nil, nil, 3}, #{n = 1}",
            "select('#', (function() end)()), (function() end)() == nil, select('#', nil, nil)",
            "0/0 ~= 0/0, 1/0, -1/0, 5 % -3, -5 % 3, 5.5 % 2, -6 % 0 ~= -6 % 0",
            "tonumber('0x10'), tonumber('0x'), tonumber(''), tonumber(' 7 '), tonumber('1e'), tonumber('z', 36)",
            "pcall(error), pcall(error, nil), pcall(error, 'x', 0), select('#', pcall(error))",
            "next({}), type(next), rawequal('a', 'a'), rawget({5}, 1), unpack({1, 2, 3}, 2)",
            "('a,b,,c'):gsub(',', ';'), ('abc'):gsub('', '-'), ('abc'):gsub('%w', '%0%0', 2)",
            "('hello world'):match('^(%w+)'), ('key = value'):match('(%w+)%s*=%s*(%w+)'), ('x'):match('()')",
            "'10' + 1, '0x10' * 2, 10 .. 20, '3' ^ 2, -'2'",
            "pcall(function() return '-' * 1.5 end), pcall(function() return '0x' + 1 end), '-5' - '-2', ' 4 ' * 2",
            "pcall(function() return 1 < '2' end), pcall(function() return {} < {} end), 'a' < 'b', 'Z' < 'a'",
            "(function(...) local a, b = ... return select('#', ...), a, b end)(nil, nil)",
            "math.max(1, 2.5, -3), math.min(4), math.floor(-0.5), math.ceil(0.2), math.huge, -math.huge",
            "table.concat({}, ','), table.concat({1, 2, 3}, ', ', 2, 3), table.concat({'a'}, 'x', 1, 1)");

    /** An expression. */
    abstract String next(Random random);

    private static String pick(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static String number(Random random) {
        double number = switch (random.nextInt(6)) {
            case 0 -> random.nextInt(2001) - 1000;
            case 1 -> (random.nextInt(2001) - 1000) / 8.0;
            case 2 -> random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
            case 3 -> random.nextLong();
            case 4 -> random.nextInt(100_000) / 100.0;
            default -> Double.longBitsToDouble(random.nextLong() & 0x7FEF_FFFF_FFFF_FFFFL);
        };
        return "(" + number + ")";
    }

    private static String integer(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> Integer.toString(random.nextInt(512) - 256);
            case 1 -> Long.toString(random.nextLong() >> 12);
            default -> Integer.toString(random.nextInt());
        };
    }

    private static String operand(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> "'" + random.nextInt(20) + "'";
            case 1 -> text(random).replace("\\0", ""); // C reads a number up to there.
            case 2 -> pick(random, "nil", "true", "false", "{}");
            default -> "(" + (random.nextInt(41) - 20) / (random.nextBoolean() ? 1.0 : 4.0) + ")";
        };
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder("'");
        for (int i = random.nextInt(10); i > 0; i--) {
            text.append(pick(
                    random, "a", "b", "c", "A", "1", "2", " ", ".", "(", ")", "%", "-", "\\n", "\\0", "\\200", "ä"));
        }
        return text.append('\'').toString();
    }

    private static String pattern(Random random) {
        StringBuilder pattern = new StringBuilder(random.nextInt(5) == 0 ? "^" : "");
        int open = 0;
        for (int i = 1 + random.nextInt(5); i > 0; i--) {
            switch (random.nextInt(12)) {
                case 0 -> {
                    pattern.append('(');
                    open++;
                }
                case 1 -> {
                    pattern.append(open > 0 ? ")" : "()");
                    open -= open > 0 ? 1 : 0;
                }
                case 2 -> pattern.append(pick(random, "%b()", "%f[%a]", "%f[^%w]", "%1", "%bab"));
                default -> {
                    pattern.append(pick(
                            random, "a", "b", ".", "%a", "%d", "%s", "%w", "%A", "%p", "%z", "[ab]", "[^a]", "[a-c1]",
                            "[%d%s]", "[]a]", "%.", "%%", "%-", "%u", "%l", "%x", "%c"));
                    pattern.append(pick(random, "", "", "*", "+", "-", "?"));
                }
            }
        }
        pattern.append(")".repeat(open));
        return pattern.append(random.nextInt(6) == 0 ? "$" : "").toString();
    }

    private static String replacement(Random random) {
        return pick(random, "'<%0>'", "'%%'", "'x'", "'%1'", "{ a = 1, b = 'two', c = false }", "string.upper", "''");
    }
}
