package dev.verdict.ci;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-20T10:00:00Z",
        "1969-12-31T23:59:59Z",
        "2024-02-29T00:00:00Z",
        "2026-11-20T10:00:00.123456Z",
        "2026-11-20T10:00:00+02:00",
        "2026-11-20T24:00:00Z",
        "2016-12-31T23:59:60Z",
        "0000-01-01T00:00:00Z"
      })
  void is_read_as_the_library_does(String text) {
    assertThat(IsoTime.read(text)).isEqualTo(Instant.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "soon",
        "2026-11-20",
        "2026-13-20T10:00:00Z",
        "2026-02-30T10:00:00Z",
        "2026-11-20T10:60:00Z",
        "2026-11-20 10:00:00Z",
        "2026-11-20T1x:00:00Z",
        "٢٠٢٦-11-20T10:00:00Z"
      })
  void what_is_no_time_is_none(String text) {
    assertThat(IsoTime.read(text)).isNull();
  }

  @Test
  void nothing_is_nothing() {
    assertThat(IsoTime.read(null)).isNull();
  }
}
