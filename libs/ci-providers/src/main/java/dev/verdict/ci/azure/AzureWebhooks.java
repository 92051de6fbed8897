package dev.verdict.ci.azure;

import dev.verdict.ci.webhook.BodyQuestions;
import dev.verdict.ci.webhook.Payload;
import dev.verdict.ci.webhook.SharedSecret;
import dev.verdict.plugin.webhook.Authenticity;
import dev.verdict.plugin.webhook.CiEvent;
import dev.verdict.plugin.webhook.InboundRequest;
import dev.verdict.plugin.webhook.Repository;
import dev.verdict.plugin.webhook.UnreadableWebhook;
import dev.verdict.plugin.webhook.WebhookDialect;
import dev.verdict.plugin.webhook.WebhookKeys;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The service hooks of Azure DevOps: unsigned JSON, with a password or a header of our choice. */
public final class AzureWebhooks implements WebhookDialect {
  private static final SharedSecret SECRET =
      new SharedSecret(List.of(SharedSecret.OUR_HEADER), true, "");

  private static final String COMMENT = "ms.vss-code.git-pullrequest-comment-event";

  @Override
  public String provider() {
    return AzureApi.NAME;
  }

  @Override
  public Authenticity check(InboundRequest request, WebhookKeys keys) {
    return SECRET.check(request, keys.secrets());
  }

  @Override
  public Optional<String> deliveryId(InboundRequest request) {
    return BodyQuestions.ask(
        request,
        body -> {
          String subscription = body.idOrNull("subscriptionId");
          String notification = body.idOrNull("notificationId");
          return subscription == null || notification == null
              ? null
              : subscription + "/" + notification;
        });
  }

  @Override
  public String event(InboundRequest request) {
    return BodyQuestions.ask(request, body -> body.textOrNull("eventType")).orElse("unknown");
  }

  @Override
  public String repository(InboundRequest request) {
    return BodyQuestions.ask(request, AzureWebhooks::repositoryName).orElse("");
  }

  private static @Nullable String repositoryName(Payload body) {
    Payload resource = body.find("resource");
    if (resource == null) {
      return null;
    }
    String event = body.text("eventType", "");
    if (event.equals("build.complete")) {
      Repository built = AzureRuns.repository(resource);
      return built == null ? null : built.name();
    }
    // From the place that the event is read from: a second one must not choose the secret.
    Payload holder = event.equals(COMMENT) ? resource.find("pullRequest") : resource;
    Payload repository = holder == null ? null : holder.find("repository");
    return repository == null ? null : AzureChanges.repository(repository).name();
  }

  @Override
  public String setUp() {
    return "use the service hook Web Hooks with 'Resource details to send' and 'Messages to send'"
        + " set to All";
  }

  @Override
  public List<CiEvent> read(InboundRequest request) {
    Payload body = Payload.of(request.json());
    String event = body.text("eventType");
    return switch (event) {
      case "git.push" -> AzureChanges.pushes(resource(body));
      case "git.pullrequest.created", "git.pullrequest.updated", "git.pullrequest.merged" ->
          List.of(AzureChanges.pullRequest(event, body, resource(body)));
      case COMMENT -> List.of(AzureChanges.comment(event, resource(body)));
      case "build.complete" -> List.of(AzureRuns.build(resource(body)));
      case "ms.vss-pipelines.run-state-changed-event" ->
          List.of(AzureRuns.pipelineRun(resource(body)));
      case "ms.vss-pipelines.stage-state-changed-event",
          "ms.vss-pipelines.job-state-changed-event" ->
          List.of(new CiEvent.Ignored(event, "the run that it is part of says it"));
      default -> List.of(new CiEvent.Ignored(event, "nothing that Verdict follows"));
    };
  }

  private static Payload resource(Payload body) {
    Payload resource = body.find("resource");
    if (resource == null) {
      throw new UnreadableWebhook(
          "resource", "nothing", "an object: set 'Resource details to send' to All");
    }
    return resource;
  }
}
