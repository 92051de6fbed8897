package dev.verdict.artifacts.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.artifacts.Bytes;
import org.junit.jupiter.api.Test;

class JsonContentTest {
  @Test
  void knowsMetricsWhenItSeesThem() {
    assertThat(JsonContent.of(Bytes.of("{\"metrics\":{\"throughput\":1250.5}}")))
        .hasValueSatisfying(content -> assertThat(content.hasMetrics()).isTrue());
    assertThat(JsonContent.of(Bytes.of("{\"metrics\":{\"name\":\"x\"}}")))
        .hasValueSatisfying(content -> assertThat(content.hasMetrics()).isFalse());
  }

  @Test
  void leavesOutWhatADatabaseCannotKeep() {
    assertThat(JsonContent.of(Bytes.of("{\"a\\u0000b\":[\"x\\u0000\",1e999,2]}")))
        .map(JsonContent::text)
        .contains("{\"a\ufffdb\":[\"x\ufffd\",null,2]}");
  }

  @Test
  void whatIsNoDocumentIsNone() {
    assertThat(JsonContent.of(Bytes.of("{\"a\":"))).isEmpty();
    assertThat(JsonContent.of(Bytes.of("7"))).isEmpty();
    assertThat(JsonContent.of(Bytes.of("[".repeat(5_000)))).isEmpty();
  }
}
