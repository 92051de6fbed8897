package dev.verdict.ci.jenkins;

import dev.verdict.ci.webhook.BodyQuestions;
import dev.verdict.ci.webhook.Payload;
import dev.verdict.ci.webhook.SharedSecret;
import dev.verdict.plugin.webhook.Authenticity;
import dev.verdict.plugin.webhook.CiEvent;
import dev.verdict.plugin.webhook.CiEvent.CiRun.Phase;
import dev.verdict.plugin.webhook.InboundRequest;
import dev.verdict.plugin.webhook.Repository;
import dev.verdict.plugin.webhook.UnreadableWebhook;
import dev.verdict.plugin.webhook.WebhookDialect;
import dev.verdict.plugin.webhook.WebhookKeys;
import java.util.List;
import java.util.Optional;

/** What Jenkins' plugin Notification sends: JSON with a secret in the address. */
public final class JenkinsWebhooks implements WebhookDialect {
  private static final SharedSecret SECRET =
      new SharedSecret(List.of(SharedSecret.OUR_HEADER), true, "token");

  @Override
  public String provider() {
    return JenkinsApi.NAME;
  }

  @Override
  public Authenticity check(InboundRequest request, WebhookKeys keys) {
    return SECRET.check(request, keys.secrets());
  }

  /** Jenkins gives none. */
  @Override
  public Optional<String> deliveryId(InboundRequest request) {
    return Optional.empty();
  }

  @Override
  public String event(InboundRequest request) {
    return BodyQuestions.ask(
            request,
            body -> {
              Payload build = body.find("build");
              return build == null ? null : build.textOrNull("phase");
            })
        .orElse("unknown");
  }

  @Override
  public String repository(InboundRequest request) {
    return BodyQuestions.ask(
            request,
            body -> {
              Payload build = body.find("build");
              Repository source = build == null ? null : JenkinsNews.repository(build);
              return source == null ? null : source.name();
            })
        .orElse("");
  }

  @Override
  public String setUp() {
    return "use an endpoint of the plugin Notification with the format JSON and all events";
  }

  @Override
  public List<CiEvent> read(InboundRequest request) {
    if (request.mediaType().endsWith("xml")) {
      throw new UnreadableWebhook(
          "Content-Type", request.mediaType(), "JSON: set 'Format' of the endpoint to JSON");
    }
    Payload body = Payload.of(request.json());
    Payload build = body.object("build");
    String phase = build.text("phase");
    CiEvent event =
        switch (phase) {
          case "QUEUED" -> JenkinsNews.run(body, build, Phase.QUEUED);
          case "STARTED" -> JenkinsNews.run(body, build, Phase.STARTED);
          case "FINALIZED" -> JenkinsNews.run(body, build, Phase.FINISHED);
          case "COMPLETED" ->
              new CiEvent.Ignored(phase, "FINALIZED follows, when its files are there, too");
          default -> new CiEvent.Ignored(phase, "nothing that Verdict follows");
        };
    return List.of(event);
  }
}
