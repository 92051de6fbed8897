package dev.verdict.ci.circleci;

import dev.verdict.ci.webhook.BodyQuestions;
import dev.verdict.ci.webhook.HexSignature;
import dev.verdict.ci.webhook.Payload;
import dev.verdict.plugin.ci.RunState;
import dev.verdict.plugin.webhook.Authenticity;
import dev.verdict.plugin.webhook.CiEvent;
import dev.verdict.plugin.webhook.CiEvent.CiRun.Phase;
import dev.verdict.plugin.webhook.InboundRequest;
import dev.verdict.plugin.webhook.Repository;
import dev.verdict.plugin.webhook.WebhookDialect;
import dev.verdict.plugin.webhook.WebhookKeys;
import java.util.List;
import java.util.Optional;

/** What CircleCI sends: signed JSON, when a workflow or a job has ended. */
public final class CircleCiWebhooks implements WebhookDialect {
  private static final HexSignature SIGNATURE = new HexSignature("circleci-signature", "v1=");

  @Override
  public String provider() {
    return CircleCiApi.NAME;
  }

  @Override
  public Authenticity check(InboundRequest request, WebhookKeys keys) {
    return SIGNATURE.check(request, keys.secrets());
  }

  @Override
  public Optional<String> deliveryId(InboundRequest request) {
    return BodyQuestions.ask(request, body -> body.idOrNull("id"));
  }

  @Override
  public String event(InboundRequest request) {
    return BodyQuestions.ask(request, body -> body.textOrNull("type"))
        .or(() -> BodyQuestions.header(request, "circleci-event-type"))
        .orElse("unknown");
  }

  @Override
  public String repository(InboundRequest request) {
    return BodyQuestions.ask(
            request,
            body -> {
              Repository repository = CircleCiSource.of(body).repository();
              return repository == null ? null : repository.name();
            })
        .orElse("");
  }

  @Override
  public String setUp() {
    return "use a webhook of the project's settings with the event workflow-completed";
  }

  /** The type in the body is signed, the one in the header is not. */
  @Override
  public List<CiEvent> read(InboundRequest request) {
    Payload body = Payload.of(request.json());
    String type = body.text("type");
    CiEvent event =
        switch (type) {
          case "ping" -> new CiEvent.Ping("ping");
          case "workflow-completed" -> workflow(body);
          case "job-completed" ->
              new CiEvent.Ignored(type, "the workflow that it is part of says it");
          default -> new CiEvent.Ignored(type, "nothing that Verdict follows");
        };
    return List.of(event);
  }

  private static CiEvent workflow(Payload body) {
    Payload workflow = body.object("workflow");
    CircleCiSource source = CircleCiSource.of(body);
    String word = workflow.text("status");
    RunState state = CircleCiWords.read(word);
    return new CiEvent.CiRun(
        source.repository(),
        workflow.id("id"),
        workflow.text("name", "workflow"),
        Phase.FINISHED,
        ended(state),
        word,
        source.sha(),
        source.branch(),
        source.pullRequest(),
        workflow.link("url"),
        workflow.time("created_at"),
        workflow.time("stopped_at"));
  }

  /** What has ended is not running, whatever the word. */
  private static RunState ended(RunState state) {
    return state.isFinal() ? state : RunState.UNKNOWN;
  }
}
