package dev.verdict.reporter.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SequenceSetTest {
  @Test
  void holdsAsFewRangesAsPossible() {
    SequenceSet set = new SequenceSet();
    for (long number : new long[] {1, 2, 5, 4, 9}) {
      assertThat(set.add(number)).isTrue();
    }
    assertThat(set).hasToString("{[1,3),[4,6),[9,10)}");

    assertThat(set.add(3)).isTrue();
    assertThat(set).hasToString("{[1,6),[9,10)}");
  }

  @Test
  void saysWhatWasThereAlready() {
    SequenceSet set = SequenceSet.parse("{[1,6),[9,10)}");

    assertThat(set.add(5)).isFalse();
    assertThat(set.add(9)).isFalse();
    assertThat(set.add(6)).isTrue();
    assertThat(set).hasToString("{[1,7),[9,10)}");
  }

  @Test
  void knowsWhetherARangeIsWhole() {
    SequenceSet set = SequenceSet.parse("{[1,6),[7,10)}");

    assertThat(set.containsAll(1, 5)).isTrue();
    assertThat(set.containsAll(2, 4)).isTrue();
    assertThat(set.containsAll(1, 6)).isFalse();
    assertThat(set.containsAll(5, 8)).isFalse();
    assertThat(set.containsAll(0, 1)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{[1,2)}", "{[1,6),[7,10)}", "{[-3,0),[7,9000000000)}"})
  void readsWhatItWrites(String multirange) {
    assertThat(SequenceSet.parse(multirange)).hasToString(multirange);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void anyOrderEndsInOneRange(long seed) {
    List<Long> numbers = new ArrayList<>(LongStream.rangeClosed(1, 500).boxed().toList());
    Collections.shuffle(numbers, new Random(seed));
    SequenceSet set = new SequenceSet();
    numbers.forEach(set::add);

    assertThat(set).hasToString("{[1,501)}");
  }
}
