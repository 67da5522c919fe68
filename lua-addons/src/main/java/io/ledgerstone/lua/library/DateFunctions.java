package io.ledgerstone.lua.library;

import io.ledgerstone.lua.runtime.Machine;
import io.ledgerstone.lua.runtime.Table;
import io.ledgerstone.lua.runtime.Texts;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** {@code date} and {@code time} as functions of their arguments: no clock, no time zone but UTC. */
final class DateFunctions {
    private static final long SECONDS_MAX = 253_402_300_799L;

    private static final List<String> WEEKDAYS =
            List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");

    private static final List<String> MONTHS = List.of(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December");

    private final Machine machine;

    private DateFunctions(Machine machine) {
        this.machine = machine;
    }

    static void define(Machine machine, Table globals) {
        DateFunctions dates = new DateFunctions(machine);
        define(globals, "date", dates::date);
        define(globals, "time", DateFunctions::time);
        define(globals, "difftime", args -> LuaValue.valueOf(args.number(1) - args.number(2, 0)));
    }

    private static void define(Table globals, String name, Native.Body body) {
        globals.rawset(LuaString.valueOf(name), new Native(name, body));
    }

    private static LuaError noClock(String instead) {
        return new LuaError("addons have no clock: every member's copy must come out the same; " + instead);
    }

    private LuaValue date(Args args) {
        String format = args.isNil(1) ? "%c" : args.name(1);
        if (args.isNil(2)) {
            throw noClock("give 'date' a time, such as date(\"!%Y-%m-%d\", e.time)");
        }
        double seconds = args.number(2);
        if (!(Math.abs(seconds) <= SECONDS_MAX)) {
            throw args.wrong(2, "seconds since 1970 expected");
        }
        LocalDateTime time = LocalDateTime.ofEpochSecond((long) seconds, 0, ZoneOffset.UTC);
        String plain = format.startsWith("!") ? format.substring(1) : format;
        return plain.startsWith("*t") ? parts(time) : Texts.lua(written(time, plain));
    }

    private Table parts(LocalDateTime time) {
        Table parts = machine.table();
        set(parts, "year", time.getYear());
        set(parts, "month", time.getMonthValue());
        set(parts, "day", time.getDayOfMonth());
        set(parts, "hour", time.getHour());
        set(parts, "min", time.getMinute());
        set(parts, "sec", time.getSecond());
        set(parts, "wday", weekday(time) + 1);
        set(parts, "yday", time.getDayOfYear());
        parts.rawset(LuaString.valueOf("isdst"), LuaValue.FALSE);
        return parts;
    }

    private static void set(Table parts, String name, int value) {
        parts.rawset(LuaString.valueOf(name), LuaValue.valueOf(value));
    }

    private String written(LocalDateTime time, String format) {
        machine.text(format.length());
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%' || i + 1 == format.length()) {
                text.append(c);
            } else {
                text.append(field(time, format.charAt(++i)));
            }
        }
        return text.toString();
    }

    private static String field(LocalDateTime time, char field) {
        int hour = time.getHour();
        return switch (field) {
            case 'a' -> WEEKDAYS.get(weekday(time)).substring(0, 3);
            case 'A' -> WEEKDAYS.get(weekday(time));
            case 'b' -> MONTHS.get(time.getMonthValue() - 1).substring(0, 3);
            case 'B' -> MONTHS.get(time.getMonthValue() - 1);
            case 'c' ->
                all(time, 'a', ' ', 'b', ' ') + padded(time.getDayOfMonth(), ' ') + all(time, ' ', 'X', ' ', 'Y');
            case 'd' -> padded(time.getDayOfMonth(), '0');
            case 'H' -> padded(hour, '0');
            case 'I' -> padded((hour + 11) % 12 + 1, '0');
            case 'j' -> (time.getDayOfYear() < 100 ? "0" : "") + padded(time.getDayOfYear(), '0');
            case 'm' -> padded(time.getMonthValue(), '0');
            case 'M' -> padded(time.getMinute(), '0');
            case 'p' -> hour < 12 ? "AM" : "PM";
            case 'S' -> padded(time.getSecond(), '0');
            case 'w' -> Integer.toString(weekday(time));
            case 'x' -> all(time, 'm', '/', 'd', '/', 'y');
            case 'X' -> all(time, 'H', ':', 'M', ':', 'S');
            case 'y' -> padded(Math.floorMod(time.getYear(), 100), '0');
            case 'Y' -> Integer.toString(time.getYear());
            case '%' -> "%";
            default -> throw new LuaError("'date' does not know %" + field);
        };
    }

    private static String all(LocalDateTime time, char... fields) {
        StringBuilder text = new StringBuilder();
        for (char field : fields) {
            text.append(Character.isLetter(field) ? field(time, field) : field);
        }
        return text.toString();
    }

    private static String padded(int number, char with) {
        return number < 10 ? with + Integer.toString(number) : Integer.toString(number);
    }

    private static int weekday(LocalDateTime time) {
        return time.getDayOfWeek().getValue() % 7;
    }

    private static LuaValue time(Args args) {
        if (args.isNil(1)) {
            throw noClock("use e.time, the time of the entry");
        }
        Table parts = args.table(1);
        try {
            LocalDateTime start = LocalDateTime.of(part(parts, "year", null), 1, 1, 0, 0);
            return LuaValue.valueOf((double) start.plusMonths(part(parts, "month", null) - 1L)
                    .plusDays(part(parts, "day", null) - 1L)
                    .plusHours(part(parts, "hour", 12))
                    .plusMinutes(part(parts, "min", 0))
                    .plusSeconds(part(parts, "sec", 0))
                    .toEpochSecond(ZoneOffset.UTC));
        } catch (DateTimeException | ArithmeticException e) {
            throw new LuaError("'time' was given a date out of range");
        }
    }

    private static int part(Table parts, String name, @Nullable Integer otherwise) {
        LuaValue value = parts.get(LuaString.valueOf(name));
        if (!value.isnumber()) {
            if (otherwise == null) {
                throw new LuaError("field '" + name + "' missing in date table");
            }
            return otherwise;
        }
        return (int) value.todouble();
    }
}
