package io.ledgerstone.addon.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgerstone.addon.AddonEngine;
import io.ledgerstone.addon.AddonException;
import io.ledgerstone.addon.AddonSource.SourceFile;
import io.ledgerstone.addon.ToyEngine;
import io.ledgerstone.addon.folder.FolderOutcome.ReadableAddon;
import io.ledgerstone.addon.folder.FolderOutcome.UnreadableAddon;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AddonFolderTest {
    private static final AddonEngine TOY = new ToyEngine("Toy", ".toy");
    private static final AddonEngine GAME = new ToyEngine("Game", ".game");
    private static final List<AddonEngine> ENGINES = List.of(TOY, GAME);

    @TempDir
    private Path plugins;

    private void write(String file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private void write(String file, byte[] bytes) throws IOException {
        Path path = plugins.resolve(file);
        Files.createDirectories(path.getParent());
        Files.write(path, bytes);
    }

    private ReadableAddon readable(String addon) {
        return switch (AddonFolder.read(plugins.resolve(addon), ENGINES)) {
            case ReadableAddon readable -> readable;
            case UnreadableAddon(String name, String problem) -> throw new AssertionError(problem);
        };
    }

    private String problem(String addon) {
        return switch (AddonFolder.read(plugins.resolve(addon), ENGINES)) {
            case ReadableAddon readable -> throw new AssertionError(readable);
            case UnreadableAddon(String name, String problem) -> {
                assertThat(name).isEqualTo(addon);
                yield problem;
            }
        };
    }

    @Test
    void addonIsReadInTheOrderOfItsManifest() throws IOException {
        write("Guild/Guild.toc", "\ufeff## Title: Points\r\nz.toy\r\ncore\\a.toy\r\n");
        write("Guild/z.toy", "\ufeffzäh");
        write("Guild/core/a.toy", "a");
        write("Guild/unlisted.toy", "never read");
        write("Guild/tests/t10.toy", "ten");
        write("Guild/tests/t2.toy", "two");
        write("Guild/tests/notes.txt", "no test");

        ReadableAddon guild = readable("Guild");

        assertThat(guild.manifest().title()).isEqualTo("Points");
        assertThat(guild.engine()).isSameAs(TOY);
        assertThat(guild.source().name()).isEqualTo("Guild");
        assertThat(guild.source().files())
                .containsExactly(new SourceFile("z.toy", "zäh"), new SourceFile("core/a.toy", "a"));
        assertThat(guild.tests())
                .containsExactly(new SourceFile("tests/t2.toy", "two"), new SourceFile("tests/t10.toy", "ten"));
        assertThat(guild.notices()).isEmpty();
    }

    @Test
    void jsonManifestServesAsWell() throws IOException {
        write("Loot/addon.json", "{\"title\": \"Loot\", \"files\": [\"main.game\"]}");
        write("Loot/main.game", "x");
        assertThat(readable("Loot").engine()).isSameAs(GAME);
    }

    @Test
    void tocIsFoundInAnyCase() throws IOException {
        write("Guild/guild.TOC", "a.toy");
        write("Guild/a.toy", "");
        assertThat(readable("Guild").manifest().files()).containsExactly("a.toy");
    }

    @Test
    void filesNoEngineRunsAreTold() throws IOException {
        write("Guild/Guild.toc", "frames.xml\na.toy");
        write("Guild/a.toy", "");
        assertThat(readable("Guild").notices()).containsExactly("frames.xml is left out: it is no Toy or Game");
        assertThat(readable("Guild").source().files()).hasSize(1);
    }

    @Test
    void folderWithoutManifestSaysWhatToCreate() throws IOException {
        Files.createDirectories(plugins.resolve("Empty"));
        assertThat(problem("Empty")).contains("create Empty.toc", "addon.json");
        write("Other/Wrong.toc", "a.toy");
        assertThat(problem("Other")).contains("Other.toc", "rename Wrong.toc");
        assertThat(problem("Nowhere")).contains("cannot be read");
    }

    @Test
    void twoManifestsAreOneTooMany() throws IOException {
        write("Guild/Guild.toc", "");
        write("Guild/addon.json", "{}");
        assertThat(problem("Guild")).contains("Guild.toc and addon.json", "keep one");
    }

    @Test
    void manifestMustListFilesThatRun() throws IOException {
        write("Guild/Guild.toc", "## Title: x");
        assertThat(problem("Guild")).contains("lists no files");
        write("Guild/Guild.toc", "a.xml\nb.txt");
        assertThat(problem("Guild")).isEqualTo("none of its files is Toy or Game: a.xml, b.txt");
        write("Guild/Guild.toc", "a.xml\nb.xml\nc.xml\nd.xml\ne.xml");
        assertThat(problem("Guild")).endsWith(": a.xml, b.xml, c.xml and 2 more");
        write("Guild/Guild.toc", "a.toy\nb.game");
        assertThat(problem("Guild")).contains("Toy and Game", "two addons");
    }

    @Test
    void missingFilesAreToldWithWhatIsMeant() throws IOException {
        write("Guild/Guild.toc", "core/Main.toy");
        assertThat(problem("Guild")).isEqualTo("there is no file core/Main.toy");
        write("Guild/core/main.toy", "");
        assertThat(problem("Guild"))
                .isEqualTo("there is no file core/Main.toy; there is main.toy, and capital letters count");
    }

    @Test
    void linksOutOfTheFolderAreNotFollowed() throws IOException {
        write("secret.toy", "secret");
        write("Guild/Guild.toc", "a.toy");
        Files.createSymbolicLink(plugins.resolve("Guild/a.toy"), plugins.resolve("secret.toy"));
        assertThat(problem("Guild")).contains("a.toy", "outside");
    }

    @Test
    void linkedAddonFoldersAreRead() throws IOException {
        write("elsewhere/guild-1.2/Guild.toc", "a.toy");
        write("elsewhere/guild-1.2/a.toy", "");
        Files.createSymbolicLink(plugins.resolve("Guild"), plugins.resolve("elsewhere/guild-1.2"));
        assertThat(readable("Guild").name()).isEqualTo("Guild");
    }

    @Test
    void filesMustBeUtf8() throws IOException {
        write("Guild/Guild.toc", "a.toy");
        write("Guild/a.toy", new byte[] {'a', '\n', 'b', '\n', (byte) 0xe4, 'c'});
        assertThat(problem("Guild")).isEqualTo("a.toy, line 3: not valid UTF-8; save the file as UTF-8");
        write("Guild/a.toy", new byte[] {'a', (byte) 0xc3});
        assertThat(problem("Guild")).contains("a.toy, line 1", "UTF-8");
        write("Guild/a.toy", "text".getBytes(StandardCharsets.UTF_16));
        assertThat(problem("Guild")).isEqualTo("a.toy is saved as UTF-16; save it as UTF-8");
    }

    @Test
    void sizesAreBounded() throws IOException {
        write("Guild/Guild.toc", "# " + "x".repeat(64 * 1024));
        assertThat(problem("Guild")).contains("Guild.toc", "64 KiB");
        write("Guild/Guild.toc", "a.toy");
        write("Guild/a.toy", new byte[4 * 1024 * 1024 + 1]);
        assertThat(problem("Guild")).contains("a.toy", "4096 KiB");
        StringBuilder toc = new StringBuilder();
        for (int i = 0; i < 9; i++) {
            write("Guild/f" + i + ".toy", new byte[4 * 1024 * 1024]);
            toc.append('f').append(i).append(".toy\n");
        }
        write("Guild/Guild.toc", toc.toString());
        assertThat(problem("Guild")).contains("too large together", "f7.toy");
    }

    @Test
    void folderInPlaceOfAFileIsTold() throws IOException {
        write("Guild/Guild.toc", "a.toy");
        Files.createDirectories(plugins.resolve("Guild/a.toy"));
        assertThat(problem("Guild")).isEqualTo("a.toy is no file");
    }

    @Test
    void allAddonsAreReadInNaturalOrder() throws IOException {
        for (String name : List.of("Addon10", "addon2", "Broken")) {
            write(name + "/a.toy", "");
        }
        write("Addon10/Addon10.toc", "a.toy");
        write("addon2/addon2.toc", "a.toy");
        write(".git/config", "");
        write("README.md", "");
        List<FolderOutcome> all = AddonFolder.readAll(plugins, ENGINES);
        assertThat(all).extracting(FolderOutcome::name).containsExactly("addon2", "Addon10", "Broken");
        assertThat(all.getLast()).isInstanceOf(UnreadableAddon.class);
        assertThat(AddonFolder.readAll(plugins.resolve("none"), ENGINES)).isEmpty();
    }

    @Test
    void thousandsOfAddonsAreTooMany() throws IOException {
        for (int i = 0; i <= 1000; i++) {
            Files.createDirectory(plugins.resolve("a" + i));
        }
        assertThatThrownBy(() -> AddonFolder.readAll(plugins, ENGINES))
                .isInstanceOf(AddonException.class)
                .hasMessageContaining("1000");
    }

    @Test
    void manifestOfRandomBytesIsReadableOrNot() throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        write("Guild/a.toy", "");
        for (int round = 0; round < 500; round++) {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            String file = random.nextBoolean() ? "Guild/Guild.toc" : "Guild/addon.json";
            Files.deleteIfExists(plugins.resolve("Guild/Guild.toc"));
            Files.deleteIfExists(plugins.resolve("Guild/addon.json"));
            write(file, bytes);
            assertThat(AddonFolder.read(plugins.resolve("Guild"), ENGINES).name())
                    .as("seed %d", seed)
                    .isEqualTo("Guild");
        }
    }
}
