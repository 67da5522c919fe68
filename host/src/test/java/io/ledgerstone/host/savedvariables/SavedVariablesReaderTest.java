package io.ledgerstone.host.savedvariables;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.ledger.entry.InvalidEntryException.Reason;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.entry.Value;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SavedVariablesReaderTest {
    private final List<FoundRow> rows = new ArrayList<>();

    private ReadReport read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private ReadReport read(byte[] bytes) {
        rows.clear();
        return SavedVariablesReader.read(new ByteArrayInputStream(bytes), rows::add);
    }

    private FoundRow.Complete onlyRow() {
        assertThat(rows).hasSize(1);
        return (FoundRow.Complete) rows.getFirst();
    }

    private Value field(String literal) {
        ReadReport report = read("X = {{_a=1,_b=2,_c=3,_d=\"T\",v=" + literal + "}}");
        assertThat(report.damages()).isEmpty();
        Value value = onlyRow().fields().get("v");
        return value == null ? Value.NIL : value;
    }

    private Reason refusal(String row) {
        read("X = {" + row + "}");
        assertThat(rows).hasSize(1);
        return ((FoundRow.Refused) rows.getFirst()).reason();
    }

    @Test
    void rowOfTheIndentedLayoutIsFoundWithItsPath() {
        ReadReport report = read("""

                CLM2_DB = {
                	["cata alliance testrealm testers"] = {
                		["ledger"] = {
                			{
                				["_a"] = 43981,
                				["_b"] = -1,
                				["_c"] = 1700000007,
                				["_d"] = "P0",
                				["_e"] = 4476,
                				["g"] = {
                					4476, -- [1]
                					45057, -- [2]
                				},
                			}, -- [1]
                		},
                	},
                }
                Other = nil
                """);
        FoundRow.Complete row = onlyRow();
        assertThat(row.table()).isEqualTo("CLM2_DB[\"cata alliance testrealm testers\"].ledger");
        assertThat(row.item()).isEqualTo("[1]");
        assertThat(row.line()).isEqualTo(5);
        assertThat(row.layout()).isEqualTo(KeyLayout.CROSS_REALM);
        assertThat(row.key()).isEqualTo(Key.of(1700000007, -1, 4476, 43981));
        assertThat(row.type()).isEqualTo("P0");
        assertThat(row.fields().toMapping()).isEqualTo(Value.of(Map.of("g", List.of(4476, 45057))));
        assertThat(report.isWhole()).isTrue();
        assertThat(report.variables()).isEqualTo(2);
    }

    @Test
    void rowWithoutRealmIsClassic() {
        read("X={a={{_a=1,_b=0,_c=5,_d='T'}}}");
        assertThat(onlyRow().layout()).isEqualTo(KeyLayout.CLASSIC);
    }

    @Test
    void ledgersOfOneFileAreToldApartByPath() {
        read("A={x={{_a=1,_b=0,_c=5,_d='T'}};[7]={{_a=1,_b=0,_c=6,_d='T'},},}\nB={{_a=1,_b=0,_c=7,_d='T'}}");
        assertThat(rows).extracting(FoundRow::table).containsExactly("A.x", "A[7]", "B");
    }

    @Test
    void byteOrderMarkAndCarriageReturnsMakeNoDifference() {
        ReadReport report = read(
                "\uFEFFX = {\r\n{\r\n[\"_a\"] = 1,\r\n[\"_b\"] = 0,\r\n[\"_c\"] = 5,\r\n[\"_d\"] = \"T\",\r\n},\r\n}\r\n");
        assertThat(report.isWhole()).isTrue();
        assertThat(onlyRow().line()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            12, 12
            -12.5, -12.5
            1e3, 1000
            1.5E-2, 0.015
            .5, 0.5
            5., 5
            0x1F, 31
            -0xff, -255
            0x1p4, 16
            1e+2, 100
            6/4, 1.5
            -(3), -3
            """)
    void numbersOfEveryForm(String literal, double value) {
        assertThat(field(literal)).isEqualTo(new Value.Num(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1/0",
                "-1/0",
                "0/0",
                "-(0/0)",
                "nan",
                "-nan",
                "inf",
                "-inf",
                "-nan(ind)",
                "1.#INF",
                "-1.#IND",
                "math.huge"
            })
    void numbersThatAreNotFiniteAreReported(String literal) {
        assertThat(refusal("{_a=1,_b=2,_c=3,_d='T',v=" + literal + "}")).isEqualTo(Reason.NUMBER);
        assertThat(refusal("{_a=1,_b=2,_c=3,_d='T',v={x={" + literal + "}}}")).isEqualTo(Reason.NUMBER);
    }

    @Test
    void textsOfEveryForm() {
        assertThat(field("\"a\\n\\\"\\\\\\065\\x42\\u{1F48E}\\z  \n c\\\nd\""))
                .isEqualTo(new Value.Text("a\n\"\\AB\uD83D\uDC8Ec\nd"));
        assertThat(field("'it''".replace("''", "\\''"))).isEqualTo(new Value.Text("it'"));
        assertThat(field("[[\nlong ] text]]")).isEqualTo(new Value.Text("long ] text"));
        assertThat(field("[==[a]]b]=]c]==]")).isEqualTo(new Value.Text("a]]b]=]c"));
    }

    @Test
    void tablesAreListsOnlyIfTheirKeysAreOneToN() {
        assertThat(field("{1,2,[3]=3}")).isEqualTo(Value.of(List.of(1, 2, 3)));
        assertThat(field("{1,nil,3}")).isEqualTo(Value.of(Map.of("1", 1, "3", 3)));
        assertThat(field("{[12345]=true}")).isEqualTo(Value.of(Map.of("12345", true)));
        assertThat(field("{1,x=2}")).isEqualTo(Value.of(Map.of("1", 1, "x", 2)));
        assertThat(field("{['1']='text key'}")).isEqualTo(Value.of(Map.of("1", "text key")));
        assertThat(field("{}").isEmptyContainer()).isTrue();
        assertThat(field("nil")).isEqualTo(Value.NIL);
    }

    @Test
    void commentsAreSkipped() {
        ReadReport report = read("--[[ X = { ]] X = { -- [1]\n--[==[ ]] ]==] {_a=1,--x\n_b=2,_c=3,_d='T'}; }--");
        assertThat(report.isWhole()).isTrue();
        assertThat(rows).hasSize(1);
    }

    @Test
    void rowsThatCanBeNoEntryAreRefusedByName() {
        assertThat(refusal("{_b=2,_c=3,_d='T'}")).isEqualTo(Reason.KEY_NOT_WHOLE);
        assertThat(refusal("{_a=1,_b=2.5,_c=3,_d='T'}")).isEqualTo(Reason.KEY_NOT_WHOLE);
        assertThat(refusal("{_a=1,_b=2,_c=-3,_d='T'}")).isEqualTo(Reason.TIME_OUT_OF_RANGE);
        assertThat(refusal("{_a=-1,_b=2,_c=3,_d='T'}")).isEqualTo(Reason.CREATOR_OUT_OF_RANGE);
        assertThat(refusal("{_a=1,_b=2,_c=3,_d='T',_e=70000}")).isEqualTo(Reason.REALM_OUT_OF_RANGE);
        assertThat(refusal("{_a=1,_b=2,_c=3,_d=4}")).isEqualTo(Reason.TYPE_SIZE);
        assertThat(refusal("{_a=1,_b=2,_c=3,_d='T',v={[1.5]=1}}")).isEqualTo(Reason.FIELD_NAME);
        assertThat(refusal("{_a=1,_b=2,_c=3,_d='T',v=1,v=2}")).isEqualTo(Reason.DUPLICATE_NAME);
        assertThat(refusal("{_a=1,_b=2,_c=3,_d='T',v='\\255'}")).isEqualTo(Reason.TEXT);
        assertThat(refusal("{_a=1,_b=2,_c=3,_d='T',v='" + "x".repeat(40_000) + "'}"))
                .isEqualTo(Reason.TOO_LARGE);
        assertThat(refusal("{_a=1,_b=2,_c=3,_d='T',v={" + "1,".repeat(40_000) + "}}"))
                .isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void rowInsideARowIsDataOfTheOuterOne() {
        read("X={l={{_a=1,_b=2,_c=3,inner={_a=1,_b=0,_c=5,_d='T'},_d='T'}}}");
        assertThat(onlyRow().fields().size()).isEqualTo(1);
    }

    @Test
    void largeTablesAroundRowsAreNotKept() {
        String row = "{_a=1,_b=0,_c=5,_d='T',note='" + "x".repeat(500) + "'},\n";
        ReadReport report = read("X={l={" + row.repeat(1000) + "},_c=3}");
        assertThat(report.rows()).isEqualTo(1000);
        assertThat(rows).hasSize(1000);
        assertThat(((FoundRow.Complete) rows.getLast()).item()).isEqualTo("[1000]");
    }

    @Test
    void damageInOneRowCostsThatRowOnly() {
        String row = "{\n_a=1,\n_b=0,\n_c=%d,\n_d='T',\n},\n";
        String bad = "{\n_a=1,\n_b=\u0000\u0000\u0000,\n_c=6,\n_d='T',\n},\n";
        ReadReport report = read("X={l={\n" + row.formatted(5) + bad + row.formatted(7) + "},\n}");
        assertThat(rows).hasSize(2).extracting(FoundRow::table).containsOnly("X.l");
        assertThat(report.rowsCut()).isEqualTo(1);
        assertThat(report.damages().getFirst())
                .isEqualTo(new Damage(10, 4, "X.l[2]", "a value was expected, not byte 0"));
    }

    @Test
    void aLostBraceCostsOneRowAndItsFollowersStayInTheirLedger() {
        String row = "{\n_a=1,\n_b=0,\n_c=%d,\n_d='T',\n},\n";
        ReadReport report = read("X={l={\n" + row.formatted(5) + "{\n_a=1,\n_b=0,\n_c=\n"
                + row.formatted(7).repeat(3) + "},\n}");
        assertThat(rows).hasSize(4).extracting(FoundRow::table).containsOnly("X.l");
        assertThat(report.damages().getFirst().message()).isEqualTo("the file ends inside a table");
    }

    @Test
    void codeIsNotRun() {
        ReadReport report = read("X = os.execute('rm -rf /')\nY = {f = function() end}\nprint('hello')\n");
        assertThat(rows).isEmpty();
        assertThat(report.damageCount()).isGreaterThanOrEqualTo(3);
        assertThat(report.damages().getFirst().toString())
                .isEqualTo("line 1, column 7: 'os' is no value; code is not run, only data is read");
    }

    @Test
    void deepNestingEndsTheReading() {
        ReadReport report = read("X=" + "{".repeat(100_000));
        assertThat(report.damages().getFirst().message()).isEqualTo("tables are nested deeper than 64");
        assertThat(report.damageCount()).isEqualTo(1);
    }

    @Test
    void fileLargerThanTheBoundIsCutThere() {
        byte[] text = "X={{_a=1,_b=0,_c=5,_d='T'},{_a=1,_b=0,_c=6,_d='T'}}".getBytes(StandardCharsets.UTF_8);
        ReadReport report = SavedVariablesReader.read(new ByteArrayInputStream(text), 35, rows::add);
        assertThat(rows).hasSize(1);
        assertThat(report.damages().getFirst().message()).startsWith("the file is larger than 35 bytes");
    }
}
