package dev.verdict.artifacts.inbound.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.artifacts.domain.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
  @ParameterizedTest
  @CsvSource({
    "bytes=0-0,0,1",
    "bytes=2-,2,10",
    "bytes=-3,7,10",
    "bytes=-30,0,10",
    "bytes=8-99,8,10"
  })
  void readsOnePart(String header, long from, long to) {
    assertThat(ByteRange.of(header, 10)).contains(new Span(from, to));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=0-1,4-5", "lines=1-2", "bytes=-", "bytes=5-2", "bytes=a-b"})
  void whatIsNoPartIsTheWhole(String header) {
    assertThat(ByteRange.of(header, 10)).isEmpty();
  }

  @Test
  void whatLiesBeyondCannotBeHad() {
    assertThatThrownBy(() -> ByteRange.of("bytes=10-", 10))
        .isInstanceOf(ByteRange.Unsatisfiable.class);
    assertThatThrownBy(() -> ByteRange.of("bytes=-0", 10))
        .isInstanceOf(ByteRange.Unsatisfiable.class);
    assertThatThrownBy(() -> ByteRange.of("bytes=0-", 0))
        .isInstanceOf(ByteRange.Unsatisfiable.class);
  }
}
