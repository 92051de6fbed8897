package dev.verdict.runtime.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RelayPositionTest {
  @Test
  void withoutGapsItIsAsFarAsWhatWasSent() {
    var position = new RelayPosition(10);
    assertThat(position.opensNone(List.of(11L, 12L))).isTrue();
    position.sent(List.of(11L, 12L), 0);
    assertThat(position.through()).isEqualTo(12);
    assertThat(position.open(10)).isEmpty();
  }

  @Test
  void aGapHoldsItBackUntilItIsFilled() {
    var position = new RelayPosition(0);
    assertThat(position.opensNone(List.of(1L, 3L))).isFalse();
    position.sent(List.of(1L, 3L), 100);
    assertThat(position.through()).isEqualTo(1);
    assertThat(position.highest()).isEqualTo(3);
    assertThat(position.open(10)).containsExactly(2L);
    position.sent(List.of(2L, 4L), 101);
    assertThat(position.through()).isEqualTo(4);
  }

  @Test
  void aGapIsGivenUpOnlyWhenEverybodyWhoCouldFillItHasEnded() {
    var position = new RelayPosition(0);
    position.sent(List.of(2L), 100);
    position.giveUpBefore(99, List.of(1L));
    assertThat(position.open(10)).containsExactly(1L);
    position.giveUpBefore(100, List.of(1L));
    assertThat(position.open(10)).isEmpty();
    assertThat(position.through()).isEqualTo(2);
  }

  @Test
  void gapsAreGivenUpOneByOne() {
    var position = new RelayPosition(0);
    position.sent(List.of(2L), 100);
    position.sent(List.of(4L), 200);
    position.giveUpBefore(150, List.of(1L, 3L));
    assertThat(position.open(10)).containsExactly(3L);
    assertThat(position.through()).isEqualTo(2);
  }

  @Test
  void onlyWhatWasLookedForIsGivenUp() {
    var position = new RelayPosition(0);
    position.sent(List.of(3L), 100);
    position.giveUpBefore(200, List.of(1L));
    assertThat(position.open(10)).containsExactly(2L);
  }

  @Test
  void manyGapsAreLookedForInTurns() {
    var position = new RelayPosition(0);
    position.sent(List.of(6L), 100);
    assertThat(position.open(2)).containsExactly(1L, 2L);
    assertThat(position.open(2)).containsExactly(3L, 4L);
    assertThat(position.open(2)).containsExactly(5L);
    assertThat(position.open(2)).containsExactly(1L, 2L);
  }
}
