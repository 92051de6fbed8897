package dev.verdict.artifacts.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CoverageTest {
  @Test
  void piecesThatTouchBecomeOne() {
    Coverage coverage =
        Coverage.NONE.with(new Span(10, 20)).with(new Span(30, 40)).with(new Span(20, 30));

    assertThat(coverage.spans()).containsExactly(new Span(10, 40));
    assertThat(coverage.holes()).containsExactly(new Span(0, 10));
    assertThat(coverage.end()).isEqualTo(40);
    assertThat(coverage.missing()).isEqualTo(10);
  }

  @Test
  void coversWhatLiesWithinOnePart() {
    Coverage coverage = Coverage.NONE.with(new Span(0, 10)).with(new Span(20, 30));

    assertThat(coverage.covers(new Span(2, 9))).isTrue();
    assertThat(coverage.covers(new Span(9, 21))).isFalse();
    assertThat(coverage.covers(new Span(15, 15))).isTrue();
  }

  @Test
  void isTheSameForEveryOrder() {
    Random random = new Random(3);
    for (int round = 0; round < 200; round++) {
      Coverage coverage = Coverage.NONE;
      BitSet expected = new BitSet();
      for (int i = 0; i < 12; i++) {
        int from = random.nextInt(60);
        int to = from + random.nextInt(9);
        coverage = coverage.with(new Span(from, to));
        expected.set(from, to);
      }
      BitSet actual = new BitSet();
      coverage.spans().forEach(span -> actual.set((int) span.from(), (int) span.to()));
      assertThat(actual).isEqualTo(expected);
      assertThat(coverage.end()).isEqualTo(expected.length());
      assertThat(coverage.missing()).isEqualTo(expected.length() - expected.cardinality());
    }
  }

  @Test
  void isStoredAndReadBack() {
    Coverage coverage = Coverage.NONE.with(new Span(0, 10)).with(new Span(20, 30));

    assertThat(coverage.bounds()).containsExactly(0L, 10L, 20L, 30L);
    assertThat(Coverage.of(coverage.bounds())).isEqualTo(coverage);
  }
}
