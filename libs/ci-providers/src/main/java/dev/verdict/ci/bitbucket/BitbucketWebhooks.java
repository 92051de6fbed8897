package dev.verdict.ci.bitbucket;

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

/** What Bitbucket Cloud sends: signed JSON, with the name of the event in a header. */
public final class BitbucketWebhooks implements WebhookDialect {
  private static final String EVENT = "X-Event-Key";
  private static final HexSignature SIGNATURE = new HexSignature("X-Hub-Signature", "sha256=");

  @Override
  public String provider() {
    return BitbucketApi.NAME;
  }

  @Override
  public Authenticity check(InboundRequest request, WebhookKeys keys) {
    return SIGNATURE.check(request, keys.secrets());
  }

  @Override
  public Optional<String> deliveryId(InboundRequest request) {
    return BodyQuestions.header(request, "X-Request-UUID");
  }

  /** A push has no time in it, and no number. */
  @Override
  public boolean repeatsItself() {
    return true;
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
    return "use a webhook of Bitbucket Cloud, which names its event in X-Event-Key";
  }

  @Override
  public List<CiEvent> read(InboundRequest request) {
    String event =
        BodyQuestions.header(request, EVENT)
            .orElseThrow(() -> new UnreadableWebhook(EVENT, "nothing", "the name of an event"));
    Payload body = Payload.of(request.json());
    return switch (event) {
      case "repo:push" -> BitbucketChanges.pushes(body);
      case "repo:commit_status_created", "repo:commit_status_updated" ->
          List.of(BitbucketRuns.status(event, body));
      case "pullrequest:comment_created" -> List.of(BitbucketChanges.comment(body));
      case "pullrequest:comment_updated",
          "pullrequest:comment_deleted",
          "pullrequest:comment_resolved",
          "pullrequest:comment_reopened" ->
          List.of(new CiEvent.Ignored(event, "only what is new counts"));
      case "diagnostics:ping" -> List.of(new CiEvent.Ping("ping"));
      default ->
          List.of(
              event.startsWith("pullrequest:")
                  ? BitbucketChanges.pullRequest(event, body)
                  : new CiEvent.Ignored(event, "nothing that Verdict follows"));
    };
  }
}
