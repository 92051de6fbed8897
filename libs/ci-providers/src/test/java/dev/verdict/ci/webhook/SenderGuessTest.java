package dev.verdict.ci.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.ci.generic.GenericWebhooks;
import dev.verdict.plugin.webhook.InboundRequest;
import dev.verdict.plugin.webhook.UnreadableWebhook;
import dev.verdict.plugin.webhook.WebhookKeys;
import dev.verdict.testkit.webhook.RecordedWebhook;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SenderGuessTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "azure",
        "bitbucket",
        "circleci",
        "github",
        "gitlab",
        "jenkins",
        "teamcity",
        "travis"
      })
  void a_delivery_says_whose_it_is(String provider) {
    for (RecordedWebhook each : recorded(provider)) {
      // Azure, Jenkins and TeamCity are known by their bodies only.
      assertThat(SenderGuess.of(each.request())).as(each.name()).contains(provider);
      assertThat(SenderGuess.mistake(provider, each.request())).isEmpty();
    }
  }

  @Test
  void our_own_is_nobodys() {
    assertThat(recorded("generic"))
        .allSatisfy(each -> assertThat(SenderGuess.of(each.request())).isEmpty());
    assertThat(SenderGuess.of(request("no JSON"))).isEmpty();
  }

  @Test
  void who_sent_it_to_the_wrong_address_is_told_the_right_one() {
    GenericWebhooks generic = new GenericWebhooks();
    InboundRequest push = recorded("github").get(0).request();

    assertThat(generic.check(push, WebhookKeys.secrets("x")).toString())
        .contains("this looks like a delivery of github: send it to /webhooks/github");
    Assertions.assertThatExceptionOfType(UnreadableWebhook.class)
        .isThrownBy(() -> generic.read(push))
        .withMessageContaining("send it to /webhooks/github");
  }

  private static List<RecordedWebhook> recorded(String provider) {
    return RecordedWebhook.of(SenderGuessTest.class, "/dev/verdict/ci/" + provider + "/webhooks");
  }

  private static InboundRequest request(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new InboundRequest(Map.of(), Map.of(), bytes, bytes);
  }
}
