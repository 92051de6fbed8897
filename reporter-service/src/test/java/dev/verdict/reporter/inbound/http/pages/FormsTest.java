package dev.verdict.reporter.inbound.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormsTest {
  @Test
  void aPageOfOursIsAPlaceToGo() {
    assertThat(Forms.ownPath("/runs/1?q=a%20b#log")).isEqualTo("/runs/1?q=a%20b#log");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "",
        "/a\r\nSet-Cookie: x",
        "/\tevil",
        "runs"
      })
  void nobodyIsSentElsewhere(String next) {
    assertThat(Forms.ownPath(next)).isNull();
  }
}
