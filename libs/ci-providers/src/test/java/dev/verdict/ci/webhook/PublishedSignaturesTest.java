package dev.verdict.ci.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.ci.bitbucket.BitbucketWebhooks;
import dev.verdict.ci.circleci.CircleCiWebhooks;
import dev.verdict.ci.generic.GenericWebhooks;
import dev.verdict.ci.github.GitHubWebhooks;
import dev.verdict.ci.gitlab.GitLabWebhooks;
import dev.verdict.plugin.webhook.Authenticity;
import dev.verdict.plugin.webhook.InboundRequest;
import dev.verdict.plugin.webhook.WebhookDialect;
import dev.verdict.plugin.webhook.WebhookKeys;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Signatures that the makers of the formats have published. */
class PublishedSignaturesTest {
  private static final Authenticity GENUINE = new Authenticity.Genuine(0);
  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final long TIME = 1_614_265_330;
  private static final String BODY = "{\"test\": 2432232314}";
  private static final String KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

  @Test
  void of_github() {
    InboundRequest request =
        request(
            "Hello, World!",
            Map.of(
                "X-Hub-Signature-256",
                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"));
    WebhookKeys keys = WebhookKeys.secrets("It's a Secret to Everybody");

    assertThat(new GitHubWebhooks().check(request, keys)).isEqualTo(GENUINE);
  }

  /** Bitbucket's has the name that GitHub's of old had: that one is not taken for GitHub's. */
  @Test
  void of_bitbucket() {
    InboundRequest request =
        request(
            "Hello, World!",
            Map.of(
                "X-Hub-Signature",
                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"));
    WebhookKeys keys = WebhookKeys.secrets("It's a Secret to Everybody");

    assertThat(new BitbucketWebhooks().check(request, keys)).isEqualTo(GENUINE);
    assertThat(new GitHubWebhooks().check(request, keys)).isInstanceOf(Authenticity.Missing.class);
  }

  @Test
  void of_circleci_also_beside_versions_to_come() {
    String published = "v1=734cc62f32841568f45715aeb9f4d7891324e6d948e4c6c60c0621cdac48623a";
    WebhookKeys keys = WebhookKeys.secrets("secret");
    for (String value : List.of(published, published + ",v2=abc", "v2=abc, " + published)) {
      InboundRequest request = request("hello world", Map.of("circleci-signature", value));
      assertThat(new CircleCiWebhooks().check(request, keys)).as(value).isEqualTo(GENUINE);
    }
  }

  @Test
  void of_standard_webhooks() {
    for (WebhookDialect each : List.of(gitLab(TIME), generic(TIME))) {
      for (String value : List.of(SIGNATURE, "v1,AAAA " + SIGNATURE, "v1a,x v1,%% " + SIGNATURE)) {
        assertThat(each.check(standard(BODY, value), WebhookKeys.secrets("other", KEY)))
            .isEqualTo(new Authenticity.Genuine(1));
      }
    }
  }

  @Test
  void of_standard_webhooks_only_for_five_minutes() {
    WebhookKeys keys = WebhookKeys.secrets(KEY);
    for (long away : new long[] {-300, 300}) {
      assertThat(gitLab(TIME + away).check(standard(BODY, SIGNATURE), keys)).isEqualTo(GENUINE);
    }
    for (long away : new long[] {-301, 301, 86_400}) {
      assertThat(gitLab(TIME + away).check(standard(BODY, SIGNATURE), keys))
          .isInstanceOf(Authenticity.Wrong.class)
          .asString()
          .contains("5 minutes");
    }
  }

  /** Id and time are signed, too. */
  @Test
  void of_standard_webhooks_for_no_other_delivery() {
    WebhookKeys keys = WebhookKeys.secrets(KEY);
    for (Map<String, String> other :
        List.of(
            Map.of("webhook-id", "msg_other"),
            Map.of("webhook-timestamp", String.valueOf(TIME + 1)),
            Map.of("webhook-timestamp", "soon"),
            Map.of("webhook-signature", SIGNATURE.replace("v1,", "v2,")))) {
      Map<String, String> headers = new HashMap<>(headers(SIGNATURE));
      headers.putAll(other);
      assertThat(generic(TIME).check(request(BODY, headers), keys))
          .isInstanceOf(Authenticity.Wrong.class);
    }
  }

  /** A hook of GitLab that has a token as well sends both. */
  @Test
  void gitlab_may_prove_itself_by_either() {
    Map<String, String> both = new HashMap<>(headers(SIGNATURE));
    both.put("X-Gitlab-Token", "the token");
    InboundRequest request = request(BODY, both);

    assertThat(gitLab(TIME).check(request, WebhookKeys.secrets(KEY))).isEqualTo(GENUINE);
    assertThat(gitLab(TIME).check(request, WebhookKeys.secrets("the token"))).isEqualTo(GENUINE);
    assertThat(gitLab(TIME).check(request, WebhookKeys.secrets("another")).isGenuine()).isFalse();
  }

  @Test
  void a_signing_key_is_no_token_for_gitlab() {
    InboundRequest request = request(BODY, Map.of("X-Gitlab-Token", KEY));

    assertThat(gitLab(TIME).check(request, WebhookKeys.secrets(KEY)).isGenuine()).isFalse();
  }

  private static WebhookDialect gitLab(long time) {
    return new GitLabWebhooks(clock(time));
  }

  private static WebhookDialect generic(long time) {
    return new GenericWebhooks(clock(time));
  }

  private static Clock clock(long time) {
    return Clock.fixed(Instant.ofEpochSecond(time), ZoneOffset.UTC);
  }

  private static InboundRequest standard(String body, String signature) {
    return request(body, headers(signature));
  }

  private static Map<String, String> headers(String signature) {
    return Map.of(
        "webhook-id", ID,
        "webhook-timestamp", String.valueOf(TIME),
        "webhook-signature", signature);
  }

  private static InboundRequest request(String body, Map<String, String> headers) {
    Map<String, List<String>> all = new HashMap<>();
    headers.forEach((name, value) -> all.put(name, List.of(value)));
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new InboundRequest(all, Map.of(), bytes, bytes);
  }
}
