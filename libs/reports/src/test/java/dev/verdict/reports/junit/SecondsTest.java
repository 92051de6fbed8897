package dev.verdict.reports.junit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecondsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0",
        "0.|0",
        ".5|0.5",
        "1,5|1.5",
        "0,123456|0.123456",
        "1,234|1.234",
        "1,234.56|1234.56",
        "1.234,56|1234.56",
        "1,234,567|1234567",
        "1,234,567.8|1234567.8",
        "1.234.567|1234567",
        "1 234,5|1234.5",
        "1'234.5|1234.5",
        "1.5e-05|0.000015",
        "2E3|2000",
        "0.5s|0.5",
        "250ms|0.25",
        "''|0",
        "' '|0",
      })
  void readsEveryCountrysNumbers(String text, double seconds) {
    assertThat(Seconds.parse(text)).hasValue(seconds);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NaN",
        "-1",
        "Infinity",
        "1e999",
        "abc",
        ",",
        ".",
        "0x10",
        "1h",
        "--",
        "1.2.3,4,5e"
      })
  void refusesWhatIsNoNumberOfSeconds(String text) {
    assertThat(Seconds.parse(text)).isEmpty();
  }
}
