package dev.verdict.testkit.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.verdict.plugin.webhook.InboundRequest;
import dev.verdict.plugin.webhook.UnreadableWebhook;
import dev.verdict.plugin.webhook.WebhookKeys;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whatever is sent, it is understood or refused with a sentence; the other half of the kit. */
abstract class WebhookFuzz extends WebhookSubject {
  private static final WebhookKeys KEYS = WebhookKeys.secrets("a secret", "whsec_YSBzZWNyZXQ=");

  @TestFactory
  Stream<DynamicTest> any_value_can_be_missing_or_another() {
    return recorded().stream()
        .map(
            each ->
                dynamicTest(
                    each.name(),
                    () -> {
                      int tried = 0;
                      for (byte[] json : JsonMutations.of(each.request().json())) {
                        survives(withJson(each.request(), json));
                        tried++;
                      }
                      assertThat(tried).isGreaterThan(5);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> a_body_can_end_anywhere() {
    return recorded().stream()
        .map(
            each ->
                dynamicTest(
                    each.name(),
                    () -> {
                      byte[] body = each.request().body();
                      int step = Math.max(1, body.length / 100);
                      for (int end = 0; end < body.length; end += step) {
                        byte[] cut = Arrays.copyOf(body, end);
                        refuses(Requests.withBody(each.request(), cut));
                      }
                    }));
  }

  @TestFactory
  Stream<DynamicTest> a_hostile_body_is_refused() {
    InboundRequest like = recorded().get(0).request();
    return HostileBodies.all().entrySet().stream()
        .map(
            each ->
                dynamicTest(
                    each.getKey(),
                    () -> {
                      refuses(withJson(like, each.getValue()));
                      refuses(Requests.withBody(like, each.getValue()));
                      survives(
                          new InboundRequest(Map.of(), Map.of(), each.getValue(), each.getValue()));
                    }));
  }

  /** Headers are of strangers, too. */
  @TestFactory
  Stream<DynamicTest> any_header_can_be_missing_or_nonsense() {
    List<String> values =
        List.of("", " ", "\u0000", "ÿ".repeat(10_000), "%", "Basic %%%", "v1=,,,");
    return recorded().stream()
        .map(
            each ->
                dynamicTest(
                    each.name(),
                    () -> {
                      for (String header : each.request().headers().keySet()) {
                        survives(Requests.withoutHeader(each.request(), header));
                        for (String value : values) {
                          survives(Requests.withHeader(each.request(), header, value));
                        }
                      }
                    }));
  }

  private void refuses(InboundRequest request) {
    assertThat(survives(request)).as("a sentence that says what is wrong").isTrue();
  }

  /** Whether it was refused. */
  private boolean survives(InboundRequest request) {
    // Asked before anybody knows whether it is genuine, and of any bytes.
    assertThat(dialect().event(request)).isNotBlank();
    assertThat(dialect().repository(request)).isNotNull();
    dialect().deliveryId(request).ifPresent(id -> assertThat(id).isNotBlank());
    assertThat(dialect().check(request, KEYS)).isNotNull();
    try {
      Events.check(dialect().read(request));
      return false;
    } catch (UnreadableWebhook refused) {
      assertThat(refused.field()).isNotBlank();
      assertThat(refused.expected()).isNotBlank();
      assertThat(refused).hasMessageContaining(refused.field());
      return true;
    }
  }
}
