package io.ledgerstone.host.addons;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.addon.AddonSource;
import io.ledgerstone.ledger.sync.StateHash;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AddonCodeTest {
    @Test
    void theHashOfCodeIsOfFilesInLoadOrder() {
        AddonSource.SourceFile one = new AddonSource.SourceFile("a.lua", "x");
        AddonSource.SourceFile two = new AddonSource.SourceFile("b.lua", "y");
        StateHash hash = AddonCode.of("Lua", new AddonSource("A", List.of(one, two)));
        assertThat(hash).isEqualTo(AddonCode.of("Lua", new AddonSource("B", List.of(one, two))));
        assertThat(hash).isNotEqualTo(AddonCode.of("Lua", new AddonSource("A", List.of(two, one))));
        assertThat(hash).isNotEqualTo(AddonCode.of("JavaScript", new AddonSource("A", List.of(one, two))));
    }
}
