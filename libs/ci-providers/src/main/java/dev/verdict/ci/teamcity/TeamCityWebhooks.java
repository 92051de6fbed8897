package dev.verdict.ci.teamcity;

import dev.verdict.ci.webhook.BodyQuestions;
import dev.verdict.ci.webhook.Payload;
import dev.verdict.ci.webhook.SharedSecret;
import dev.verdict.plugin.webhook.Authenticity;
import dev.verdict.plugin.webhook.CiEvent;
import dev.verdict.plugin.webhook.CiEvent.CiRun.Phase;
import dev.verdict.plugin.webhook.InboundRequest;
import dev.verdict.plugin.webhook.Repository;
import dev.verdict.plugin.webhook.WebhookDialect;
import dev.verdict.plugin.webhook.WebhookKeys;
import java.util.List;
import java.util.Optional;

/** What TeamCity sends: unsigned JSON with a password. */
public final class TeamCityWebhooks implements WebhookDialect {
  /** TeamCity's documentation calls the password by a name that PHP has for it: both are taken. */
  private static final SharedSecret SECRET =
      new SharedSecret(List.of("php-auth-pw", SharedSecret.OUR_HEADER), true, "");

  @Override
  public String provider() {
    return TeamCityApi.NAME;
  }

  @Override
  public Authenticity check(InboundRequest request, WebhookKeys keys) {
    return SECRET.check(request, keys.secrets());
  }

  /** TeamCity gives none. */
  @Override
  public Optional<String> deliveryId(InboundRequest request) {
    return Optional.empty();
  }

  @Override
  public String event(InboundRequest request) {
    return BodyQuestions.ask(request, body -> body.textOrNull("eventType")).orElse("unknown");
  }

  @Override
  public String repository(InboundRequest request) {
    return BodyQuestions.ask(
            request,
            body -> {
              Payload build = body.find("payload");
              Repository source = build == null ? null : TeamCityBuilds.repository(build);
              return source == null ? null : source.name();
            })
        .orElse("");
  }

  @Override
  public String setUp() {
    return "let teamcity.internal.webhooks.<EVENT>.fields name id and state among the fields, or"
        + " nothing";
  }

  @Override
  public List<CiEvent> read(InboundRequest request) {
    Payload body = Payload.of(request.json());
    String event = body.text("eventType");
    CiEvent read =
        switch (event) {
          case "BUILD_TYPE_ADDED_TO_QUEUE" -> run(body, Phase.QUEUED, false);
          case "BUILD_STARTED" -> run(body, Phase.STARTED, false);
          case "BUILD_FINISHED" -> run(body, Phase.FINISHED, false);
          // No BUILD_FINISHED comes after it.
          case "BUILD_INTERRUPTED" -> run(body, Phase.FINISHED, true);
          case "CHANGES_LOADED", "BUILD_PROBLEMS_CHANGED" ->
              new CiEvent.Ignored(event, "the end of the build says it");
          default -> new CiEvent.Ignored(event, "nothing that Verdict follows");
        };
    return List.of(read);
  }

  private static CiEvent run(Payload body, Phase phase, boolean interrupted) {
    return TeamCityBuilds.run(body.object("payload"), phase, interrupted);
  }
}
