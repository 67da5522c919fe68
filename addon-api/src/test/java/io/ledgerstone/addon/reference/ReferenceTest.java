package io.ledgerstone.addon.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.addon.HostFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The references in {@code docs} are those of the code. After a change, write them anew:
 * {@code mvn -Pquick -pl addon-api -am test -Dtest=ReferenceTest -Dreference.write -Dsurefire.failIfNoSpecifiedTests=false}.
 */
final class ReferenceTest {
    private static final Path DOCS = Path.of("..", "docs");

    private static void isCurrent(String file, String text) throws IOException {
        Path path = DOCS.resolve(file);
        if (System.getProperty("reference.write") != null) {
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        }
        assertThat(path)
                .as("docs/%s is stale: run this test with -Dreference.write", file)
                .content()
                .isEqualTo(text);
    }

    @Test
    void pageIsCurrent() throws IOException {
        isCurrent("addon-api.md", ApiReference.markdown());
    }

    @Test
    void luaTypingsAreCurrent() throws IOException {
        isCurrent("typings/ledgerstone.lua", Typings.lua());
    }

    @Test
    void javaScriptTypingsAreCurrent() throws IOException {
        isCurrent("typings/ledgerstone.d.ts", Typings.javaScript());
    }

    @Test
    void everyFunctionIsDescribedOnceAndFully() {
        Set<String> names = new HashSet<>();
        for (HostFunction function : HostFunction.ALL) {
            assertThat(names.add(function.owner() + "." + function.name()))
                    .as(function.name())
                    .isTrue();
            assertThat(function.doc()).as(function.name()).endsWith(".").doesNotContain("*/");
            for (int i = 1; i < function.parameters().size(); i++) {
                boolean before = function.parameters().get(i - 1).optional();
                assertThat(function.parameters().get(i).optional() || !before)
                        .as("%s: what may be left out comes last", function.name())
                        .isTrue();
            }
        }
    }
}
