package dev.verdict.coordinator.usecase.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.plugin.webhook.InboundRequest;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeaningTest {
  private static byte[] of(String type, String body) {
    return Meaning.of(
        new InboundRequest(
            Map.of("content-type", List.of(type)),
            Map.of(),
            body.getBytes(UTF_8),
            body.getBytes(UTF_8)));
  }

  private static byte[] json(String body) {
    return of("application/json", body);
  }

  @Test
  void whiteSpaceOrderAndFormsMeanNothing() {
    byte[] meaning = json("{\"a\":1,\"b\":[true,null,\"x\"],\"c\":{\"d\":\"e\"}}");
    assertThat(json(" {\"c\": {\"d\": \"e\"}, \"b\": [true, null, \"\\u0078\"], \"a\": 1}"))
        .isEqualTo(meaning);
    assertThat(
            of(
                "application/x-www-form-urlencoded",
                "payload="
                    + URLEncoder.encode(
                        "{\"a\":1,\"b\":[true,null,\"x\"],\"c\":{\"d\":\"e\"}}", UTF_8)))
        .isEqualTo(meaning);
  }

  @Test
  void everythingElseDoes() {
    List<String> different =
        List.of(
            "{}",
            "{\"a\":1}",
            "{\"a\":\"1\"}",
            "{\"a\":null}",
            "{\"a\":\"null\"}",
            "{\"a\":[1,2]}",
            "{\"a\":[2,1]}",
            "{\"a\":[[1],2]}",
            "{\"a\":[12]}",
            "{\"a\":{\"b\":1}}",
            "{\"a\":{},\"b\":1}",
            "{\"ab\":1}");
    assertThat(different.stream().map(MeaningTest::json).map(java.util.HexFormat.of()::formatHex))
        .doesNotHaveDuplicates();
  }
}
