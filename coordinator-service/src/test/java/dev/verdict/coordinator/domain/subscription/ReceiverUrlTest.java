package dev.verdict.coordinator.domain.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiverUrlTest {
  @Test
  void anOrdinaryOne() {
    assertThat(ReceiverUrl.parse("https://example.com/a%20b?c=d", false))
        .isEqualTo(new ReceiverUrl(true, "example.com", 443, "/a%20b?c=d"));
    assertThat(ReceiverUrl.parse("https://example.com:8443", false).target()).isEqualTo("/");
    assertThat(ReceiverUrl.parse("http://[2001:4860::1]:81/x", true).name())
        .isEqualTo("2001:4860::1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com/",
        "ftp://example.com/",
        "file:///etc/passwd",
        "gopher://example.com/",
        "javascript:alert(1)",
        "//example.com/",
        "example.com",
        "https:///path",
        "https://",
        "https://user@example.com/",
        "https://user:password@example.com/",
        "https://example.com@169.254.169.254/",
        "https://example.com:@127.0.0.1/",
        "https://example.com\\@127.0.0.1/",
        "https://example.com#@127.0.0.1/",
        "https://example.com/#fragment",
        "https://example.com:0/",
        "https://example.com:65536/",
        "https://example.com:port/",
        "https://exa mple.com/",
        "https://example.com/\r\nHost: other",
        "https://127.0.0.1%00.example.com/",
        "https://[::1%25eth0]/x y",
        ""
      })
  void aHostileOneIsRefused(String url) {
    assertThatThrownBy(() -> ReceiverUrl.parse(url, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("https URL");
  }
}
