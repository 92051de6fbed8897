package dev.verdict.ci.travis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.plugin.webhook.InboundRequest;
import dev.verdict.plugin.webhook.WebhookDialect;
import dev.verdict.testkit.webhook.Kind;
import dev.verdict.testkit.webhook.RecordedWebhook;
import dev.verdict.testkit.webhook.Requests;
import dev.verdict.testkit.webhook.WebhookKit;
import dev.verdict.testkit.webhook.WebhookSender;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TravisWebhooksTest extends WebhookKit {
  @Override
  protected WebhookDialect dialect() {
    return new TravisWebhooks();
  }

  @Override
  protected List<WebhookSender> senders() {
    return List.of(new TravisSender());
  }

  @Override
  protected Set<Kind> tells() {
    return EnumSet.of(Kind.RUN_QUEUED, Kind.RUN_STARTED, Kind.RUN_FINISHED);
  }

  @Override
  protected boolean hasDeliveryIds() {
    return false;
  }

  /** They are recorded as JSON, for people to read. */
  @Override
  protected List<RecordedWebhook> recorded() {
    return super.recorded().stream()
        .map(
            each ->
                new RecordedWebhook(
                    each.name(), withJson(each.request(), each.request().body()), each.expected()))
        .toList();
  }

  @Override
  protected InboundRequest withJson(InboundRequest request, byte[] json) {
    // Byte by byte, so that what is no UTF-8 stays what it is.
    String text = new String(json, StandardCharsets.ISO_8859_1);
    String form = "payload=" + URLEncoder.encode(text, StandardCharsets.ISO_8859_1);
    return Requests.withBody(request, form.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void what_is_not_signed_makes_no_other_delivery() {
    RecordedWebhook one = recorded().get(0);
    byte[] form = one.request().body();
    byte[] more =
        (new String(form, StandardCharsets.US_ASCII) + "&x=1").getBytes(StandardCharsets.US_ASCII);
    assertThat(dialect().identity(Requests.withBody(one.request(), more)))
        .isEqualTo(dialect().identity(one.request()))
        .isNotEqualTo(form);
    assertThat(dialect().identity(Requests.withBody(one.request(), new byte[] {'x'})))
        .isEqualTo(new byte[] {'x'});
  }

  @Test
  void its_public_keys_are_read_from_its_answer() {
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder()
                .encodeToString(TravisSender.publicKey(WebhookSender.NEW).getEncoded())
            + "\n-----END PUBLIC KEY-----\n";
    JsonObject webhook = new JsonObject().put("public_key", pem);
    JsonObject answer =
        new JsonObject()
            .put(
                "config",
                new JsonObject().put("notifications", new JsonObject().put("webhook", webhook)));

    assertThat(dialect().publicKeys(answer.toBuffer().getBytes()))
        .containsExactly(TravisSender.publicKey(WebhookSender.NEW));
    assertThat(dialect().publicKeySource())
        .hasToString("Optional[https://api.travis-ci.com/config]");
  }

  @Test
  void an_answer_without_keys_has_none() {
    for (String answer :
        List.of(
            "",
            "{}",
            "not JSON",
            "{\"config\":[]}",
            """
            {"config":{"notifications":{"webhook":{"public_key":"-----BEGIN PUBLIC KEY-----
            AAAA
            -----END PUBLIC KEY-----"}}}}\
            """
                .replace("\n", "\\n"))) {
      assertThat(dialect().publicKeys(answer.getBytes(StandardCharsets.UTF_8)))
          .as(answer)
          .isEmpty();
    }
  }
}
