package dev.verdict.cli.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.contract.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FoundMetricsTest {
  private static JsonNode page(String text) {
    return Json.tree(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void pagesTogetherHaveTheSummaryOfAll() {
    FoundMetrics found = new FoundMetrics();
    found.add(
        page(
            "{\"items\":[{\"id\":1},{\"id\":2},{\"id\":3}],\"next\":\"c\","
                + "\"summary\":{\"a\":{\"count\":3,\"min\":1,\"max\":3,\"mean\":2}}}"));
    assertThat(found.next()).isEqualTo("c");
    found.add(
        page(
            "{\"items\":[{\"id\":4}],"
                + "\"summary\":{\"a\":{\"count\":1,\"min\":6,\"max\":6,\"mean\":6},"
                + "\"b\":{\"count\":1,\"min\":9,\"max\":9,\"mean\":9}}}"));

    assertThat(found.next()).isNull();
    JsonNode all = found.json();
    assertThat(all.path("items")).hasSize(4);
    assertThat(all.has("next")).isFalse();
    assertThat(all.at("/summary/a"))
        .isEqualTo(page("{\"count\":4,\"min\":1.0,\"max\":6.0,\"mean\":3.0}"));
    assertThat(all.at("/summary/b/mean").asDouble()).isEqualTo(9);
  }
}
