package dev.verdict.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestIdTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "tests/test_a.py::test_b[1]", "ä", "\ud83d\ude00"})
  void anIdThatFitsStaysAsItIs(String id) {
    assertThat(TestId.bounded(id)).isSameAs(id);
    String longest = "x".repeat(TestId.MOST_BYTES);
    assertThat(TestId.bounded(longest)).isSameAs(longest);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "ä", "\u4f60", "\ud83d\ude00"})
  void anIdThatDoesNotFitIsCutAtACharacterAndStaysItsOwn(String character) {
    String one = character.repeat(TestId.MOST_BYTES) + "1";
    String other = character.repeat(TestId.MOST_BYTES) + "2";

    assertThat(bytes(TestId.bounded(one))).hasSizeBetween(1_900, TestId.MOST_BYTES);
    assertThat(TestId.bounded(one)).startsWith(character.repeat(100));
    assertThat(TestId.bounded(one)).isNotEqualTo(TestId.bounded(other));
    assertThat(TestId.bounded(TestId.bounded(one))).isEqualTo(TestId.bounded(one));
    assertThat(new String(bytes(TestId.bounded(one)), StandardCharsets.UTF_8))
        .isEqualTo(TestId.bounded(one));
  }

  @Test
  void halfACharacterDoesNotBreakIt() {
    assertThat(bytes(TestId.bounded("\ud83d".repeat(3_000)))).hasSizeLessThanOrEqualTo(2_000);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
