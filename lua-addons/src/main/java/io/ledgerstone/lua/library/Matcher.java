package io.ledgerstone.lua.library;

import io.ledgerstone.lua.runtime.Machine;
import io.ledgerstone.lua.runtime.Numbers;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * One attempt to match a Lua 5.1 pattern with a text. Every comparison of a byte counts; some of them make a step, so that a
 * pattern that tries without end is stopped like a loop.
 */
final class Matcher {
    /** Captures of one pattern. */
    static final int CAPTURES_MAX = 32;

    private static final int COMPARISONS_PER_STEP = 8;
    private static final int DEPTH_MAX = 200;
    private static final int OPEN = -1;
    private static final int POSITION = -2;
    private static final int NO_MATCH = -1;

    private final Machine machine;
    private final LuaString text;
    private final LuaString pattern;
    private final int[] starts = new int[CAPTURES_MAX];
    private final int[] lengths = new int[CAPTURES_MAX];
    private int captures;
    private int depth;
    private int comparisons;

    Matcher(Machine machine, LuaString text, LuaString pattern) {
        this.machine = machine;
        this.text = text;
        this.pattern = pattern;
    }

    /** Where a match that starts here ends, or -1. */
    int match(int start, int patternStart) {
        captures = 0;
        depth = 0;
        return run(start, patternStart);
    }

    private int run(int start, int patternStart) {
        if (++depth > DEPTH_MAX) {
            throw new LuaError("pattern too complex");
        }
        try {
            return items(start, patternStart);
        } finally {
            depth--;
        }
    }

    private int items(int start, int patternStart) {
        int s = start;
        int p = patternStart;
        int end = pattern.m_length;
        while (p < end) {
            int c = pattern.luaByte(p);
            if (c == '(') {
                boolean position = p + 1 < end && pattern.luaByte(p + 1) == ')';
                return position ? open(s, p + 2, POSITION) : open(s, p + 1, OPEN);
            }
            if (c == ')') {
                return close(s, p + 1);
            }
            if (c == '$' && p + 1 == end) {
                return s == text.m_length ? s : NO_MATCH;
            }
            int special = c == '%' && p + 1 < end ? pattern.luaByte(p + 1) : 0;
            if (special == 'b' || special == 'f' || isDigit(special)) {
                s = special(s, p, special);
                if (s < 0) {
                    return NO_MATCH;
                }
                p = special == 'b' ? p + 4 : special == 'f' ? classEnd(p + 2) : p + 2;
                continue;
            }
            int next = classEnd(p);
            int suffix = next < end ? pattern.luaByte(next) : 0;
            switch (suffix) {
                case '?' -> {
                    if (single(s, p, next)) {
                        int rest = run(s + 1, next + 1);
                        if (rest >= 0) {
                            return rest;
                        }
                    }
                    p = next + 1;
                }
                case '*' -> {
                    return greedy(s, p, next);
                }
                case '+' -> {
                    return single(s, p, next) ? greedy(s + 1, p, next) : NO_MATCH;
                }
                case '-' -> {
                    return lazy(s, p, next);
                }
                default -> {
                    if (!single(s, p, next)) {
                        return NO_MATCH;
                    }
                    s++;
                    p = next;
                }
            }
        }
        return s;
    }

    private int special(int s, int p, int kind) {
        return switch (kind) {
            case 'b' -> balance(s, p + 2);
            case 'f' -> frontier(s, p + 2);
            default -> again(s, kind);
        };
    }

    private int greedy(int s, int p, int next) {
        int count = 0;
        while (single(s + count, p, next)) {
            count++;
        }
        for (; count >= 0; count--) {
            int rest = run(s + count, next + 1);
            if (rest >= 0) {
                return rest;
            }
        }
        return NO_MATCH;
    }

    private int lazy(int start, int p, int next) {
        int s = start;
        while (true) {
            int rest = run(s, next + 1);
            if (rest >= 0) {
                return rest;
            }
            if (!single(s, p, next)) {
                return NO_MATCH;
            }
            s++;
        }
    }

    private int open(int s, int p, int kind) {
        if (captures >= CAPTURES_MAX) {
            throw new LuaError("too many captures");
        }
        starts[captures] = s;
        lengths[captures] = kind;
        captures++;
        int rest = run(s, p);
        if (rest < 0) {
            captures--;
        }
        return rest;
    }

    private int close(int s, int p) {
        int last = captures - 1;
        while (last >= 0 && lengths[last] != OPEN) {
            last--;
        }
        if (last < 0) {
            throw new LuaError("invalid pattern capture");
        }
        lengths[last] = s - starts[last];
        int rest = run(s, p);
        if (rest < 0) {
            lengths[last] = OPEN;
        }
        return rest;
    }

    private int balance(int s, int p) {
        if (p + 1 >= pattern.m_length) {
            throw new LuaError("unbalanced pattern");
        }
        int first = pattern.luaByte(p);
        int last = pattern.luaByte(p + 1);
        if (s >= text.m_length || text.luaByte(s) != first) {
            return NO_MATCH;
        }
        int inside = 1;
        for (int i = s + 1; i < text.m_length; i++) {
            compared();
            int c = text.luaByte(i);
            if (c == last) {
                if (--inside == 0) {
                    return i + 1;
                }
            } else if (c == first) {
                inside++;
            }
        }
        return NO_MATCH;
    }

    private int frontier(int s, int p) {
        if (p >= pattern.m_length || pattern.luaByte(p) != '[') {
            throw new LuaError("missing '[' after a frontier in pattern");
        }
        int end = classEnd(p);
        int before = s == 0 ? 0 : text.luaByte(s - 1);
        int after = s < text.m_length ? text.luaByte(s) : 0;
        return !inSet(before, p, end - 1) && inSet(after, p, end - 1) ? s : NO_MATCH;
    }

    private int again(int s, int digit) {
        int capture = digit - '1';
        if (capture < 0 || capture >= captures || lengths[capture] == OPEN) {
            throw new LuaError("invalid capture index");
        }
        int length = lengths[capture];
        if (length == POSITION) {
            return NO_MATCH;
        }
        for (int i = 0; i < length; i++) {
            compared();
            if (s + i >= text.m_length || text.luaByte(s + i) != text.luaByte(starts[capture] + i)) {
                return NO_MATCH;
            }
        }
        return s + length;
    }

    private int classEnd(int start) {
        int p = start;
        int end = pattern.m_length;
        if (p >= end) {
            throw new LuaError("malformed pattern (missing class)");
        }
        int c = pattern.luaByte(p++);
        if (c == '%') {
            if (p >= end) {
                throw new LuaError("malformed pattern (ends with '%')");
            }
            return p + 1;
        }
        if (c != '[') {
            return p;
        }
        if (p < end && pattern.luaByte(p) == '^') {
            p++;
        }
        do {
            if (p >= end) {
                throw new LuaError("malformed pattern (missing ']')");
            }
            if (pattern.luaByte(p++) == '%' && p < end) {
                p++;
            }
        } while (p >= end || pattern.luaByte(p) != ']');
        return p + 1;
    }

    private void compared() {
        if (++comparisons == COMPARISONS_PER_STEP) {
            comparisons = 0;
            machine.tick();
        }
    }

    private boolean single(int s, int p, int next) {
        compared();
        if (s >= text.m_length) {
            return false;
        }
        int c = text.luaByte(s);
        int kind = pattern.luaByte(p);
        return switch (kind) {
            case '.' -> true;
            case '%' -> inClass(c, pattern.luaByte(p + 1));
            case '[' -> inSet(c, p, next - 1);
            default -> kind == c;
        };
    }

    private boolean inSet(int c, int start, int end) {
        int p = start + 1;
        boolean wanted = true;
        if (pattern.luaByte(p) == '^') {
            wanted = false;
            p++;
        }
        for (; p < end; p++) {
            compared();
            int first = pattern.luaByte(p);
            if (first == '%') {
                p++;
                if (inClass(c, pattern.luaByte(p))) {
                    return wanted;
                }
            } else if (p + 2 < end && pattern.luaByte(p + 1) == '-') {
                if (first <= c && c <= pattern.luaByte(p + 2)) {
                    return wanted;
                }
                p += 2;
            } else if (first == c) {
                return wanted;
            }
        }
        return !wanted;
    }

    private static boolean inClass(int c, int kind) {
        boolean in = switch (kind | 0x20) {
            case 'a' -> isAlpha(c);
            case 'c' -> c < 32 || c == 127;
            case 'd' -> isDigit(c);
            case 'l' -> c >= 'a' && c <= 'z';
            case 'p' -> c > 32 && c < 127 && !isAlpha(c) && !isDigit(c);
            case 's' -> Numbers.isSpace(c);
            case 'u' -> c >= 'A' && c <= 'Z';
            case 'w' -> isAlpha(c) || isDigit(c);
            case 'x' -> isDigit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
            case 'z' -> c == 0;
            default -> kind == c;
        };
        boolean letter = isAlpha(kind) && "acdlpsuwxz".indexOf(kind | 0x20) >= 0;
        return letter ? in == (kind >= 'a') : kind == c;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isAlpha(int c) {
        return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    }

    /** How many captures the last match has. */
    int captures() {
        return captures;
    }

    /** A capture, counted from 0; the whole match if the pattern has none. */
    LuaValue capture(int i, int start, int end) {
        if (i >= captures) {
            if (i > 0) {
                throw new LuaError("invalid capture index");
            }
            return piece(start, end);
        }
        if (lengths[i] == OPEN) {
            throw new LuaError("unfinished capture");
        }
        return lengths[i] == POSITION ? LuaInteger.valueOf(starts[i] + 1) : piece(starts[i], starts[i] + lengths[i]);
    }

    /** All captures, or the whole match if there are none. */
    LuaValue[] all(int start, int end) {
        LuaValue[] all = new LuaValue[Math.max(1, captures)];
        for (int i = 0; i < all.length; i++) {
            all[i] = capture(i, start, end);
        }
        return all;
    }

    /** The whole match. */
    LuaString whole(int start, int end) {
        return piece(start, end);
    }

    private LuaString piece(int start, int end) {
        machine.text(end - start);
        return LuaString.valueOf(text.m_bytes, text.m_offset + start, end - start);
    }
}
