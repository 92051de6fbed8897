package dev.verdict.reports.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoundedTextTest {
  @Test
  void keepsAShortTextWithoutTheSpaceAroundIt() {
    assertThat(filled(10, 10, " \n ", " ab ", "cd\n", " ")).isEqualTo("ab cd");
    assertThat(filled(10, 10, "12345", "67890", "abcde", "fghij"))
        .isEqualTo("1234567890abcdefghij");
    assertThat(filled(10, 10)).isEmpty();
  }

  @Test
  void keepsBothEndsOfALongTextAndCountsTheRest() {
    assertThat(filled(4, 3, "abcdefghij")).isEqualTo("abcd\n[… 3 characters left out …]\nhij");
    assertThat(filled(0, 3, "abc", "def", "ghij")).isEqualTo("[… 7 characters left out …]\nhij");
    assertThat(filled(4, 0, "abcdefghij")).isEqualTo("abcd\n[… 6 characters left out …]");
  }

  @Test
  void doesNotCutACharacterInTheMiddle() {
    String smile = "\uD83D\uDE00";

    assertThat(filled(2, 2, "a" + smile + "bcd" + smile.repeat(2) + "e"))
        .isEqualTo("a\n[… 9 characters left out …]\ne");
  }

  private static String filled(int head, int tail, String... pieces) {
    BoundedText text = new BoundedText(head, tail);
    for (String piece : pieces) {
      text.append(piece.toCharArray(), 0, piece.length());
    }
    return text.toString();
  }
}
