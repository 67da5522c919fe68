package io.ledgerstone.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FindingTest {
    @Test
    void ratioOfSpeedsIsHowManyTimesAsFast() {
        Finding finding = Finding.rate("append", 50).against("file", 100).ratioGoal(0.5);
        assertThat(finding.row()).isEqualTo("| append | 50 /s | ratio ≥ 0.5: met | file: 100 /s | 0.50 |");
    }

    @Test
    void ratioOfDurationsIsHowManyTimesAsFast() {
        Finding finding = Finding.time("open", 200).against("read", 100).goal(150);
        assertThat(finding.row()).isEqualTo("| open | 200 ms | ≤ 150 ms: **missed** | read: 100 ms | 0.50 |");
    }

    @Test
    void speedGoalIsALowerBound() {
        assertThat(Finding.rate("replay", 3e6).goal(3e6).row())
                .isEqualTo("| replay | 3.00 M/s | ≥ 3.00 M/s: met |  |  |");
        assertThat(Finding.rate("replay", 2.9e6).goal(3e6).row()).contains("missed");
    }
}
