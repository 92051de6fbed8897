package dev.verdict.reporter.domain.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Against figures that others have worked out. */
class StatisticsTest {

  @Test
  void holmsCorrection() {
    // p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm") of R
    assertThat(Holm.corrected(new double[] {0.01, 0.04, 0.03, 0.005}))
        .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-12));
  }

  @Test
  void mannAndKendallWithoutTies() {
    // n 10, S 45, variance 125: z = 44 / sqrt(125)
    MannKendall rising = MannKendall.of(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
    assertThat(rising.p()).isCloseTo(8.303e-5, within(1e-7));
    assertThat(rising.slope()).isEqualTo(1);
  }

  @Test
  void anOutlierDoesNotBendTheSlope() {
    assertThat(MannKendall.of(new double[] {1, 2, 3, 4, 500, 6, 7, 8, 9, 10}).slope())
        .isCloseTo(1, within(0.01));
  }

  @Test
  void theSpreadIsThatOfASample() {
    Spread spread = Spread.of(new double[] {2, 4, 4, 4, 5, 5, 7, 9});
    assertThat(spread.avg()).isEqualTo(5);
    assertThat(spread.stdDev()).isCloseTo(2.13809, within(1e-5));
    assertThat(spread.median()).isEqualTo(4.5);
    assertThat(Spread.of(new double[] {3}).stdDev()).isZero();
  }

  @Test
  void aSearchAlwaysGivesTheSame() {
    double[] values = {1, 5, 2, 4, 3, 9, 8, 9, 7, 8, 9, 8};
    assertThat(ChangeSearch.in(values, 999)).isEqualTo(ChangeSearch.in(values, 999));
    assertThat(ChangeSearch.in(values, 999).at()).isEqualTo(5);
  }
}
