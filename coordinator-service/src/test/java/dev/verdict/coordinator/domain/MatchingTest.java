package dev.verdict.coordinator.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.contract.api.Requirements;
import dev.verdict.coordinator.domain.Matching.Need;
import dev.verdict.coordinator.domain.Matching.Offer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MatchingTest {
  private static final Offer OFFER =
      new Offer(
          List.of("test"),
          new Requirements(4, 8000, 16000, List.of("cuda", "cpu"), Map.of("os", "linux")));

  @Test
  void whatNeedsNothingFitsEverywhere() {
    assertThat(Matching.fits(need(Requirements.NONE), OFFER)).isTrue();
  }

  @Test
  void everythingThatIsMissingIsNamed() {
    var wants = new Requirements(8, 9000, 20000, List.of("tpu"), Map.of("os", "mac"));
    assertThat(Matching.lacks(need(wants), OFFER))
        .containsExactly(
            "cpu: 8.0 (it has: 4.0)",
            "memory: 9000 MB (it has: 8000 MB)",
            "gpu_memory: 20000 MB (it has: 16000 MB)",
            "hardware: tpu (it has: cuda, cpu)",
            "label os: mac (it has: linux)");
  }

  @Test
  void aTypeThatTheWorkerDoesNotRunNeverFits() {
    assertThat(Matching.fits(new Need("benchmark", Requirements.NONE), OFFER)).isFalse();
  }

  @Test
  void whatIsUsedIsGoneAndHardwareIsShared() {
    Offer left = Matching.minus(OFFER, new Requirements(3, 1000, 0, List.of("cuda"), Map.of()));
    assertThat(Matching.fits(need(new Requirements(2, 0, 0, List.of(), Map.of())), left)).isFalse();
    assertThat(Matching.fits(need(new Requirements(1, 7000, 0, List.of("cuda"), Map.of())), left))
        .isTrue();
  }

  private static Need need(Requirements requirements) {
    return new Need("test", requirements);
  }
}
