package io.ledgerstone.host.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
    private static final Path HOME = Path.of("/home/bob/ledgerstone");

    private static Config read(String text) {
        ConfigOutcome outcome = ConfigFile.parse(text, HOME);
        assertThat(outcome).isInstanceOf(ConfigOutcome.Read.class);
        return ((ConfigOutcome.Read) outcome).config();
    }

    private static List<String> problems(String text) {
        ConfigOutcome outcome = ConfigFile.parse(text, HOME);
        assertThat(outcome).isInstanceOf(ConfigOutcome.Refused.class);
        return ((ConfigOutcome.Refused) outcome)
                .problems().stream().map(ConfigProblem::toString).toList();
    }

    @Test
    void everySettingHasItsDefaultInAnEmptyFile() {
        Config config = read("");
        assertThat(config.path(config.get(Settings.DATA))).isEqualTo(HOME.resolve("data"));
        assertThat(config.get(Settings.PLUGINS)).containsExactly("plugins");
        assertThat(config.find(Settings.LEDGER_CREATOR)).isEmpty();
    }

    @Test
    void valuesOfTheFileCount() {
        Config config = read(
                "data = '/srv/ledgers'\n[ledger]\ncreator = 43981\nlayout = 'classic'\n[addons]\ndisabled = ['Old']\n");
        assertThat(config.path(config.get(Settings.DATA))).isEqualTo(Path.of("/srv/ledgers"));
        assertThat(config.find(Settings.LEDGER_CREATOR)).contains(43981L);
        assertThat(config.get(Settings.LEDGER_LAYOUT)).isEqualTo("classic");
        assertThat(config.get(Settings.ADDONS_DISABLED)).containsExactly("Old");
    }

    @Test
    void unknownKeySuggestsTheNearest() {
        assertThat(problems("dta = 'x'\n[replay]\nbatch_entries = 5\n"))
                .containsExactly(
                        "1:1: there is no setting 'dta'; did you mean 'data'?",
                        "3:1: there is no setting 'replay.batch_entries'; did you mean 'replay.batch-entries'?");
    }

    @Test
    void unknownTableSuggestsTheNearest() {
        assertThat(problems("[reply]\n")).containsExactly("1:1: there is no table [reply]; did you mean [replay]?");
    }

    @Test
    void wrongTypesAndRangesAreToldWithWhatWouldBeRight() {
        assertThat(problems("data = 5\n[ledger]\nrealm = 70000\nlayout = 'retail'\n[addons]\nenabled = [1]\n"))
                .containsExactly(
                        "1:1: data must be a text that is not empty, not 5",
                        "3:1: ledger.realm must be an integer from 0 to 65535, not 70000",
                        "4:1: ledger.layout must be one of \"cross-realm\", \"classic\", not retail",
                        "6:1: addons.enabled must be a list of texts, not [1]");
    }

    @Test
    void fileThatIsNoTomlSaysWhere() {
        assertThat(problems("data = \n").getFirst()).startsWith("1:");
    }

    @Test
    void fileThatIsNotThereIsAllDefaults(@TempDir Path folder) {
        assertThat(ConfigFile.read(folder.resolve("none.toml")))
                .isEqualTo(new ConfigOutcome.Read(new Config(folder, java.util.Map.of())));
    }

    @Test
    void documentedFileIsUpToDate() throws IOException {
        assertThat(Files.readString(Path.of("..", "ledgerstone.toml.example")))
                .as("write it again with ./ledgerstone config --documented > ledgerstone.toml.example")
                .isEqualTo(ConfigFile.documented());
    }

    @Test
    void documentedFileWithoutItsCommentSignsIsValid() {
        String uncommented = ConfigFile.documented().replaceAll("(?m)^#([a-z-]+ = )", "$1");
        Config config = read(uncommented);
        for (Setting<?> setting : Settings.ALL) {
            assertThat(config.values()).containsKey(setting.key());
            if (setting.byDefault() != null) {
                assertThat(config.get(setting)).isEqualTo(setting.byDefault());
            }
        }
    }

    @Test
    void distanceCountsSwapsOnce() {
        assertThat(EditDistance.between("layuot", "layout")).isEqualTo(1);
        assertThat(EditDistance.nearest("something else", List.of("data", "plugins")))
                .isNull();
    }
}
