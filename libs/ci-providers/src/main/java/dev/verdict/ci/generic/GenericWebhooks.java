package dev.verdict.ci.generic;

import dev.verdict.ci.webhook.BodyQuestions;
import dev.verdict.ci.webhook.HexSignature;
import dev.verdict.ci.webhook.Payload;
import dev.verdict.ci.webhook.SenderGuess;
import dev.verdict.ci.webhook.StandardSignature;
import dev.verdict.plugin.webhook.Authenticity;
import dev.verdict.plugin.webhook.CiEvent;
import dev.verdict.plugin.webhook.InboundRequest;
import dev.verdict.plugin.webhook.UnreadableWebhook;
import dev.verdict.plugin.webhook.WebhookDialect;
import dev.verdict.plugin.webhook.WebhookKeys;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Our own JSON, for scripts and CI systems that nobody wrote a dialect for;
 * docs/webhooks/generic.md has its shapes. Signed with HMAC, or as Standard Webhooks where the
 * secret is a key of that kind.
 */
public final class GenericWebhooks implements WebhookDialect {
  private static final HexSignature SIGNATURE = new HexSignature("X-Verdict-Signature", "sha256=");

  private final StandardSignature standard;

  public GenericWebhooks() {
    this(Clock.systemUTC());
  }

  public GenericWebhooks(Clock clock) {
    standard = new StandardSignature(clock);
  }

  @Override
  public String provider() {
    return GenericFactory.NAME;
  }

  @Override
  public Authenticity check(InboundRequest request, WebhookKeys keys) {
    if (StandardSignature.isOn(request)) {
      return standard.check(request, keys.secrets());
    }
    Authenticity plain = SIGNATURE.check(request, keys.secrets());
    return plain instanceof Authenticity.Missing missing
        ? new Authenticity.Missing(missing.expected() + otherPlace(request))
        : plain;
  }

  private String otherPlace(InboundRequest request) {
    return SenderGuess.mistake(provider(), request).map(advice -> "; " + advice).orElse("");
  }

  @Override
  public Optional<String> deliveryId(InboundRequest request) {
    return BodyQuestions.header(request, StandardSignature.ID)
        .or(() -> BodyQuestions.ask(request, body -> body.idOrNull("id")));
  }

  @Override
  public String event(InboundRequest request) {
    return BodyQuestions.ask(request, body -> body.textOrNull("event")).orElse("unknown");
  }

  @Override
  public String repository(InboundRequest request) {
    return BodyQuestions.ask(
            request,
            body -> {
              Payload repository = body.find("repository");
              return repository == null ? null : repository.textOrNull("name");
            })
        .orElse("");
  }

  @Override
  public String setUp() {
    return "send JSON in one of the shapes of docs/webhooks/generic.md";
  }

  @Override
  public List<CiEvent> read(InboundRequest request) {
    Payload body = Payload.of(request.json());
    String event = body.text("event", "");
    if (event.isBlank()) {
      throw new UnreadableWebhook(
          "event", "nothing", "push, pull_request, run.started …" + otherPlace(request));
    }
    CiEvent read =
        switch (event) {
          case "ping" -> new CiEvent.Ping(body.text("message", "ping"));
          case "push" -> GenericEvents.push(body);
          case "pull_request" -> GenericEvents.pullRequest(body);
          case "comment" -> GenericEvents.comment(body);
          case "run.queued" -> GenericEvents.run(body, CiEvent.CiRun.Phase.QUEUED);
          case "run.started" -> GenericEvents.run(body, CiEvent.CiRun.Phase.STARTED);
          case "run.finished" -> GenericEvents.run(body, CiEvent.CiRun.Phase.FINISHED);
          default -> new CiEvent.Ignored(event, "nothing that Verdict follows");
        };
    return List.of(read);
  }
}
