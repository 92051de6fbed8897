package dev.verdict.reports.write.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0 bytes",
        "1|1 byte",
        "1023|1023 bytes",
        "1024|1.0 KB",
        "1536|1.5 KB",
        "2355|2.3 KB",
        "5832|5.7 KB",
        "1048575|1.0 MB",
        "1048576|1.0 MB",
        "3221225472|3.0 GB",
        "9223372036854775807|8.0 EB",
        "-5|0 bytes"
      })
  void sizes(long bytes, String words) {
    assertThat(Sizes.words(bytes)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0 ms",
        "-1|0 ms",
        "NaN|0 ms",
        "0.0001|<1 ms",
        "0.0005|1 ms",
        "0.2|200 ms",
        "0.9994|999 ms",
        "0.9996|1.0 s",
        "45.6|45.6 s",
        "59.94|59.9 s",
        "59.96|1 min",
        "72.4|1 min 12 s",
        "3599.6|1 h",
        "3600|1 h",
        "7500|2 h 5 min",
        "172799|2 d",
        "273600|3 d 4 h"
      })
  void durations(double seconds, String words) {
    assertThat(Durations.words(seconds)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"1|1 test", "0|0 tests", "1204|1,204 tests"})
  void counts(long number, String words) {
    assertThat(Numbers.of(number, "test")).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "125.4|125.4",
        "7|7",
        "1234567|1,234,567",
        "0.1234567891|0.123457",
        "1e-9|1E-9",
        "NaN|not a number",
        "-2.5|-2.5"
      })
  void measuredNumbers(double value, String words) {
    assertThat(Numbers.measured(value)).isEqualTo(words);
  }

  @Test
  void namesAreCutInTheMiddleAndNeverWithinACharacter() {
    assertThat(Cut.middle("tests/test_a_long_name.py", 11)).isEqualTo("tests…me.py");
    assertThat(Cut.middle("short", 11)).isEqualTo("short");
    assertThat(Cut.middle("\ud83d\ude00".repeat(10), 8))
        .isEqualTo("\ud83d\ude00\ud83d\ude00…\ud83d\ude00")
        .hasSizeLessThanOrEqualTo(8);
  }

  @Test
  void linesAreCutInTheMiddleAndCounted() {
    assertThat(Cut.lines("1\n2\n3\n4\n5\n6\n7\n", 5, 100))
        .isEqualTo("1\n2\n… 3 lines left out …\n6\n7");
    assertThat(Cut.lines("1\n2\n", 5, 100)).isEqualTo("1\n2");
  }

  @Test
  void whatIsHiddenIsShown() {
    assertThat(VisibleText.line("a\u202eb\u0000c\ud800d\u200be"))
        .isEqualTo("a\\u{202e}b\\u{0}c\\u{d800}d\\u{200b}e");
    assertThat(VisibleText.line("\u001b[1;31mred\u001b[0m\tand\r\nblue")).isEqualTo("red and⏎blue");
    assertThat(VisibleText.lines("one\r\ntwo\rthree\tfour")).isEqualTo("one\ntwo\nthree\tfour");
    assertThat(VisibleText.line("\u4e2d\u6587 e\u0301 \ud83d\udc69\u200d\ud83d\udd2c"))
        .isEqualTo("\u4e2d\u6587 e\u0301 \ud83d\udc69\u200d\ud83d\udd2c");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "https://ci.example.org/a?b=c&d=%20#e|https://ci.example.org/a?b=c&d=%20#e",
        "HTTP://ci.example.org/|HTTP://ci.example.org/",
        "/a/0198|/a/0198",
        "artifacts/log (1).txt|artifacts/log%20%281%29.txt",
        "javascript:alert(1)|none",
        "JaVaScRiPt:alert(1)|none",
        "data:text/html,x|none",
        "//evil.example/|none",
        "\\\\evil.example\\|none",
        "file:///etc/passwd|none",
        "a b:c|none",
        "https://x/\"><script>|https://x/%22%3E%3Cscript%3E"
      })
  void onlyWebAddressesAndPathsBecomeLinks(String address, String link) {
    assertThat(SafeLink.of(address).orElse(null)).isEqualTo(link);
  }

  @Test
  void aControlCharacterHidesNoScheme() {
    assertThat(SafeLink.of("java\nscript:alert(1)")).isEmpty();
    assertThat(SafeLink.of("\u0001javascript:alert(1)")).isEmpty();
    assertThat(SafeLink.of("/a/1")).isPresent();
    assertThat(SafeLink.absolute("/a/1")).isEmpty();
  }
}
