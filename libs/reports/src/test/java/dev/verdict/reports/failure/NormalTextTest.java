package dev.verdict.reports.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "took 12.5 s, not 3 s                                   | took # s, not # s",
        "object Foo@1a2b3c at 0xdeadBEEF                        | object Foo<hex> at <hex>",
        "id 3f2504e0-4f89-11d3-9a0c-0305e82c3301 is gone         | id <id> is gone",
        "at 2026-11-20T10:00:00.123Z it broke                    | at <time> it broke",
        "on 2026-11-20 at 10:11:12 it broke                      | on <time> at <time> it broke",
        "open '/home/ada/shop/src/basket.py' failed              | open '<path>/basket.py' failed",
        "open /tmp/pytest-of-ada/pytest-3/x.txt failed           | open <tmp> failed",
        "C:\\Users\\ada\\AppData\\Local\\Temp\\x1.log is locked  | <tmp> is locked",
        "GET https://api.shop.test:8443/v1/orders/17?x=1 gave 503 | GET https:<api.shop.test> gave"
            + " #",
        "connect 10.1.2.3:5432 refused                           | connect # refused",
        "commit 9fceb02d0ae598e95dc970b74767f19372d61af8 is bad  | commit <hex> is bad",
        "a feed of bread                                         | a feed of bread",
      })
  void whatDiffersFromOneTimeToTheNextIsGone(String text, String expected) {
    assertThat(NormalText.of(text)).isEqualTo(expected);
  }

  @Test
  void coloursAreGone() {
    assertThat(NormalText.of("\u001b[31mred\u001b[0m alert")).isEqualTo("red alert");
  }

  @Test
  void noTextTakesLong() {
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () ->
            assertThatCode(
                    () -> {
                      for (String piece :
                          new String[] {"/a", "a1", "1:", "\\", "0", "f", "http://"}) {
                        NormalText.of(piece.repeat(20_000));
                      }
                    })
                .doesNotThrowAnyException());
  }
}
