package dev.verdict.runtime.logging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskingTest {
  @Test
  void aRememberedSecretIsMaskedWhereverItStands() {
    Masking.remember("correct-horse-battery");

    assertThat(Masking.mask("xcorrect-horse-batteryx and correct-horse-battery"))
        .isEqualTo("x***x and ***");
  }

  @Test
  void aTextMadeToBeLongIsMaskedAllTheSame() {
    String text = "a-".repeat(100_000);

    assertThat(Masking.mask(text)).isEqualTo(text);
    assertThat(Masking.mask("my-own-api-key=abcdefgh")).isEqualTo("my-own-api-key=***");
  }

  @Test
  void aLongerSecretThatContainsAShorterOneIsMaskedWhole() {
    Masking.remember("wintermute");
    Masking.remember("wintermute-and-neuromancer");

    assertThat(Masking.mask("it is wintermute-and-neuromancer")).isEqualTo("it is ***");
  }

  @Test
  void aShortSecretIsMaskedAsAWordOnly() {
    Masking.remember("kiwi");

    assertThat(Masking.mask("pass kiwi, but kiwifruit stays"))
        .isEqualTo("pass ***, but kiwifruit stays");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Authorization: Bearer abc.def-ghi        | Authorization: Bearer ***
          Authorization: Basic dXNlcjpwYXNz        | Authorization: Basic ***
          GET /x?token=abcdef&page=2               | GET /x?token=***&page=2
          {"api_key": "abcdef", "a": 1}            | {"api_key": "***", "a": 1}
          db_password=hunter2; user=me             | db_password=***; user=me
          postgresql://me:hunter2@db:5432/x        | postgresql://me:***@db:5432/x
          a jwt eyJhbGciOiJI.eyJzdWIiOiIx.c2lnbmF0 | a jwt ***
          tokens are counted: 5                    | tokens are counted: 5
          the password is asked for                | the password is asked for
          """)
  void patternsAreMaskedWithoutBeingKnown(String text, String masked) {
    assertThat(Masking.mask(text)).isEqualTo(masked);
  }
}
