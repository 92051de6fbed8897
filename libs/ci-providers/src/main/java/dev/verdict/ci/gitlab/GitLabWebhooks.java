package dev.verdict.ci.gitlab;

import dev.verdict.ci.webhook.BodyQuestions;
import dev.verdict.ci.webhook.Payload;
import dev.verdict.ci.webhook.SharedSecret;
import dev.verdict.ci.webhook.StandardSignature;
import dev.verdict.plugin.webhook.Authenticity;
import dev.verdict.plugin.webhook.CiEvent;
import dev.verdict.plugin.webhook.InboundRequest;
import dev.verdict.plugin.webhook.WebhookDialect;
import dev.verdict.plugin.webhook.WebhookKeys;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * What GitLab sends: with the secret itself in a header, or signed as Standard Webhooks where the
 * secret is a signing token ({@code whsec_…}).
 */
public final class GitLabWebhooks implements WebhookDialect {
  private static final SharedSecret TOKEN = new SharedSecret(List.of("X-Gitlab-Token"), false, "");

  private final StandardSignature signature;

  public GitLabWebhooks() {
    this(Clock.systemUTC());
  }

  public GitLabWebhooks(Clock clock) {
    signature = new StandardSignature(clock);
  }

  @Override
  public String provider() {
    return GitLabApi.NAME;
  }

  @Override
  public Authenticity check(InboundRequest request, WebhookKeys keys) {
    if (StandardSignature.isOn(request)) {
      Authenticity signed = signature.check(request, keys.secrets());
      if (signed.isGenuine()) {
        return signed;
      }
      // GitLab sends both while a hook has both: the old token may be the only one we were told.
      Authenticity token = TOKEN.check(request, tokens(keys));
      return token.isGenuine() ? token : signed;
    }
    return TOKEN.check(request, tokens(keys));
  }

  /** A signing key is not a token: who has read one in a header could send it. Places are kept. */
  private static List<String> tokens(WebhookKeys keys) {
    return keys.secrets().stream().map(each -> StandardSignature.isKey(each) ? "" : each).toList();
  }

  @Override
  public Optional<String> deliveryId(InboundRequest request) {
    return BodyQuestions.header(request, StandardSignature.ID)
        .or(() -> BodyQuestions.header(request, "Idempotency-Key"))
        .or(() -> BodyQuestions.header(request, "X-Gitlab-Event-UUID"));
  }

  /** A push has no time in it, and no number. */
  @Override
  public boolean repeatsItself() {
    return true;
  }

  @Override
  public String event(InboundRequest request) {
    return BodyQuestions.header(request, "X-Gitlab-Event")
        .or(() -> BodyQuestions.ask(request, body -> body.textOrNull("object_kind")))
        .orElse("unknown");
  }

  @Override
  public String repository(InboundRequest request) {
    return BodyQuestions.ask(
            request,
            body -> {
              Payload project = body.find("project");
              return project == null ? null : project.textOrNull("path_with_namespace");
            })
        .orElse("");
  }

  @Override
  public String setUp() {
    return "set no custom template at the webhook of the project or group";
  }

  @Override
  public List<CiEvent> read(InboundRequest request) {
    Payload body = Payload.of(request.json());
    String kind = body.text("object_kind", body.text("event_name", ""));
    CiEvent event =
        switch (kind) {
          case "push", "tag_push" -> GitLabChanges.push(body);
          case "merge_request" -> GitLabChanges.mergeRequest(body);
          case "pipeline" -> GitLabRuns.pipeline(body);
          case "note" -> GitLabChanges.note(body);
          case "build" -> new CiEvent.Ignored(kind, "the pipeline that it is part of says it");
          case "" -> throw body.wrong("object_kind", "the kind of an event");
          default -> new CiEvent.Ignored(kind, "nothing that Verdict follows");
        };
    return List.of(event);
  }
}
