package dev.verdict.coordinator.domain.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.coordinator.domain.subscription.FeedPosition.Gap;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeedPositionTest {
  @Test
  void withoutGapsOnlyTheHighestMoves() {
    var start = FeedPosition.at(10);
    assertThat(start.opensGaps(List.of(11L, 12L))).isFalse();
    assertThat(start.after(List.of(11L, 12L), 0)).isEqualTo(FeedPosition.at(12));
    assertThat(start.after(List.of(), 0)).isEqualTo(start);
  }

  @Test
  void whatIsMissingIsAGapUntilItAppears() {
    var start = FeedPosition.at(10);
    assertThat(start.opensGaps(List.of(11L, 15L))).isTrue();
    var open = start.after(List.of(11L, 15L, 17L), 500);
    assertThat(open)
        .isEqualTo(new FeedPosition(17, List.of(new Gap(12, 14, 500), new Gap(16, 16, 500))));
    var less = open.after(List.of(13L, 18L), 600);
    assertThat(less.highest()).isEqualTo(18);
    assertThat(less.gaps())
        .containsExactly(new Gap(12, 12, 500), new Gap(14, 14, 500), new Gap(16, 16, 500));
    assertThat(less.after(List.of(12L, 14L, 16L), 0)).isEqualTo(FeedPosition.at(18));
  }

  @Test
  void aGapIsGivenUpWhenNobodyCanFillIt() {
    var open = FeedPosition.at(0).after(List.of(5L), 500);
    assertThat(open.givenUpBefore(499)).isEqualTo(open);
    assertThat(open.givenUpBefore(500)).isEqualTo(FeedPosition.at(5));
  }

  @Test
  void aTransactionThatIsRolledBackLeavesOneGapHoweverManyIdsItTook() {
    assertThat(FeedPosition.at(0).after(List.of(100_001L), 7).gaps())
        .containsExactly(new Gap(1, 100_000, 7));
  }
}
