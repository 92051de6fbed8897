package dev.verdict.ci.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.ci.github.GitHubWebhooks;
import dev.verdict.plugin.webhook.CiEvent;
import dev.verdict.plugin.webhook.InboundRequest;
import dev.verdict.plugin.webhook.UnreadableWebhook;
import dev.verdict.plugin.webhook.WebhookKeys;
import dev.verdict.testkit.webhook.Senders;
import dev.verdict.testkit.webhook.WebhookSender;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class InboundRequestTest {
  private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";
  private static final String PING = "{\"zen\":\"Ü & = + %\"}";
  private static final WebhookSender GITHUB = Senders.hmac("X-Hub-Signature-256", "sha256=");

  /** GitHub signs the form, not the JSON in it. */
  @Test
  void a_form_holds_json() {
    String form = "a=b&payload=" + URLEncoder.encode(PING, StandardCharsets.UTF_8) + "&payload=x";
    InboundRequest request = GITHUB.prove(request(FORM, bytes(form), bytes(form)), 0);

    assertThat(new GitHubWebhooks().check(request, GITHUB.keys(0)).isGenuine()).isTrue();
    assertThat(new GitHubWebhooks().read(request)).containsExactly(new CiEvent.Ping("Ü & = + %"));
  }

  /** The signature is over what was sent, the meaning in what came out of it. */
  @Test
  void what_was_packed_is_proven_as_it_came() throws IOException {
    byte[] body = gzip(PING);
    InboundRequest request = GITHUB.prove(request("application/json", body, bytes(PING)), 0);

    assertThat(new GitHubWebhooks().check(request, GITHUB.keys(0)).isGenuine()).isTrue();
    assertThat(new GitHubWebhooks().read(request)).containsExactly(new CiEvent.Ping("Ü & = + %"));
  }

  @Test
  void a_form_that_is_none_is_refused_with_a_sentence() {
    assertThatThrownBy(() -> request(FORM, bytes("payload=%7"), bytes("payload=%7")).json())
        .isInstanceOf(UnreadableWebhook.class)
        .hasMessageContaining("payload: a % at byte 8 (expected: two hexadecimal digits");
    assertThatThrownBy(() -> request(FORM, bytes("x=1"), bytes("x=1")).json())
        .hasMessage("body: a form (expected: a form with the field payload)");
  }

  @Test
  void headers_have_all_their_values_and_no_case() {
    InboundRequest request =
        new InboundRequest(
            Map.of("X-A", List.of("1"), "Content-Type", List.of("Application/JSON;charset=x")),
            Map.of(),
            new byte[0],
            new byte[0]);

    assertThat(request.header("x-a")).contains("1");
    assertThat(request.header("X-A")).contains("1");
    assertThat(request.headers()).containsOnlyKeys("x-a", "content-type");
    assertThat(request.mediaType()).isEqualTo("application/json");
  }

  @Test
  void neither_requests_nor_keys_tell_secrets() {
    byte[] body = bytes("{\"secret\":1}");
    assertThat(request("text/plain", body, body).toString()).doesNotContain("secret");
    assertThat(WebhookKeys.secrets("hush").toString()).doesNotContain("hush");
  }

  private static InboundRequest request(String type, byte[] body, byte[] content) {
    return new InboundRequest(
        Map.of("Content-Type", List.of(type), "X-GitHub-Event", List.of("ping")),
        Map.of(),
        body,
        content);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes(text));
    }
    return packed.toByteArray();
  }
}
