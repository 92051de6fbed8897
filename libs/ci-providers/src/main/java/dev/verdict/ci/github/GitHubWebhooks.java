package dev.verdict.ci.github;

import dev.verdict.ci.webhook.BodyQuestions;
import dev.verdict.ci.webhook.HexSignature;
import dev.verdict.ci.webhook.Payload;
import dev.verdict.plugin.webhook.Authenticity;
import dev.verdict.plugin.webhook.CiEvent;
import dev.verdict.plugin.webhook.InboundRequest;
import dev.verdict.plugin.webhook.UnreadableWebhook;
import dev.verdict.plugin.webhook.WebhookDialect;
import dev.verdict.plugin.webhook.WebhookKeys;
import java.util.List;
import java.util.Optional;

/** What GitHub sends: signed, as JSON or in a form, with the name of the event in a header. */
public final class GitHubWebhooks implements WebhookDialect {
  private static final String EVENT = "X-GitHub-Event";
  private static final HexSignature SIGNATURE = new HexSignature("X-Hub-Signature-256", "sha256=");

  @Override
  public String provider() {
    return GitHubApi.NAME;
  }

  @Override
  public Authenticity check(InboundRequest request, WebhookKeys keys) {
    return SIGNATURE.check(request, keys.secrets());
  }

  @Override
  public Optional<String> deliveryId(InboundRequest request) {
    return BodyQuestions.header(request, "X-GitHub-Delivery");
  }

  @Override
  public String event(InboundRequest request) {
    return BodyQuestions.header(request, EVENT).orElse("unknown");
  }

  @Override
  public String repository(InboundRequest request) {
    return BodyQuestions.ask(
            request,
            body -> {
              Payload repository = body.find("repository");
              return repository == null ? null : repository.textOrNull("full_name");
            })
        .orElse("");
  }

  @Override
  public String setUp() {
    return "set Content type to application/json at the webhook of the repository or organization";
  }

  @Override
  public List<CiEvent> read(InboundRequest request) {
    String event =
        BodyQuestions.header(request, EVENT)
            .orElseThrow(() -> new UnreadableWebhook(EVENT, "nothing", "the name of an event"));
    return List.of(read(event, Payload.of(request.json())));
  }

  private static CiEvent read(String event, Payload body) {
    return switch (event) {
      case "ping" -> new CiEvent.Ping(body.text("zen", "ping"));
      case "push" -> GitHubChanges.push(body);
      case "pull_request" -> GitHubChanges.pullRequest(body);
      case "workflow_run" -> GitHubRuns.workflowRun(body);
      case "issue_comment" -> GitHubTalk.issueComment(body);
      case "pull_request_review_comment" -> GitHubTalk.lineComment(body);
      case "pull_request_review" -> GitHubTalk.review(body);
      case "create", "delete" -> ignored(event, body, "its push says the same");
      case "workflow_job" -> ignored(event, body, "the workflow_run that it is part of says it");
      case "check_run", "check_suite", "status" ->
          ignored(event, body, "a mark on a commit, as Verdict makes them itself");
      default -> ignored(event, body, "nothing that Verdict follows");
    };
  }

  static CiEvent ignored(String event, Payload body, String why) {
    String action = body.text("action", "");
    return new CiEvent.Ignored(action.isEmpty() ? event : event + "." + action, why);
  }
}
