package io.ledgerstone.lua.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgerstone.addon.AddonLimits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

class TableTest {
    private static final long SEED = Long.getLong("ledgerstone.seed", 20_261_121L);

    private final Machine machine = new Machine(AddonLimits.DEFAULT);
    private final Machine.Frame frame = machine.beginUnbounded();

    private Table table() {
        return new Table(machine);
    }

    private static LuaValue text(String text) {
        return LuaString.valueOf(text);
    }

    private static List<String> walked(Table table) {
        List<String> keys = new ArrayList<>();
        Walk walk = new Walk(table);
        for (Varargs next = walk.invoke(LuaValue.NONE); !next.arg1().isnil(); next = walk.invoke(LuaValue.NONE)) {
            keys.add(next.arg1() + "=" + next.arg(2));
        }
        return keys;
    }

    private static List<String> stepped(Table table) {
        List<String> keys = new ArrayList<>();
        for (Varargs next = table.next(LuaValue.NIL); !next.arg1().isnil(); next = table.next(next.arg1())) {
            keys.add(next.arg1() + "=" + next.arg(2));
        }
        return keys;
    }

    /** What the order should be: the list from 1, then the other keys as they came. */
    private static List<String> expected(Map<LuaValue, LuaValue> list, Map<LuaValue, LuaValue> others) {
        List<String> keys = new ArrayList<>();
        list.forEach((key, value) -> keys.add(key + "=" + value));
        others.forEach((key, value) -> keys.add(key + "=" + value));
        return keys;
    }

    @Test
    void randomUseKeepsContentAndOrderOfInsertion() {
        for (int round = 0; round < 200; round++) {
            Random random = new Random(SEED + round);
            Table table = table();
            Map<LuaValue, LuaValue> model = new LinkedHashMap<>();
            for (int i = 0; i < 300; i++) {
                LuaValue key = random.nextBoolean()
                        ? text("k" + random.nextInt(30))
                        : LuaValue.valueOf(0.5 + random.nextInt(30));
                LuaValue value = random.nextInt(3) == 0 ? LuaValue.NIL : LuaInteger.valueOf(i);
                table.rawset(key, value);
                if (value.isnil()) {
                    model.remove(key);
                } else {
                    model.put(key, value);
                }
            }
            assertThat(walked(table)).as("seed %d", SEED + round).isEqualTo(expected(Map.of(), model));
            assertThat(stepped(table)).as("seed %d", SEED + round).isEqualTo(expected(Map.of(), model));
            assertThat(table.count()).isEqualTo(model.size());
        }
    }

    @Test
    void randomUseOfWholeKeysKeepsContentAndAnEnd() {
        for (int round = 0; round < 200; round++) {
            Random random = new Random(SEED + round);
            Table table = table();
            Map<Integer, LuaValue> model = new LinkedHashMap<>();
            for (int i = 0; i < 300; i++) {
                int key = 1 + random.nextInt(24);
                LuaValue value = random.nextInt(3) == 0 ? LuaValue.NIL : LuaInteger.valueOf(i);
                table.set(LuaInteger.valueOf(key), value);
                if (value.isnil()) {
                    model.remove(key);
                } else {
                    model.put(key, value);
                }
                int length = table.rawlen();
                assertThat(length == 0 || model.containsKey(length))
                        .as("seed %d", SEED + round)
                        .isTrue();
                assertThat(model.containsKey(length + 1))
                        .as("seed %d", SEED + round)
                        .isFalse();
            }
            for (int key = 1; key <= 24; key++) {
                assertThat(table.rawget(key)).isEqualTo(model.getOrDefault(key, LuaValue.NIL));
            }
            assertThat(walked(table))
                    .as("seed %d", SEED + round)
                    .isEqualTo(stepped(table))
                    .hasSize(model.size());
            assertThat(table.count()).isEqualTo(model.size());
        }
    }

    @Test
    void everyKindOfKeyComesInTheOrderItWasPutIn() {
        Table table = table();
        List<LuaValue> keys = List.of(
                LuaValue.TRUE,
                table(),
                text("a"),
                LuaValue.valueOf(0.5),
                LuaValue.FALSE,
                table(),
                text("b"),
                LuaInteger.valueOf(-1),
                LuaInteger.valueOf(1 << 30),
                table(),
                new Walk(table()),
                LuaInteger.valueOf(0));
        int value = 0;
        List<String> order = new ArrayList<>();
        for (LuaValue key : keys) {
            table.rawset(key, LuaInteger.valueOf(++value));
            order.add(key + "=" + value);
        }
        assertThat(walked(table)).isEqualTo(order);
    }

    @Test
    void keyPutInAgainComesLast() {
        Table table = table();
        for (String key : List.of("a", "b", "c")) {
            table.rawset(text(key), LuaValue.ONE);
        }
        table.rawset(text("a"), LuaValue.NIL);
        table.rawset(text("b"), LuaInteger.valueOf(2));
        table.rawset(text("a"), LuaValue.ONE);
        assertThat(walked(table)).containsExactly("b=2", "c=1", "a=1");
    }

    @Test
    void listTakesInWhatFollowsIt() {
        Table table = table();
        for (int key : new int[] {3, 5, 1, 2}) {
            table.set(LuaInteger.valueOf(key), LuaInteger.valueOf(key * 10));
        }
        assertThat(walked(table)).containsExactly("1=10", "2=20", "3=30", "5=50");
        assertThat(table.rawlen()).isEqualTo(3);
        assertThat(table.isList()).isFalse();
        table.set(LuaInteger.valueOf(4), LuaValue.ONE);
        assertThat(table.rawlen()).isEqualTo(5);
        assertThat(table.isList()).isTrue();
    }

    @Test
    void queueDoesNotKeepThePlacesOfWhatLeft() {
        Table table = table();
        int head = 1;
        for (int tail = 1; tail <= 100_000; tail++) {
            table.set(LuaInteger.valueOf(tail), LuaInteger.valueOf(tail));
            if (tail - head >= 10) {
                table.set(LuaInteger.valueOf(head++), LuaValue.NIL);
            }
        }
        assertThat(table.count()).isEqualTo(10);
        List<String> left = new ArrayList<>();
        for (int i = head; i <= 100_000; i++) {
            left.add(i + "=" + i);
        }
        assertThat(walked(table)).isEqualTo(left);
    }

    @Test
    void walkMayRemoveAndChangeWhatItVisits() {
        Table table = table();
        for (int i = 1; i <= 5; i++) {
            table.set(LuaInteger.valueOf(i), LuaValue.ONE);
            table.rawset(text("k" + i), LuaValue.ONE);
        }
        Walk walk = new Walk(table);
        List<String> visited = new ArrayList<>();
        for (Varargs next = walk.invoke(LuaValue.NONE); !next.arg1().isnil(); next = walk.invoke(LuaValue.NONE)) {
            visited.add(next.arg1().tojstring());
            table.rawset(next.arg1(), LuaValue.NIL);
        }
        assertThat(visited).containsExactly("1", "2", "3", "4", "5", "k1", "k2", "k3", "k4", "k5");
        assertThat(table.count()).isZero();
    }

    @Test
    void walkDoesNotVisitWhatCameLater() {
        Table table = table();
        table.rawset(text("a"), LuaValue.ONE);
        table.rawset(text("b"), LuaValue.ONE);
        Walk walk = new Walk(table);
        List<String> visited = new ArrayList<>();
        for (Varargs next = walk.invoke(LuaValue.NONE); !next.arg1().isnil(); next = walk.invoke(LuaValue.NONE)) {
            visited.add(next.arg1().tojstring());
            table.rawset(next.arg1(), LuaValue.NIL);
            table.rawset(next.arg1(), LuaValue.ONE);
        }
        assertThat(visited).containsExactly("a", "b");
        assertThat(walked(table)).containsExactly("a=1", "b=1");
    }

    @Test
    void closedTableTellsWhyItCannotBeChanged() {
        Table table = table();
        table.rawset(text("a"), LuaValue.ONE);
        table.close("look, do not touch");
        List<Runnable> writes = List.of(
                () -> table.set(text("a"), LuaValue.ZERO),
                () -> table.set(1, LuaValue.ZERO),
                () -> table.rawset(text("b"), LuaValue.ZERO),
                () -> table.rawset(1, LuaValue.ZERO),
                () -> table.setmetatable(table()),
                table::wipe);
        writes.forEach(write ->
                assertThatThrownBy(write::run).isInstanceOf(LuaError.class).hasMessage("look, do not touch"));
        assertThat(walked(table)).containsExactly("a=1");
    }

    @Test
    void growthCostsSteps() {
        Machine.Frame counted = machine.begin();
        assertThatThrownBy(() -> {
                    Table table = table();
                    for (int i = 1; ; i++) {
                        table.set(LuaInteger.valueOf(i), LuaValue.ONE);
                    }
                })
                .isInstanceOf(Exhausted.class)
                .hasMessageContaining("10,000,000 steps");
        machine.end(counted);
        machine.end(frame);
    }
}
